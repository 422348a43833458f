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
		_, err := pagertree.NewOutgoingWebhook(ctx, "chat", &pagertree.OutgoingWebhookArgs{
			Name:       pulumi.String("Chat room"),
			TeamIds:    pulumi.StringArray{platform.Id()},
			WebhookUrl: config.RequireSecret(ctx, "chatUrl"),
			Events:     pulumi.ToStringArray([]string{"alert.open", "alert.resolved"}),
			Template:   pulumi.String(`{"title": {{{JSONstringify alert.title}}}, "status": "{{alert.status}}"}`),
			OutgoingRules: pulumi.Any(map[string]any{
				"rules": []map[string]any{{
					"match":   map[string]any{"alert.urgency": "low"},
					"actions": []map[string]any{{"type": "ignore"}},
				}},
			}),
		})
		return err
	})
}
