import pulumi_pagertree as pagertree

ada = pagertree.get_account_user_output(email="ada@example.com")
pagertree.NotificationRule(
    "loud",
    name="Loud",
    rules=[
        {
            "match": {"always": True},
            "actions": [
                {"type": "notify", "channels": ["push"], "timeout": "2m"},
                {"type": "notify", "channels": ["voice"]},
            ],
        }
    ],
    account_user_ids=[ada.id],
)
