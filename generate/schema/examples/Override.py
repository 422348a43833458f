import pulumi_pagertree as pagertree

ada = pagertree.get_account_user_output(email="ada@example.com")
checkout = pagertree.get_team_output(name="Checkout")
pagertree.Override(
    "checkout-christmas",
    team_id=checkout.id,
    time_zone="America/New_York",
    start_time="2030-12-24T18:00",
    end_time="2030-12-26T09:00",
    account_user_ids=[ada.id],
)
