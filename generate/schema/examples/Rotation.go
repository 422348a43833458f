package main

import (
	"example.com/pulumi-pagertree/sdk/go/pagertree"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		checkout := pagertree.LookupTeamOutput(ctx, pagertree.LookupTeamOutputArgs{Name: pulumi.String("Checkout")})
		var people pulumi.StringArray
		for _, name := range []string{"ada", "grace", "alan"} {
			person := pagertree.LookupAccountUserOutput(ctx, pagertree.LookupAccountUserOutputArgs{
				Email: pulumi.String(name + "@example.com"),
			})
			people = append(people, person.Id())
		}
		_, err := pagertree.NewRotation(ctx, "checkout-primary", &pagertree.RotationArgs{
			TeamId:         checkout.Id(),
			TimeZone:       pulumi.String("America/New_York"),
			FirstHandOff:   pulumi.String("2026-10-05T09:00"),
			AccountUserIds: people,
		})
		return err
	})
}
