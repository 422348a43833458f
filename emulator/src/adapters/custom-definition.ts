// What Custom Webhook and E-mail read of the action that a custom definition takes: A:custom_webhook/v3, A:email/v3.
import { castBoolean } from "../casts.ts";
import { presence, toList } from "../ruby/access.ts";
import { compactBlank, split, textFor, unique } from "../ruby/methods.ts";
import { isArray, isHash, type RubyValue } from "../ruby/values.ts";
import type { Action, Adapter, Datum, Field, Incoming } from "./adapter.ts";

/** A:additional_datum. */
const FORMATS: readonly string[] = ["text", "link", "img", "email", "phone", "datetime"];

/** The parts that both read alike. */
export const definedParts = {
  urgency: textAt("urgency"),
  tags: ({ dig, text }) => unique(compactBlank(listOf(dig("tags"))).map(text)),
  meta: ({ dig }) => {
    const meta = dig("meta");
    return isHash(meta) ? meta : new Map();
  },
  incident: (incoming) => ({
    incident: isIncident(incoming.dig("incident")),
    severity: textAt("incident_severity")(incoming),
    message: textAt("incident_message")(incoming),
  }),
  additionalData: ({ dig, text }) => {
    const data = dig("additional_data");
    return (isArray(data) ? data : [data]).flatMap((item): Datum[] => {
      if (!isHash(item)) return [];
      const [format, label] = [text(item.get("format") ?? null), text(item.get("label") ?? null)];
      const value = item.get("value") ?? null;
      return FORMATS.includes(format) ? [[format, presence(label) ?? "Untitled", value]] : [];
    });
  },
} as const satisfies Partial<Adapter>;

/** Any type but these three is taken for nothing. */
export function definedAction({ dig }: Incoming): Action {
  const type = dig("type");
  const word = type === null ? null : textFor("downcase", type).toLowerCase();
  return word === "create" || word === "acknowledge" || word === "resolve" ? word : "other";
}

/** A value as text; nil where it is blank. */
export function textAt(key: string): Field {
  return ({ dig, text }) => {
    const value = dig(key);
    return value === null ? null : presence(text(value));
  };
}

/** A list, or the words between a text's commas. */
export function listOf(value: RubyValue): readonly RubyValue[] {
  return typeof value === "string" ? split(value, ",") : toList(value);
}

function isIncident(value: RubyValue): boolean {
  if (typeof value === "bigint") return value !== 0n;
  return typeof value === "object" ? value !== null : castBoolean(value) === true;
}
