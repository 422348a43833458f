#!/usr/bin/env bash
# Apprise sends PagerTree's `create` with a new id for a notification of type success too: the alert stays open, and another opens.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
python_packages apprise==2.3.0
expected <<'END'
failure create
success resolve
same id: True
END
observed <<'END'
failure create
success create
same id: False
END
run python/bin/python - <<'END'
import json, apprise, requests

sent = []
# Nothing leaves this computer: what would be sent is kept.
requests.post = lambda url, data, **rest: sent.append(json.loads(data)) or type("Answer", (), {"status_code": 200, "content": b""})
for notify_type in ("failure", "success"):
    sender = apprise.Apprise()
    sender.add("pagertree://int_AbCdEfGh12")
    sender.notify(title="Disk full", body="db01", notify_type=notify_type)
    print(notify_type, sent[-1]["event_type"])
print("same id:", sent[0]["id"] == sent[1]["id"])
END
