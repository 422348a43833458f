"""The program of the story that test/helpers/language-story.ts plays."""

import pulumi
import pulumi_pagertree as pagertree

payments = pagertree.get_team_output(name="Payments")
datadog = pagertree.Integration(
    "datadog",
    name="Datadog",
    type="datadog",
    team_ids=[payments.id],
    options=pagertree.IntegrationOptionsArgs(support_retriggered_event=True),
)
router = pagertree.Router(
    "router",
    name="By service",
    team_id=payments.id,
    rules=[{"match": {"alert.title": {"$regex": "staging"}}, "actions": [{"type": "ignore"}]}],
)
hook = pagertree.Integration(
    "hook",
    name="Hook",
    type="outgoing-webhook",
    team_ids=[payments.id],
    options={"webhook_url": "https://hooks.example.com/very-secret", "alert_open": True},
)
bridge = pagertree.RootlyBridge(
    "bridge",
    name="Bridge",
    team_ids=[payments.id],
    webhook_url="https://rootly.example.com/pagertree",
    secret="very-secret",
)
pulumi.export("endpoint", datadog.endpoint)
pulumi.export("bridge", pulumi.Output.concat(bridge.integration.name, " ", bridge.integration_id))
