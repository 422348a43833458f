#!/usr/bin/env bash
# With `action=map`, Apprise makes the id of a PagerTree alert of the title only: success on one host resolves the other's alert.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
python_packages apprise==2.3.0
expected <<'END'
create db01
resolve
same id: False
END
observed <<'END'
create db01
resolve
same id: True
END
run python/bin/python - <<'END'
import json, apprise, requests

sent = []
# Nothing leaves this computer: what would be sent is kept.
requests.post = lambda url, data, **rest: sent.append(json.loads(data)) or type("Answer", (), {"status_code": 200, "content": b""})
for notify_type, host in (("failure", "db01"), ("success", "db02")):
    sender = apprise.Apprise()
    sender.add("pagertree://int_AbCdEfGh12?action=map")
    sender.notify(title="Disk full", body=host, notify_type=notify_type)
    print(*[sent[-1][key] for key in ("event_type", "description") if key in sent[-1]])
print("same id:", sent[0]["id"] == sent[1]["id"])
END
