// The program of the story that test/helpers/language-story.ts plays.
package main

import (
	"example.com/pulumi-pagertree/sdk/go/pagertree"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		payments := pagertree.LookupTeamOutput(ctx, pagertree.LookupTeamOutputArgs{Name: pulumi.String("Payments")})
		datadog, err := pagertree.NewIntegration(ctx, "datadog", &pagertree.IntegrationArgs{
			Name:    pulumi.String("Datadog"),
			Type:    pulumi.String("datadog"),
			TeamIds: pulumi.StringArray{payments.Id()},
			Options: &pagertree.IntegrationOptionsArgs{SupportRetriggeredEvent: pulumi.Bool(true)},
		})
		if err != nil {
			return err
		}
		_, err = pagertree.NewRouter(ctx, "router", &pagertree.RouterArgs{
			Name:   pulumi.String("By service"),
			TeamId: payments.Id(),
			Rules: pulumi.Array{pulumi.Map{
				"match":   pulumi.Map{"alert.title": pulumi.Map{"$regex": pulumi.String("staging")}},
				"actions": pulumi.Array{pulumi.Map{"type": pulumi.String("ignore")}},
			}},
		})
		if err != nil {
			return err
		}
		_, err = pagertree.NewIntegration(ctx, "hook", &pagertree.IntegrationArgs{
			Name:    pulumi.String("Hook"),
			Type:    pulumi.String("outgoing-webhook"),
			TeamIds: pulumi.StringArray{payments.Id()},
			Options: &pagertree.IntegrationOptionsArgs{
				WebhookUrl: pulumi.String("https://hooks.example.com/very-secret"),
				AlertOpen:  pulumi.Bool(true),
			},
		})
		if err != nil {
			return err
		}
		bridge, err := pagertree.NewRootlyBridge(ctx, "bridge", &pagertree.RootlyBridgeArgs{
			Name:       pulumi.String("Bridge"),
			TeamIds:    pulumi.StringArray{payments.Id()},
			WebhookUrl: pulumi.String("https://rootly.example.com/pagertree"),
			Secret:     pulumi.String("very-secret"),
		})
		if err != nil {
			return err
		}
		ctx.Export("endpoint", datadog.Endpoint)
		ctx.Export("bridge", pulumi.Sprintf("%s %s", bridge.Integration.Name(), bridge.IntegrationId))
		return nil
	})
}
