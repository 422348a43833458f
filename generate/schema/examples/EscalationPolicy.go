package main

import (
	"example.com/pulumi-pagertree/sdk/go/pagertree"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		checkout, err := pagertree.LookupTeam(ctx, &pagertree.LookupTeamArgs{Name: pulumi.StringRef("Checkout")})
		if err != nil {
			return err
		}
		_, err = pagertree.NewEscalationPolicy(ctx, "checkout", &pagertree.EscalationPolicyArgs{
			TeamId: pulumi.String(checkout.Id),
			Layers: pagertree.EscalationLayerArgsArray{
				pagertree.EscalationLayerArgsArgs{Timeout: pulumi.Int(5)},
				pagertree.EscalationLayerArgsArgs{Timeout: pulumi.Int(15)},
			},
			Repeat: pulumi.Int(1),
		})
		return err
	})
}
