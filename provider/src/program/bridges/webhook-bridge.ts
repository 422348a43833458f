/** What every bridge to a receiver of webhooks shares: one outgoing webhook, its events, and its outputs. */
import * as pulumi from "@pulumi/pulumi";
import { keptObject } from "../../common/deleted-with.ts";
import { type BridgeKind, bridges, type OnceKnown, webhookOf } from "../../receivers/bridges.ts";
import type { WebhookEvent } from "../../receivers/events.ts";
import type { OutgoingRules } from "../../rules/rule-types.ts";
import { type CommonIntegrationArgs, Integration, type TypedIntegrationArgs } from "../integration.ts";

type WebhookArgs = TypedIntegrationArgs<"outgoing-webhook">;

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
    options?: pulumi.ComponentResourceOptions,
  ) {
    if (options?.deletedWith !== undefined) {
      throw keptObject(kind, name);
    }
    super(`pagertree:index:${kind}`, name, {}, options);
    // Of the arguments of a bridge, this makes those of an outgoing webhook.
    const webhook = webhookOf(bridges[kind], args, onceKnown) as unknown as WebhookArgs;
    this.integration = new new.target.integrationClass(name, webhook, { parent: this });
    this.integrationId = this.integration.id;
    this.events = namedEvents<Event>(webhook.events);
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

const onceKnown: OnceKnown = (values, make) => output(values).apply((known) => make(...(known as unknown[])));

/** Pulumi's types cannot follow rules, which hold themselves. */
function output(value: unknown): pulumi.Output<unknown> {
  return pulumi.output(value);
}
