package main

import (
	"example.com/pulumi-pagertree/sdk/go/pagertree"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		platform := pagertree.LookupTeamOutput(ctx, pagertree.LookupTeamOutputArgs{
			Name: pulumi.String("Platform"),
		})
		_, err := pagertree.NewRootlyBridge(ctx, "rootly", &pagertree.RootlyBridgeArgs{
			Name:       pulumi.String("Rootly"),
			TeamIds:    pulumi.StringArray{platform.Id()},
			WebhookUrl: config.RequireSecret(ctx, "rootlyWebhookUrl"),
			Secret:     config.RequireSecret(ctx, "rootlySecret"),
		})
		return err
	})
}
