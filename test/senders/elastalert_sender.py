"""Sends matches with ElastAlert 2's own PagerTree alerter, as a rule that matched would."""

import json
import sys

from elastalert.alerters.pagertree import PagerTreeAlerter
from elastalert.ruletypes import AnyRule
from elastalert.util import EAException

order = json.load(sys.stdin)
rule = {"name": "Disk full", "index": "logs-*", "timestamp_field": "@timestamp"}
rule["type"] = AnyRule(rule)
rule["pagertree_integration_url"] = order["url"]
answers = []
for match in order["matches"]:
    try:
        PagerTreeAlerter(rule).alert([match])
        answers.append("sent")
    except EAException:
        answers.append("failed")
print(json.dumps(answers))
