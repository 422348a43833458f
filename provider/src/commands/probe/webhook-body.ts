/** The body that an outgoing webhook sends for a sample alert: template first, then what the rules set. */
import { isPlainObject } from "es-toolkit";
import { type ParseError, parse } from "jsonc-parser";
import { isBlank } from "../../catalog/is-blank.ts";
import type { AlertEvent } from "../../receivers/events.ts";
import type { Action } from "../../rules/rules.ts";
import { readTemplate } from "../../templates/template.ts";

/** A body, and what there is to say about how it came to be. */
export interface WebhookBody {
  /** Undefined if PagerTree would send nothing. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** Why the body is not what the template is to make. */
  readonly note?: string;
}

/** What an event brings along. */
export interface EventData {
  readonly event: AlertEvent;
  readonly alert: Readonly<Record<string, unknown>>;
}

/**
 * The body of an event.
 *
 * Source: https://pagertree.com/docs/integration-guides/outgoing-webhook
 *
 * @param template - May be blank: then the body is PagerTree's own.
 * @param actions - Those of the rules that apply, in their order.
 */
export function webhookBody(template: string, actions: readonly Action[], data: EventData): WebhookBody {
  const { body, ...note } = fromTemplate(template, data);
  if (body === undefined) {
    return { body, ...note };
  }
  const values = actions.flatMap(({ map, handlebars }) =>
    Object.entries(isPlainObject(map) ? map : {})
      // That one replaces the URL, and is no part of the body.
      .filter(([key]) => key !== "webhook_url")
      .map(([key, value]) => [key, handlebars === true ? rendered(value, data) : value]),
  );
  return { body: { ...body, ...Object.fromEntries(values) }, ...note };
}

function fromTemplate(template: string, data: EventData): WebhookBody {
  const own = { type: data.event, data: data.alert };
  if (isBlank(template)) {
    return { body: own };
  }
  const text = render(template, data);
  if (text === undefined) {
    return { body: own, note: "the template fails, and so PagerTree sends its own body" };
  }
  const errors: ParseError[] = [];
  const made: unknown = parse(text, errors, { disallowComments: false, allowTrailingComma: false });
  if (errors.length > 0) {
    return { body: own, note: "the template makes no JSON, and so PagerTree sends its own body" };
  }
  if (isEmpty(made)) {
    return { body: own, note: "the template makes nothing, and so PagerTree sends its own body" };
  }
  return isPlainObject(made)
    ? { body: made }
    : { body: undefined, note: "the template makes JSON that is no object, and so PagerTree sends nothing" };
}

/** What Rails holds as blank. */
function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === false ||
    (typeof value === "string" && isBlank(value)) ||
    (typeof value === "object" && Object.keys(value).length === 0)
  );
}

function rendered(value: unknown, data: EventData): unknown {
  return typeof value === "string" ? (render(value, data) ?? value) : value;
}

function render(template: string, { event, alert }: EventData): string | undefined {
  const read = readTemplate(template);
  const [result] = "problem" in read ? [] : read.render([{ alert, event: { type: event } }]);
  return result !== undefined && "text" in result ? result.text : undefined;
}
