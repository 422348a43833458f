// What one integration sends for one event: rules, template, default body, as A:outgoing_webhook/v3 puts them together.

import type { WebhookEvent } from "../alerts/events.ts";
import { isBlankValue } from "../alerts/ruby-text.ts";
import type { Evaluator } from "../evaluation/evaluator.ts";
import type { Integration } from "../models.ts";
import type { Params } from "../params.ts";
import { isParams } from "../params.ts";

/** An event and the data that it carries. */
export interface EventData {
  readonly event: WebhookEvent;
  /** The alert or comment, in the form that is sent. */
  readonly data: Params;
  /** Whether the data is an alert: rules and templates see no other. */
  readonly isAlert: boolean;
  /** When it happened: milliseconds since 1970. */
  readonly time: number;
}

/** A body and where it goes. */
export interface Composition {
  readonly url: string;
  readonly body: Params;
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
  if (!isParams(rendered)) {
    log("the template makes no JSON object, and nothing is sent");
    return undefined;
  }
  const { webhook_url: url, ...others } = values;
  return {
    url: String(url ?? integration.options["webhook_url"] ?? ""),
    body: { ...rendered, ...others },
  };
}

async function applyRules(
  evaluator: Evaluator,
  integration: Integration,
  { event, data, isAlert, time }: EventData,
  log: (message: string) => void,
) {
  const rules = textOption(integration, "outgoing_rules");
  if (isBlankValue(rules)) return { isIgnored: false, values: {} };
  const outcome = await evaluator.evaluate({
    kind: "rules",
    rules,
    now: time,
    data: {
      always: true,
      event,
      integration: {
        id: integration.prefix_id,
        name: integration.name,
        enabled: integration.enabled,
        urgency: integration.urgency,
      },
      ...(isAlert ? { alert: data } : {}),
    },
  });
  if ("value" in outcome) return outcome.value;
  log(`the outgoing rules do not work, and the event is sent without them: ${outcome.problem.message}`);
  return { isIgnored: false, values: {} };
}

/** The default body wherever the template gives nothing. */
async function renderBody(
  evaluator: Evaluator,
  integration: Integration,
  { event, data, isAlert }: EventData,
  log: (message: string) => void,
): Promise<unknown> {
  const defaultBody = { type: event, data };
  const template = textOption(integration, "template");
  if (isBlankValue(template)) return defaultBody;
  const outcome = await evaluator.evaluate({
    kind: "render-json",
    template,
    data: { event: { type: event }, ...(isAlert ? { alert: data } : {}) },
  });
  if ("value" in outcome) return isBlankValue(outcome.value) ? defaultBody : outcome.value;
  // PagerTree logs only a result that is no JSON; a template cut off here is the emulator's own doing.
  if (outcome.problem.kind !== "failure") {
    log(`the template makes no JSON, and the default body is sent: ${outcome.problem.message}`);
  }
  return defaultBody;
}

function textOption({ options }: Integration, key: string): string {
  return String(options[key] ?? "");
}
