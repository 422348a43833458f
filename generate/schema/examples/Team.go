package main

import (
	"example.com/pulumi-pagertree/sdk/go/pagertree"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		ada, err := pagertree.LookupAccountUser(ctx, &pagertree.LookupAccountUserArgs{Email: pulumi.StringRef("ada@example.com")})
		if err != nil {
			return err
		}
		_, err = pagertree.NewTeam(ctx, "checkout", &pagertree.TeamArgs{
			Name:                 pulumi.String("Checkout"),
			MemberAccountUserIds: pulumi.StringArray{pulumi.String(ada.Id)},
			AdminAccountUserIds:  pulumi.StringArray{pulumi.String(ada.Id)},
			DropNotifications:    pulumi.String("team_admins"),
		})
		return err
	})
}
