// What one integration sends for one event: rules, template, default body, as A:outgoing_webhook/v3 puts them together.
import type { WebhookEvent } from "../alerts/events.ts";
import type { Evaluator } from "../evaluation/evaluator.ts";
import type { RulesResult } from "../evaluation/jobs.ts";
import type { Integration } from "../models.ts";
import { dig, except, isBlank, isTruthy } from "../ruby/access.ts";
import { toHash } from "../ruby/mixed.ts";
import { merge } from "../ruby/parameters.ts";
import { toText } from "../ruby/text.ts";
import { isHash, type RubyHash, type RubyValue } from "../ruby/values.ts";

/** An event and the data that it carries. */
export interface EventData {
  readonly event: WebhookEvent;
  /** The alert or comment, in the form that is sent. */
  readonly data: RubyHash;
  /** Whether the data is an alert: rules and templates see no other. */
  readonly isAlert: boolean;
  /** When it happened: milliseconds since 1970. */
  readonly time: number;
}

/** A body and where it goes. */
export interface Composition {
  readonly url: string;
  readonly body: RubyHash;
}

/**
 * Puts a webhook together.
 *
 * @param log where the integration's log is written
 * @returns undefined if nothing is to be sent
 */
export async function compose(
  evaluator: Evaluator,
  integration: Integration,
  eventData: EventData,
  log: (message: string) => void,
): Promise<Composition | undefined> {
  const { isIgnored, values } = await applyRules(evaluator, integration, eventData, log);
  if (isIgnored) return undefined;
  const rendered = await renderBody(evaluator, integration, eventData, log);
  if (!isHash(rendered)) {
    log("the template makes no JSON object, and nothing is sent");
    return undefined;
  }
  const url = dig(values, "webhook_url");
  return {
    // Ruby's `||`: null and false leave the integration's own URL.
    url: isTruthy(url) ? toText(url) : textOption(integration, "webhook_url"),
    body: merge(rendered, except(values, "webhook_url")),
  };
}

async function applyRules(
  evaluator: Evaluator,
  integration: Integration,
  { event, data, isAlert, time }: EventData,
  log: (message: string) => void,
): Promise<RulesResult> {
  const rules = textOption(integration, "outgoing_rules");
  if (isBlank(rules)) return { isIgnored: false, values: new Map() };
  const outcome = await evaluator.evaluate({
    kind: "rules",
    rules,
    now: time,
    data: toHash({
      always: true,
      event,
      integration: toHash({
        id: integration.prefix_id,
        name: integration.name,
        enabled: integration.enabled,
        urgency: integration.urgency,
      }),
      ...(isAlert ? { alert: data } : {}),
    }),
  });
  if ("value" in outcome) return outcome.value;
  log(`the outgoing rules do not work, and the event is sent without them: ${outcome.problem.message}`);
  return { isIgnored: false, values: new Map() };
}

/** The default body wherever the template gives nothing. */
async function renderBody(
  evaluator: Evaluator,
  integration: Integration,
  { event, data, isAlert }: EventData,
  log: (message: string) => void,
): Promise<RubyValue> {
  const defaultBody = toHash({ type: event, data });
  const template = textOption(integration, "template");
  if (isBlank(template)) return defaultBody;
  const outcome = await evaluator.evaluate({
    kind: "render-json",
    template,
    data: toHash({ event: toHash({ type: event }), ...(isAlert ? { alert: data } : {}) }),
  });
  if ("value" in outcome) return isBlank(outcome.value) ? defaultBody : outcome.value;
  // PagerTree logs only a result that is no JSON; a template cut off here is the emulator's own doing.
  if (outcome.problem.kind !== "failure") {
    log(`the template makes no JSON, and the default body is sent: ${outcome.problem.message}`);
  }
  return defaultBody;
}

function textOption({ options }: Integration, key: string): string {
  return String(options[key] ?? "");
}
