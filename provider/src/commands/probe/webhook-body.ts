/** What an outgoing webhook sends for a sample alert, and where: template first, then what the rules set. */
import { isPlainObject, mapValues } from "es-toolkit";
import { isBlank } from "../../common/is-blank.ts";
import type { AlertEvent } from "../../receivers/events.ts";
import { readTemplateBody } from "../../receivers/template-body.ts";
import type { Action } from "../../rules/rules.ts";
import { readTemplate } from "../../templates/template.ts";

/** A body, and what there is to say about how it came to be. */
export interface WebhookBody {
  /** Undefined if PagerTree would send nothing. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** Why the body is not what the template is to make. */
  readonly note?: string;
}

/** A webhook as it leaves. */
export interface Webhook extends WebhookBody {
  /** The URL that a rule sets in place of the integration's. A secret. */
  readonly url?: string;
}

/** What an event brings along. */
export interface EventData {
  readonly event: AlertEvent;
  readonly alert: Readonly<Record<string, unknown>>;
}

/**
 * The webhook of an event.
 *
 * Source: https://pagertree.com/docs/integration-guides/outgoing-webhook
 *
 * @param template - May be blank: then the body is PagerTree's own.
 * @param actions - Those of the rules that apply, in their order.
 */
export function webhookFor(template: string, actions: readonly Action[], data: EventData): Webhook {
  const made = fromTemplate(template, data);
  if (made.body === undefined) {
    return made;
  }
  const { webhook_url: url, ...values } = Object.assign(
    {},
    ...actions.map(({ map, handlebars }) =>
      mapValues(isPlainObject(map) ? map : {}, (value) =>
        handlebars === true ? rendered(value, data) : value,
      ),
    ),
  );
  return {
    ...made,
    body: { ...made.body, ...values },
    ...((url ?? null) !== null && { url: String(url) }),
  };
}

function fromTemplate(template: string, data: EventData): WebhookBody {
  const own = { type: data.event, data: data.alert };
  if (isBlank(template)) {
    return { body: own };
  }
  const text = render(template, data);
  if (text === undefined) {
    return { body: own, note: "the template fails, so PagerTree sends its own body" };
  }
  const made = readTemplateBody(text);
  switch (made.is) {
    case "body":
      return { body: made.body };
    case "noJson":
      return { body: own, note: "the template does not make JSON, so PagerTree sends its own body" };
    case "blank":
      return { body: own, note: "the template makes an empty text, so PagerTree sends its own body" };
    case "noObject":
      return {
        body: undefined,
        note: "the template makes JSON that is not an object, so PagerTree sends nothing",
      };
  }
}

function rendered(value: unknown, data: EventData): unknown {
  return typeof value === "string" ? (render(value, data) ?? value) : value;
}

function render(template: string, { event, alert }: EventData): string | undefined {
  const read = readTemplate(template);
  const [result] = "problem" in read ? [] : read.render([{ alert, event: { type: event } }]);
  return result !== undefined && "text" in result ? result.text : undefined;
}
