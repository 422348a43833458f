import pulumi_pagertree as pagertree

ada = pagertree.get_account_user_output(email="ada@example.com")
grace = pagertree.get_account_user_output(email="grace@example.com")
checkout = pagertree.get_team_output(name="Checkout")
pagertree.Rotation(
    "checkout-primary",
    team_id=checkout.id,
    time_zone="America/New_York",
    first_hand_off="2026-10-05T09:00",
    account_user_ids=[ada.id, grace.id],
)
