#!/usr/bin/env bash
# Apprise sends every meta value as text: PagerTree's `incident` switch arrives as "true" and not as true.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
python_packages apprise==2.3.0
expected <<'END'
{"incident": true}
END
observed <<'END'
{"incident": "true"}
END
run python/bin/python - <<'END'
import json, apprise, requests

sent = []
# Nothing leaves this computer: what would be sent is kept.
requests.post = lambda url, data, **rest: sent.append(json.loads(data)) or type("Answer", (), {"status_code": 200, "content": b""})
sender = apprise.Apprise()
sender.add("pagertree://int_AbCdEfGh12?-incident=true")
sender.notify(title="Disk full", body="db01", notify_type="failure")
print(json.dumps(sent[-1]["meta"]))
END
