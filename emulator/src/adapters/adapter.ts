// What an adapter is: how one integration type reads the requests that it receives.
import type { IncomingHttpHeaders } from "node:http";
import type { Integration, OptionValue } from "../models.ts";
import { dig } from "../ruby/access.ts";
import { toText } from "../ruby/text.ts";
import { isArray, type RubyHash, type RubyValue } from "../ruby/values.ts";
import type { Switches } from "../switches.ts";
import type { Mail } from "./mail.ts";

/** What a request asks for. `recreate` is Datadog's alone. */
export type Action = "create" | "recreate" | "acknowledge" | "resolve" | "other";

/** Where a request went and came from. */
export interface RequestLine {
  readonly method: string;
  readonly url: string;
  readonly remoteIp: string;
}

/** A request as it came in. */
export interface InboundRequest {
  /** Query and body in one, and `pagertree_integration_id`, as Rails' `params`. */
  readonly params: RubyHash;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Where it went and came from; none of a mail. */
  readonly line?: RequestLine;
  /** What came in place of a request. */
  readonly mail?: Mail;
}

/** A request and the integration that received it: all that an adapter looks at. */
export interface Incoming extends InboundRequest {
  readonly integration: Integration;
  readonly switches: RubySwitches;
  /** Whether the integration has an alert with the request's third-party id, in any state. */
  hasAlert(): boolean;
  /** Ruby's `dig` into the parameters. */
  dig(...keys: readonly (string | number)[]): RubyValue;
  /** The value of an option; null if it has none. */
  option(key: string): OptionValue;
  /** Ruby's `to_s`. */
  text(value: RubyValue): string;
  /** Ruby's `join`: the texts with this between them, lists within the list included. */
  join(values: readonly RubyValue[], separator: string): string;
}

/** A part of what the adapter makes of a request. */
export type Field<T = RubyValue> = (incoming: Incoming) => T;

/** Ruby's `case`: what stands beside the text that was sent, if any does. */
export interface Choice<T extends string> {
  readonly by: Field;
  readonly of: Readonly<Record<string, T>>;
  /** The adapter compares `to_s.downcase`. */
  readonly ignoresCase?: true;
}

/** An item of additional data. */
export type Datum = readonly [format: string, label: RubyValue, value: RubyValue];

/** The incident part of an alert. */
export interface Incident {
  readonly incident: boolean;
  readonly severity: RubyValue;
  readonly message: RubyValue;
}

/** What a request must bring so that it is not turned away with 403; nothing while the option is blank. */
export type Secret =
  /** The header is the option's value, after the prefix. */
  | { readonly option: string; readonly header: string; readonly prefix?: string }
  /** The parameter is the option's value. */
  | { readonly option: string; readonly parameter: string }
  /** The header, where it is sent, is the body's HMAC-SHA256 with the option's value as the key. */
  | { readonly option: string; readonly signatureHeader: string };

/** What the emulator does for adapters that evaluate what a user wrote. */
export interface Tools {
  /** What a JMESPath expression finds; undefined if it is malformed. */
  search(expression: string, data: RubyHash): Promise<RubyValue | undefined>;
  /**
   * The first action that a custom definition takes; empty if it takes none.
   *
   * @throws {RubyError} if the definition or a template of it does not work
   */
  define(definition: string, log: RubyHash): Promise<RubyHash>;
  /** Writes to the integration's log. */
  log(message: string): void;
}

/**
 * How a type reads requests, as A:<its adapter> does. Where the adapter's Ruby raises an error, a field throws a
 * RubyError, and nothing is made of the request.
 */
export interface Adapter {
  readonly secret?: Secret;
  /** What is read in place of the parameters. */
  readonly prepare?: (incoming: Incoming, tools: Tools) => RubyHash | Promise<RubyHash>;
  readonly action: Choice<Action> | Field<Action>;
  readonly thirdPartyId: Field;
  readonly title: Field;
  readonly description?: Field;
  /** The integration's own urgency, where this is missing, nil or blank. */
  readonly urgency?: Choice<string> | Field;
  readonly dedupKeys?: Field<readonly RubyValue[]>;
  readonly tags?: Field;
  readonly meta?: Field<RubyHash>;
  readonly incident?: Field<Incident>;
  readonly additionalData?: Field<readonly Datum[]>;
  /** The URL that the adapter itself asks for at `other`. */
  readonly asksFor?: Field;
  /** The endpoint takes GET too, with `/g` at its end. */
  readonly takesGet?: true;
  /** A phone call comes in: it is answered with TwiML, and its alert is routed once the caller has chosen a team. */
  readonly isCall?: true;
  /** The status while the integration is disabled. @default 405 */
  readonly disabledStatus?: number;
}

/** The field under these keys of the parameters. */
export function at(...keys: readonly [string, ...(string | number)[]]): Field {
  return ({ dig }) => dig(...keys);
}

/** What the adapter's choice or field comes to; null where no text of the choice was sent. */
export function choose<T extends string, V extends RubyValue>(
  choice: Choice<T> | Field<V>,
  incoming: Incoming,
): T | V | null {
  if (typeof choice === "function") return choice(incoming);
  const value = choice.by(incoming);
  const word = choice.ignoresCase ? incoming.text(value).toLowerCase() : value;
  return typeof word === "string" && Object.hasOwn(choice.of, word) ? (choice.of[word] ?? null) : null;
}

/** The switches for what PagerTree's Ruby and Rails leave open. */
export type RubySwitches = Pick<Switches, "rubyHashText" | "railsVersion">;

/** What surrounds a request while it is read. */
export interface Surroundings {
  readonly integration: Integration;
  readonly switches: RubySwitches;
  readonly hasAlert: () => boolean;
  /** Hears of every path that is looked at. */
  readonly onDig?: (path: readonly (string | number)[]) => void;
}

/** Puts together what an adapter looks at. */
export function createIncoming(
  request: InboundRequest,
  { integration, switches, hasAlert, onDig = () => {} }: Surroundings,
): Incoming {
  const text = (value: RubyValue) => toText(value, switches.rubyHashText);
  const join = (values: readonly RubyValue[], separator: string): string =>
    values.map((value) => (isArray(value) ? join(value, separator) : text(value))).join(separator);
  return {
    ...request,
    integration,
    switches,
    hasAlert,
    dig: (...keys) => {
      onDig(keys);
      return dig(request.params, ...keys);
    },
    option: (key) => integration.options[key] ?? null,
    text,
    join,
  };
}
