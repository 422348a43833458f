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
		checkout, err := pagertree.LookupTeam(ctx, &pagertree.LookupTeamArgs{Name: pulumi.StringRef("Checkout")})
		if err != nil {
			return err
		}
		_, err = pagertree.NewRotation(ctx, "checkout-primary", &pagertree.RotationArgs{
			TeamId:         pulumi.String(checkout.Id),
			TimeZone:       pulumi.String("America/New_York"),
			FirstHandOff:   pulumi.String("2026-10-05T09:00"),
			AccountUserIds: pulumi.StringArray{pulumi.String(ada.Id)},
		})
		return err
	})
}
