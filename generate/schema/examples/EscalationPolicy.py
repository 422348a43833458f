import pulumi_pagertree as pagertree

checkout = pagertree.get_team_output(name="Checkout")
platform = pagertree.get_team_output(name="Platform")
pagertree.EscalationPolicy(
    "checkout",
    team_id=checkout.id,
    layers=[{"timeout": 5}, {"timeout": 15}],
    repeat=1,
    reassign_team_ids=[platform.id],
)
