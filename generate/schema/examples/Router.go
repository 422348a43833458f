package main

import (
	"example.com/pulumi-pagertree/sdk/go/pagertree"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		platform, err := pagertree.LookupTeam(ctx, &pagertree.LookupTeamArgs{Name: pulumi.StringRef("Platform")})
		if err != nil {
			return err
		}
		payments, err := pagertree.LookupTeam(ctx, &pagertree.LookupTeamArgs{Name: pulumi.StringRef("Payments")})
		if err != nil {
			return err
		}
		_, err = pagertree.NewRouter(ctx, "by-title", &pagertree.RouterArgs{
			Name:   pulumi.String("By title"),
			TeamId: pulumi.String(platform.Id),
			Rules: pulumi.Any([]map[string]any{{
				"match":   map[string]any{"alert.title": map[string]any{"$regex": "checkout", "$options": "i"}},
				"actions": []map[string]any{{"type": "assign", "receiver": payments.PrefixId}},
			}}),
		})
		return err
	})
}
