// Rootly's alert source, as Rootly's Pulumi package declares it: the part of `rootly.AlertsSource` that this program
// uses, under its token. With that package installed, import its class and delete this file.

import * as pulumi from "@pulumi/pulumi";

/** Arguments of an {@link AlertsSource}. */
export interface AlertsSourceArgs {
  /** The name of the alert source. */
  name?: pulumi.Input<string>;
  /** The kind of alert source, such as `generic_webhook`. */
  sourceType?: pulumi.Input<string>;
}

/** An alert source in Rootly. Source: https://github.com/rootlyhq/pulumi-rootly, sdk/nodejs/alertsSource.ts */
export class AlertsSource extends pulumi.CustomResource {
  /** Where alerts are sent to. */
  declare readonly webhookEndpoint: pulumi.Output<string>;
  /** What a request must carry. Rootly makes it. */
  declare readonly secret: pulumi.Output<string>;

  constructor(name: string, args: AlertsSourceArgs, options?: pulumi.CustomResourceOptions) {
    // What is named here and not given becomes an output.
    const properties = { ...args, webhookEndpoint: undefined, secret: undefined };
    super("rootly:index/alertsSource:AlertsSource", name, properties, options);
  }
}
