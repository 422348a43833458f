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
		ada := pagertree.LookupAccountUserOutput(ctx, pagertree.LookupAccountUserOutputArgs{
			Email: pulumi.String("ada@example.com"),
		})
		grace := pagertree.LookupAccountUserOutput(ctx, pagertree.LookupAccountUserOutputArgs{
			Email: pulumi.String("grace@example.com"),
		})
		checkout, err := pagertree.NewTeam(ctx, "checkout", &pagertree.TeamArgs{
			Name:                 pulumi.String("Checkout"),
			MemberAccountUserIds: pulumi.StringArray{ada.Id(), grace.Id()},
			AdminAccountUserIds:  pulumi.StringArray{ada.Id()},
		})
		if err != nil {
			return err
		}
		foundCheckout := pagertree.LookupTeamOutput(ctx, pagertree.LookupTeamOutputArgs{Name: checkout.Name})
		rotation, err := pagertree.NewRotation(ctx, "rotation", &pagertree.RotationArgs{
			TeamId:         foundCheckout.Id(),
			TimeZone:       pulumi.String("America/New_York"),
			FirstHandOff:   pulumi.String("2026-10-05T09:00"),
			AccountUserIds: pulumi.StringArray{ada.Id(), grace.Id()},
		})
		if err != nil {
			return err
		}
		_, err = pagertree.NewEscalationPolicy(ctx, "policy", &pagertree.EscalationPolicyArgs{
			TeamId: checkout.ID(),
			Layers: pagertree.EscalationPolicyLayerArray{&pagertree.EscalationPolicyLayerArgs{Timeout: pulumi.Int(7)}},
			Repeat: pulumi.Int(2),
		})
		if err != nil {
			return err
		}
		_, err = pagertree.NewOverride(ctx, "override", &pagertree.OverrideArgs{
			TeamId:         rotation.TeamId,
			TimeZone:       pulumi.String("America/New_York"),
			StartTime:      pulumi.String("2030-12-24T18:00"),
			EndTime:        pulumi.String("2030-12-26T09:00"),
			AccountUserIds: pulumi.StringArray{ada.Id()},
		})
		if err != nil {
			return err
		}
		onCall := pagertree.GetOnCallOutput(ctx, pagertree.GetOnCallOutputArgs{TeamName: pulumi.String("Payments")})
		ctx.Export("schedule", onCall.ScheduleId())
		ctx.Export("endpoint", datadog.Endpoint)
		ctx.Export("bridge", pulumi.Sprintf("%s %s", bridge.Integration.Name(), bridge.IntegrationId))
		return nil
	})
}
