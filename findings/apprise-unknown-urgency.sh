#!/usr/bin/env bash
# Apprise leaves a misspelt PagerTree urgency out and says nothing: the alert goes out without one.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
python_packages apprise==2.3.0
expected <<'END'
critical: taken True, sent with urgency critical
urgent: taken False
END
observed <<'END'
critical: taken True, sent with urgency critical
urgent: taken True, sent with urgency None
END
run python/bin/python - <<'END'
import json, apprise, requests

sent = []
# Nothing leaves this computer: what would be sent is kept.
requests.post = lambda url, data, **rest: sent.append(json.loads(data)) or type("Answer", (), {"status_code": 200, "content": b""})
for urgency in ("critical", "urgent"):
    sender = apprise.Apprise()
    taken = sender.add(f"pagertree://int_AbCdEfGh12?urgency={urgency}")
    sender.notify(title="Disk full", body="db01", notify_type="failure")
    print(f"{urgency}: taken {taken}, sent with urgency {sent[-1].get('urgency')}")
END
