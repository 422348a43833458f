import pulumi_pagertree as pagertree

platform = pagertree.get_team_output(name="Platform")
payments = pagertree.get_team_output(name="Payments")
by_title = pagertree.Router(
    "by-title",
    name="By title",
    team_id=platform.id,
    rules=[
        {
            "match": {"alert.title": {"$regex": "checkout", "$options": "i"}},
            "actions": [{"type": "assign", "receiver": payments.prefix_id}],
        }
    ],
)
