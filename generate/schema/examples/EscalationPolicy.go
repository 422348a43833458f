package main

import (
	"example.com/pulumi-pagertree/sdk/go/pagertree"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		checkout := pagertree.LookupTeamOutput(ctx, pagertree.LookupTeamOutputArgs{Name: pulumi.String("Checkout")})
		platform := pagertree.LookupTeamOutput(ctx, pagertree.LookupTeamOutputArgs{Name: pulumi.String("Platform")})
		_, err := pagertree.NewEscalationPolicy(ctx, "checkout", &pagertree.EscalationPolicyArgs{
			TeamId: checkout.Id(),
			Layers: pagertree.EscalationPolicyLayerArray{
				&pagertree.EscalationPolicyLayerArgs{Timeout: pulumi.Int(5)},
				&pagertree.EscalationPolicyLayerArgs{Timeout: pulumi.Int(15)},
			},
			Repeat:          pulumi.Int(1),
			ReassignTeamIds: pulumi.StringArray{platform.Id()},
		})
		return err
	})
}
