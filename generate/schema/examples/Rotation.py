import pulumi_pagertree as pagertree

checkout = pagertree.get_team_output(name="Checkout")
people = [
    pagertree.get_account_user_output(email=f"{name}@example.com").id
    for name in ["ada", "grace", "alan"]
]
pagertree.Rotation(
    "checkout-primary",
    team_id=checkout.id,
    time_zone="America/New_York",
    first_hand_off="2026-10-05T09:00",
    account_user_ids=people,
)
