package main

import (
	"example.com/pulumi-pagertree/sdk/go/pagertree"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		datadog, err := pagertree.LookupIntegration(ctx, &pagertree.LookupIntegrationArgs{
			Name: pulumi.StringRef("Datadog"),
		})
		if err != nil {
			return err
		}
		_, err = pagertree.NewMaintenanceWindow(ctx, "database", &pagertree.MaintenanceWindowArgs{
			Name:           pulumi.String("Database upgrade"),
			TimeZone:       pulumi.String("Europe/Berlin"),
			StartTime:      pulumi.String("2030-06-01T22:00"),
			EndTime:        pulumi.String("2030-06-02T02:00"),
			IntegrationIds: pulumi.StringArray{pulumi.String(datadog.Id)},
		})
		return err
	})
}
