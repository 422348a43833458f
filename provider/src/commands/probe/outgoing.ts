/** What a probe finds out about an integration that sends events on, without sending anything. */
import { randomUUID } from "node:crypto";
import type { IntegrationWire } from "../../api/wire.ts";
import { integrationTypeEntry } from "../../catalog/catalog.ts";
import { eventSwitchesOf } from "../../catalog/event-switches.ts";
import type { IntegrationTypeName } from "../../catalog/option-types.ts";
import { readOptions } from "../../catalog/read-options.ts";
import { toCheckFailure } from "../../common/failure.ts";
import { isBlank } from "../../common/is-blank.ts";
import { checkOutgoingRules } from "../../receivers/check-outgoing-rules.ts";
import { checkReceiver } from "../../receivers/check-receiver.ts";
import {
  type AlertEvent,
  isAlertEvent,
  switchOf,
  type WebhookEvent,
  webhookEvents,
} from "../../receivers/events.ts";
import type { Receiver } from "../../receivers/receiver.ts";
import { rootlyProblems } from "../../receivers/rootly-body.ts";
import { sampleAlert } from "../../receivers/sample-alert.ts";
import { hostOf } from "../host-of.ts";
import { receiverHost, sendsNothing } from "../receiver-host.ts";
import { type Hide, hideSecretsOf } from "./hidden.ts";
import { type RuleEffect, ruleEffects, rulesOf } from "./rule-effects.ts";
import { type WebhookBody, webhookFor } from "./webhook-body.ts";

/** What is known of an event that is switched on. */
export interface EventReport {
  readonly event: string;
  /** False if a rule stops it whatever the alert is like. */
  readonly leaves: boolean;
  /** The rules that apply to it, or may. */
  readonly rules: readonly RuleEffect[];
  /** The body for a sample alert; undefined for an event without an alert, or if nothing is sent. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  readonly note?: string;
  /** What the receiver would miss in the body. */
  readonly missing: readonly string[];
}

/** All that is shown of an integration that sends events on. */
export interface OutgoingReport {
  readonly kind: "outgoing";
  /** Undefined for the types whose messages PagerTree writes itself. */
  readonly receiver?: Receiver;
  /** The receiver's host alone, since its URL is a secret; undefined if PagerTree does not show the URL. */
  readonly host?: string;
  readonly events: readonly EventReport[];
  /** The events that are switched off. */
  readonly off: readonly string[];
  /** What is as somebody may have wanted it, and yet worth a look, each a sentence. */
  readonly notes: readonly string[];
  /** Every reason why the receiver may not get what it should, each a sentence with its place. */
  readonly problems: readonly string[];
}

/** An outgoing webhook, read. */
export interface OutgoingProbe {
  readonly report: OutgoingReport;
  readonly options: Readonly<Record<string, unknown>>;
  readonly hide: Hide;
  /** A test event, marked as one, and where it goes. */
  testEvent(event: AlertEvent): TestEvent;
}

/** A test event. */
export interface TestEvent extends WebhookBody {
  /** A secret as a whole. */
  readonly url: string;
}

/** The text by which people know a test event. */
export const testMark = "Test of pulumi-pagertree probe: not an incident";

/** Reads an outgoing webhook. Without `receiver`, Rootly is known by its host. */
export function probeOutgoing(integration: IntegrationWire, receiver: Receiver | undefined): OutgoingProbe {
  const { options } = readOptions("outgoing-webhook", integration.options);
  const rules = rulesOf(textOf(options["outgoingRules"]));
  const template = textOf(options["template"]);
  const isLinked = options["sendLinked"] === true;
  const webhookUrl = textOf(options["webhookUrl"]);
  const host = hostOf(webhookUrl);
  const target = receiver ?? (/(^|\.)rootly\.com(:|$)/.test(host ?? "") ? "rootly" : "any");
  const hide = hideSecretsOf(options, rules);
  const isOn = (event: WebhookEvent) => options[switchOf(event)] === true;
  const off = webhookEvents.filter((event) => !isOn(event));
  const events = webhookEvents.filter(isOn).map((event): EventReport => {
    const { effects, actions } = ruleEffects(rules, event);
    const leaves = leavesBy(effects);
    if (!isAlertEvent(event)) {
      return {
        event,
        leaves,
        rules: effects,
        missing: [],
        note: "PagerTree writes its body, of which there is no sample",
      };
    }
    const { url, ...made } = webhookFor(template, actions, { event, alert: sampleAlert(event, isLinked) });
    const missing = target === "rootly" && made.body !== undefined ? rootlyProblems(made.body) : [];
    return { event, leaves, rules: effects, missing, ...made };
  });
  const failures = checkReceiver(
    target,
    host === undefined ? { ...options, webhookUrl: undefined } : options,
  );
  const report: OutgoingReport = {
    kind: "outgoing",
    receiver: target,
    events: hide(events),
    off,
    notes: target === "rootly" ? unheard(off.filter(isAlertEvent)) : [],
    problems: [
      ...reasonsForSilence(integration),
      ...hide(failures.map(toCheckFailure)).map(({ property, reason }) => `${property}: ${reason}`),
    ],
    ...(host !== undefined && { host }),
  };
  return {
    report,
    options,
    hide,
    testEvent: (event) => {
      const alert = { ...sampleAlert(event, isLinked), ...testAlert() };
      return {
        url: webhookUrl,
        ...webhookFor(template, ruleEffects(rules, event).actions, { event, alert }),
      };
    },
  };
}

/** Why PagerTree sends nothing at all, each a sentence. */
function reasonsForSilence(integration: IntegrationWire): string[] {
  return [
    ...(integration.enabled ? [] : ["The integration is disabled: PagerTree sends nothing."]),
    ...(sendsNothing(integration) ? ["No event is switched on: PagerTree sends nothing."] : []),
  ];
}

/** Reads an integration of a type that only sends on, and whose messages PagerTree writes itself. */
export function probeMessages(integration: IntegrationWire, type: IntegrationTypeName): OutgoingReport {
  const { options } = readOptions(type, integration.options);
  const rulesText = textOf(options["outgoingRules"]);
  const rules = rulesOf(rulesText);
  const hide = hideSecretsOf(options, rules);
  const switches = eventSwitchesOf(type).map(({ key, name }) => ({
    // As the outgoing webhook's events are named: `alert_open` switches on `alert.open`.
    event: key.replace(/^(alert|comment|event_reminder)_/, "$1."),
    isOn: options[name] === true,
  }));
  const on = switches.filter(({ isOn }) => isOn);
  const { name: product, guide } = integrationTypeEntry(type);
  const failures = isBlank(rulesText) ? [] : checkOutgoingRules(rulesText, { receiver: "any", events: [] });
  return {
    kind: "outgoing",
    host: receiverHost(integration),
    events: hide(
      on.map(({ event }): EventReport => {
        const { effects } = ruleEffects(rules, event);
        return { event, leaves: leavesBy(effects), rules: effects, missing: [] };
      }),
    ),
    off: switches.filter(({ isOn }) => !isOn).map(({ event }) => event),
    notes: [
      `PagerTree writes the messages for ${product} itself.`,
      ...(switches.length === 0
        ? [`Which events it sends: https://pagertree.com/docs/integration-guides/${guide}`]
        : []),
    ],
    problems: [
      ...reasonsForSilence(integration),
      ...(options["outgoingEnabled"] === false
        ? ["options.outgoingEnabled is off: PagerTree sends nothing."]
        : []),
      ...hide(failures).map((reason) => `options.outgoingRules: ${reason}`),
    ],
  };
}

function leavesBy(effects: readonly RuleEffect[]): boolean {
  return !effects.some(({ always, effect }) => always && effect === "stop");
}

/** A bridge may leave events out, so that is no problem; but somebody may wait for them. */
function unheard(events: readonly AlertEvent[]): string[] {
  return events.length === 0
    ? []
    : [`Rootly does not get ${events.join(", ")}: if it should, add them to the bridge's events.`];
}

/** An alert that no other is taken for: its ids are its own, and it says in each text what it is. */
function testAlert(): Record<string, unknown> {
  const id = randomUUID().replaceAll("-", "").slice(0, 14);
  const now = new Date().toISOString();
  return {
    id: `alt_${id}`,
    thirdparty_id: `probe-${id}`,
    parent_id: null,
    title: testMark,
    description: "Somebody ran the probe to see whether this webhook arrives. Nobody needs to do anything.",
    urgency: "low",
    createdAt: now,
    updatedAt: now,
    meta: { test: true },
    tags: ["test"],
  };
}

/** An option's text; blank if it is not set. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
