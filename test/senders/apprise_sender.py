"""Sends notifications with Apprise's own code. It is told only where PagerTree is; all else is Apprise's."""

import json
import sys

import apprise
from apprise.plugins.pagertree import NotifyPagerTree

order = json.load(sys.stdin)
NotifyPagerTree.notify_url = order["inboundUrl"] + "/{}"
NotifyPagerTree.request_rate_per_sec = 0
answers = []
for notification in order["notifications"]:
    sender = apprise.Apprise()
    taken = sender.add(notification.pop("to"))
    answers.append("sent" if taken and sender.notify(**notification) else "failed" if taken else "refused")
print(json.dumps(answers))
