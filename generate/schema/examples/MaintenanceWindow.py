import pulumi_pagertree as pagertree

datadog = pagertree.get_integration_output(name="Datadog")
pagertree.MaintenanceWindow(
    "database",
    name="Database upgrade",
    time_zone="Europe/Berlin",
    start_time="2030-06-01T22:00",
    end_time="2030-06-02T02:00",
    integration_ids=[datadog.id],
)
