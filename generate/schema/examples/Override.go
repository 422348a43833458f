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
		_, err = pagertree.NewOverride(ctx, "checkout-christmas", &pagertree.OverrideArgs{
			TeamId:         pulumi.String(checkout.Id),
			TimeZone:       pulumi.String("America/New_York"),
			StartTime:      pulumi.String("2030-12-24T18:00"),
			EndTime:        pulumi.String("2030-12-26T09:00"),
			AccountUserIds: pulumi.StringArray{pulumi.String(ada.Id)},
		})
		return err
	})
}
