// What an adapter makes of a request: the action, and the alert in the form in which the account keeps it.

import {
  type Adapter,
  choose,
  createIncoming,
  type InboundRequest,
  type Incoming,
  type Surroundings,
  type Tools,
} from "../adapters/adapter.ts";
import { isBlank, toList } from "../ruby/access.ts";
import { RubyError, type RubyHash, type RubyValue } from "../ruby/values.ts";

/** What a request asks for. */
export type Reading =
  | { readonly action: "create" | "recreate"; readonly alert: IncomingAlert }
  | { readonly action: "acknowledge" | "resolve"; readonly thirdPartyId: string }
  | {
      readonly action: "other";
      /** The URL that the adapter asks for; null if it asks for none. */
      readonly asksFor: RubyValue;
    }
  /** The adapter raises an error. */
  | { readonly action: "error"; readonly message: string };

/** An alert as an adapter makes it. */
export interface IncomingAlert {
  readonly title: string;
  readonly description: string | null;
  /** Null is the integration's own. */
  readonly urgency: string | null;
  readonly thirdparty_id: string;
  readonly dedup_keys: readonly string[];
  readonly tag_list: readonly string[];
  /** With `incident`, `incident_severity` and `incident_message` in it. */
  readonly meta: RubyHash;
  readonly additional_data: readonly {
    readonly format: string;
    readonly label: RubyValue;
    readonly value: RubyValue;
  }[];
}

/** What surrounds the reading of a request. */
export interface ReadingOptions extends Omit<Surroundings, "hasAlert"> {
  readonly tools: Tools;
  /** Whether the integration has an alert with this third-party id. */
  readonly isKnown: (thirdPartyId: string) => boolean;
}

/** Reads a request that is not turned away. */
export async function readRequest(
  adapter: Adapter,
  request: InboundRequest,
  options: ReadingOptions,
): Promise<Reading> {
  try {
    return await read(adapter, request, options);
  } catch (error) {
    if (error instanceof RubyError) return { action: "error", message: error.message };
    throw error;
  }
}

async function read(
  adapter: Adapter,
  request: InboundRequest,
  { tools, isKnown, ...surroundings }: ReadingOptions,
): Promise<Reading> {
  const incomingOf = (params: RubyHash): Incoming => {
    const incoming = createIncoming(
      { ...request, params },
      { ...surroundings, hasAlert: () => isKnown(thirdPartyIdOf(adapter, incoming)) },
    );
    return incoming;
  };
  const received = incomingOf(request.params);
  const incoming = adapter.prepare ? incomingOf(await adapter.prepare(received, tools)) : received;
  const action = choose(adapter.action, incoming) ?? "other";
  if (action === "other") return { action, asksFor: adapter.asksFor?.(incoming) ?? null };
  if (action === "create" || action === "recreate") return { action, alert: alertOf(adapter, incoming) };
  return { action, thirdPartyId: thirdPartyIdOf(adapter, incoming) };
}

function thirdPartyIdOf(adapter: Adapter, incoming: Incoming): string {
  return columnText(adapter.thirdPartyId(incoming), incoming);
}

function alertOf(adapter: Adapter, incoming: Incoming): IncomingAlert {
  const { text } = incoming;
  const description = adapter.description?.(incoming) ?? null;
  const urgency = adapter.urgency === undefined ? null : choose(adapter.urgency, incoming);
  const { incident = false, severity = null, message = null } = adapter.incident?.(incoming) ?? {};
  return {
    title: columnText(adapter.title(incoming), incoming),
    description: orNil(description) === null ? null : castText(description, incoming),
    urgency: isBlank(urgency) ? null : text(urgency),
    thirdparty_id: thirdPartyIdOf(adapter, incoming),
    dedup_keys: (adapter.dedupKeys?.(incoming) ?? []).map(text),
    tag_list: toList(adapter.tags?.(incoming) ?? null)
      .filter((tag) => !isBlank(tag))
      .map(text),
    meta: new Map([
      ...(adapter.meta?.(incoming) ?? []),
      ["incident", incident],
      ["incident_severity", orNil(severity)],
      ["incident_message", orNil(message)],
    ]),
    additional_data: (adapter.additionalData?.(incoming) ?? []).map(([format, label, value]) => ({
      format,
      label: orNil(label),
      value: orNil(value),
    })),
  };
}

/** The text that a column must have: blank where the alert is invalid for it. */
function columnText(value: RubyValue, incoming: Incoming): string {
  return isBlank(value) ? "" : castText(value, incoming);
}

/** ActiveModel::Type::String: true and false become `t` and `f`. */
function castText(value: RubyValue, { text }: Incoming): string {
  return typeof value === "boolean" ? (value ? "t" : "f") : text(value);
}

/** `||= nil`, as in A:alert and A:additional_datum. */
function orNil(value: RubyValue): RubyValue {
  return value === false ? null : value;
}
