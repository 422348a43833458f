// Rootly's resources, as Rootly's Pulumi package declares them: the parts that this program uses, under their tokens and
// with their property names. With that package installed, import it in place of this file.
// Source: https://github.com/rootlyhq/pulumi-rootly, sdk/nodejs. The words that a property takes are those of Rootly's API
// and its Terraform provider (`generic_webhook`, `external_id`); the comments of the Pulumi package spell them otherwise.

import * as pulumi from "@pulumi/pulumi";

/** Where Rootly finds a field of an alert in the body of a webhook. */
export interface FieldMapping {
  field: "external_id" | "state" | "alert_title" | "alert_external_url";
  /** A JSON path, such as `$.data.id`. */
  jsonPath: string;
}

/** Arguments of an {@link AlertsSource}. */
export interface AlertsSourceArgs {
  name: pulumi.Input<string>;
  sourceType: "generic_webhook";
  /** Whether an event with a known key updates its alert, and makes no other. */
  deduplicateAlertsByKey?: boolean;
  deduplicationKeyKind?: "payload";
  /** Where the key is: a JSON path. */
  deduplicationKeyPath?: string;
  sourceableAttributes?: {
    /** Whether an event whose state is `resolveState` resolves its alert. */
    autoResolve?: boolean;
    resolveState?: string;
    fieldMappingsAttributes?: FieldMapping[];
  };
}

/** Somewhere that alerts come from. */
export class AlertsSource extends pulumi.CustomResource {
  /** Where alerts are sent to. It ends in `/notify/<TYPE>/<ID>`, for a person to fill in. */
  declare readonly webhookEndpoint: pulumi.Output<string>;
  /** What a request must carry. Rootly makes it. */
  declare readonly secret: pulumi.Output<string>;

  constructor(name: string, args: AlertsSourceArgs) {
    // What is named here and not given becomes an output.
    const properties = { ...args, webhookEndpoint: undefined, secret: undefined };
    super("rootly:index/alertsSource:AlertsSource", name, properties, {
      additionalSecretOutputs: ["secret"],
    });
  }
}

/** A team of Rootly's, tied to one of PagerTree's. */
export class Team extends pulumi.CustomResource {
  constructor(name: string, args: { name: pulumi.Input<string>; pagertreeId: pulumi.Input<string> }) {
    super("rootly:index/team:Team", name, args);
  }
}

/** What Rootly does when something happens to an incident. */
export class WorkflowIncident extends pulumi.CustomResource {
  constructor(name: string, args: { name: string; triggerParams: { triggers: "incident_created"[] } }) {
    super("rootly:index/workflowIncident:WorkflowIncident", name, args);
  }
}

/** What Rootly does when something happens to an alert. */
export class WorkflowAlert extends pulumi.CustomResource {
  constructor(
    name: string,
    args: {
      name: string;
      triggerParams: {
        triggers: ("alert_created" | "alert_status_updated")[];
        alertCondition: "ALL";
        alertConditionSource: "IS";
        alertSources: string[];
      };
    },
  ) {
    super("rootly:index/workflowAlert:WorkflowAlert", name, args);
  }
}

/** What the tasks of both kinds take. Texts may be Liquid templates. */
export interface PagertreeAlertParams {
  title?: string;
  description?: string;
  urgency?: "auto" | "critical" | "high" | "medium" | "low";
  /** That of an incident in PagerTree. */
  severity?: "auto" | "SEV-1" | "SEV-2" | "SEV-3" | "SEV-4";
  teams?: { id: pulumi.Input<string>; name: pulumi.Input<string> }[];
  users?: { id: pulumi.Input<string>; name: pulumi.Input<string> }[];
  /** Whether the alert is an incident in PagerTree. */
  incident?: boolean;
}

/** A step of a workflow that makes an alert in PagerTree, and so pages. */
export class WorkflowTaskCreatePagertreeAlert extends pulumi.CustomResource {
  constructor(name: string, args: { workflowId: pulumi.Input<string>; taskParams: PagertreeAlertParams }) {
    super("rootly:index/workflowTaskCreatePagertreeAlert:WorkflowTaskCreatePagertreeAlert", name, args);
  }
}

/** A step of a workflow that changes an alert in PagerTree. */
export class WorkflowTaskUpdatePagertreeAlert extends pulumi.CustomResource {
  constructor(
    name: string,
    args: {
      workflowId: pulumi.Input<string>;
      /** `pagertreeAlertId` is the prefix id, such as `alt_K22OuvPYNmCyvJ`. */
      taskParams: PagertreeAlertParams & { pagertreeAlertId: string };
    },
  ) {
    super("rootly:index/workflowTaskUpdatePagertreeAlert:WorkflowTaskUpdatePagertreeAlert", name, args);
  }
}
