import pulumi
import pulumi_pagertree as pagertree

platform = pagertree.get_team_output(name="Platform")
chat = pagertree.OutgoingWebhook(
    "chat",
    name="Chat room",
    team_ids=[platform.id],
    webhook_url=pulumi.Config().require_secret("chatUrl"),
    events=["alert.open", "alert.resolved"],
    template='{"title": {{{JSONstringify alert.title}}}, "status": "{{alert.status}}"}',
    outgoing_rules={"rules": [{"match": {"alert.urgency": "low"}, "actions": [{"type": "ignore"}]}]},
)
