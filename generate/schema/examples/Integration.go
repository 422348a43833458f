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
		datadog, err := pagertree.NewIntegration(ctx, "datadog", &pagertree.IntegrationArgs{
			Name:    pulumi.String("Datadog production"),
			Type:    pulumi.String("datadog"),
			TeamIds: pulumi.StringArray{pulumi.String(platform.Id)},
			Options: &pagertree.IntegrationOptionsArgs{SupportRetriggeredEvent: pulumi.Bool(true)},
		})
		if err != nil {
			return err
		}
		ctx.Export("endpoint", datadog.Endpoint)
		return nil
	})
}
