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
ada = pagertree.get_account_user_output(email="ada@example.com")
grace = pagertree.get_account_user_output(email="grace@example.com")
checkout = pagertree.Team(
    "checkout",
    name="Checkout",
    member_account_user_ids=[ada.id, grace.id],
    admin_account_user_ids=[ada.id],
)
found_checkout = pagertree.get_team_output(name=checkout.name)
rotation = pagertree.Rotation(
    "rotation",
    team_id=found_checkout.id,
    time_zone="America/New_York",
    first_hand_off="2026-10-05T09:00",
    account_user_ids=[ada.id, grace.id],
)
policy = pagertree.EscalationPolicy(
    "policy",
    team_id=checkout.id,
    layers=[pagertree.EscalationPolicyLayerArgs(timeout=7)],
    repeat=2,
)
override = pagertree.Override(
    "override",
    team_id=rotation.team_id,
    time_zone="America/New_York",
    start_time="2030-12-24T18:00",
    end_time="2030-12-26T09:00",
    account_user_ids=[ada.id],
)
on_call = pagertree.get_on_call_output(team_name="Payments")
pulumi.export("schedule", on_call.schedule_id)
pulumi.export("endpoint", datadog.endpoint)
pulumi.export("bridge", pulumi.Output.concat(bridge.integration.name, " ", bridge.integration_id))
