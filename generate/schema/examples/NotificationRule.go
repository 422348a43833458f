package main

import (
	"example.com/pulumi-pagertree/sdk/go/pagertree"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		ada, err := pagertree.LookupAccountUser(ctx, &pagertree.LookupAccountUserArgs{
			Email: pulumi.StringRef("ada@example.com"),
		})
		if err != nil {
			return err
		}
		_, err = pagertree.NewNotificationRule(ctx, "loud", &pagertree.NotificationRuleArgs{
			Name: pulumi.String("Loud"),
			Rules: pulumi.Array{pulumi.Map{
				"match": pulumi.Map{"always": pulumi.Bool(true)},
				"actions": pulumi.Array{
					pulumi.Map{
						"type":     pulumi.String("notify"),
						"channels": pulumi.StringArray{pulumi.String("push")},
						"timeout":  pulumi.String("2m"),
					},
					pulumi.Map{
						"type":     pulumi.String("notify"),
						"channels": pulumi.StringArray{pulumi.String("voice")},
					},
				},
			}},
			AccountUserIds: pulumi.StringArray{pulumi.String(ada.Id)},
		})
		return err
	})
}
