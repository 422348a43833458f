package main

import (
	"example.com/pulumi-pagertree/sdk/go/pagertree"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		provider, err := pagertree.NewProvider(ctx, "emea", &pagertree.ProviderArgs{
			ApiKey: config.RequireSecret(ctx, "emeaApiKey"),
		})
		if err != nil {
			return err
		}
		platform := pagertree.LookupTeamOutput(ctx, pagertree.LookupTeamOutputArgs{
			Name: pulumi.String("Platform"),
		}, pulumi.Provider(provider))
		_, err = pagertree.NewIntegration(ctx, "datadog", &pagertree.IntegrationArgs{
			Name:    pulumi.String("Datadog"),
			Type:    pulumi.String("datadog"),
			TeamIds: pulumi.StringArray{platform.Id()},
		}, pulumi.Provider(provider))
		return err
	})
}
