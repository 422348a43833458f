import pulumi
import pulumi_pagertree as pagertree

provider = pagertree.Provider("emea", api_key=pulumi.Config().require_secret("emeaApiKey"))
platform = pagertree.get_team_output(
    name="Platform", opts=pulumi.InvokeOutputOptions(provider=provider)
)
pagertree.Integration(
    "datadog",
    name="Datadog",
    type="datadog",
    team_ids=[platform.id],
    opts=pulumi.ResourceOptions(provider=provider),
)
