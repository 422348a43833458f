import pulumi
import pulumi_pagertree as pagertree

config = pulumi.Config()
platform = pagertree.get_team_output(name="Platform")
rootly = pagertree.RootlyBridge(
    "rootly",
    name="Rootly",
    team_ids=[platform.id],
    webhook_url=config.require_secret("rootlyWebhookUrl"),
    secret=config.require_secret("rootlySecret"),
)
