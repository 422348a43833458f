import pulumi_pagertree as pagertree

ada = pagertree.get_account_user_output(email="ada@example.com")
checkout = pagertree.Team(
    "checkout",
    name="Checkout",
    member_account_user_ids=[ada.id],
    admin_account_user_ids=[ada.id],
    drop_notifications="team_admins",
)
