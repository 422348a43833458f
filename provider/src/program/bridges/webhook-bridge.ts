/** What every bridge to a receiver of webhooks shares: one outgoing webhook, its events, and its outputs. */
import * as pulumi from "@pulumi/pulumi";
import type { OutgoingWebhookOptions } from "../../catalog/option-types.ts";
import { keptObject } from "../../common/deleted-with.ts";
import type { WebhookEvent } from "../../receivers/events.ts";
import type { Receiver } from "../../receivers/receiver.ts";
import type { OutgoingRules } from "../../rules/rule-types.ts";
import { type CommonIntegrationArgs, Integration } from "../integration.ts";

/** The bridges, by the names of their classes. */
export type BridgeKind = "OutgoingWebhook" | "RootlyBridge";

/** Arguments of every bridge: those of any integration, and what is sent. */
export interface WebhookBridgeArgs<Event extends WebhookEvent> extends CommonIntegrationArgs {
  /**
   * The events that are sent; all others are switched off.
   * @default all eight events of alerts
   */
  events?: pulumi.Input<pulumi.Input<Event>[]>;
  /**
   * A Handlebars template of the body, with `alert` and `event.type`. A preview renders it with a sample alert for each
   * event, and refuses it if the receiver could not read the result.
   * @default PagerTree's own body, `{"type": …, "data": …}`
   */
  template?: pulumi.Input<string>;
  /**
   * Rules that keep some events from being sent, or change what is sent: as objects or as YAML text, with the same
   * effect. A preview refuses rules that would stop one of the `events` altogether. Rules that set a `webhook_url` are
   * a secret.
   * @default no rules
   */
  outgoingRules?: pulumi.Input<OutgoingRules<Event> | string>;
}

/** Where a bridge leads. */
export interface BridgeTarget<Event extends WebhookEvent> {
  readonly receiver: Receiver;
  /** The events of a program that names none. */
  readonly defaultEvents: readonly Event[];
  /** The options of the outgoing webhook that are the bridge's own. */
  readonly options: Omit<OutgoingWebhookOptions, "template" | "outgoingRules">;
}

/**
 * The base class of the bridges. What they are given is checked in the provider, as part of the outgoing webhook:
 * at preview, and what is not known before at `up`.
 */
export abstract class WebhookBridge<Event extends WebhookEvent> extends pulumi.ComponentResource {
  /** The outgoing webhook that does the work. */
  readonly integration: Integration;
  /** The ULID of the outgoing webhook. */
  readonly integrationId: pulumi.Output<string>;
  /** The events that are sent. */
  readonly events: pulumi.Output<Event[]>;

  /** The class of the outgoing webhook. */
  protected static readonly integrationClass: typeof Integration = Integration;

  /**
   * @throws ConfigError if the stack has no PagerTree API key. PagerTreeError if the options say `deletedWith`, which the
   * outgoing webhook would take over.
   */
  protected constructor(
    kind: BridgeKind,
    name: string,
    args: WebhookBridgeArgs<Event>,
    target: BridgeTarget<Event>,
    options?: pulumi.ComponentResourceOptions,
  ) {
    if (options?.deletedWith !== undefined) {
      throw keptObject(kind, name);
    }
    super(`pagertree:index:${kind}`, name, {}, options);
    const { events = [...target.defaultEvents], template, outgoingRules, ...common } = args;
    this.integration = new new.target.integrationClass(
      name,
      {
        ...common,
        type: "outgoing-webhook",
        receiver: target.receiver,
        events,
        options: {
          ...target.options,
          ...(template !== undefined && { template }),
          ...(outgoingRules !== undefined && { outgoingRules: rulesText(outgoingRules) }),
        },
      },
      { parent: this },
    );
    this.integrationId = this.integration.id;
    this.events = namedEvents<Event>(events);
    // Not the integration itself: as it has no id in a preview, it would be another one in `up --plan`.
    this.registerOutputs({
      integrationId: this.integrationId,
      events: this.events,
    });
  }
}

/** The events as an output. What is none of them is refused by `check`, so nobody gets to see it. */
function namedEvents<Event>(events: unknown): pulumi.Output<Event[]> {
  return output(events).apply((known) => known as Event[]);
}

/** Rules as text, which JSON is to every reader of YAML. */
function rulesText(rules: unknown): pulumi.Output<string> {
  return output(rules).apply((known) => (typeof known === "string" ? known : JSON.stringify(known)));
}

/** Pulumi's types cannot follow rules, which hold themselves. */
function output(value: unknown): pulumi.Output<unknown> {
  return pulumi.output(value);
}
