import pulumi
import pulumi_pagertree as pagertree

platform = pagertree.get_team_output(name="Platform")
datadog = pagertree.Integration(
    "datadog",
    name="Datadog production",
    type="datadog",
    team_ids=[platform.id],
    options={"support_retriggered_event": True},
)
pulumi.export("endpoint", datadog.endpoint)
