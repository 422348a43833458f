// The tables of what PagerTree's own adapters make of requests, and the same of the emulator's adapters.
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Adapter, choose, createIncoming } from "../../emulator/src/adapters/adapter.ts";
import type { Integration, OptionValue } from "../../emulator/src/models.ts";
import { parseJson } from "../../emulator/src/ruby/json.ts";
import { inspect } from "../../emulator/src/ruby/text.ts";
import { isHash, RubyError, type RubyValue } from "../../emulator/src/ruby/values.ts";
import { DEFAULT_SWITCHES } from "../../emulator/src/switches.ts";

/** A request, and how it is changed. */
export interface Base {
  /** The sample that it is, and what was done to it. */
  readonly name: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Whether the integration has an alert of the request's third-party id. */
  readonly hasAlert: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** What is sent; parameters, or the body where the adapter reads that itself. */
  readonly data: unknown;
  readonly isBody: boolean;
  /** The key under which JSON stands as text. */
  readonly textKey?: string;
}

/** What is made of a request, in Ruby's own text: 1, 1.0 and "1" are three. Null where there is no such part. */
export type Outcome = Readonly<Record<string, string>>;

/** The keys that lead to a value. */
export type Path = readonly (string | number)[];

/** What replaces the value at a path, as JSON; nothing for a key that is left out. */
export type Change = readonly [path: Path, rows: readonly Row[]];
/** Values with the same outcome, and how it differs from that of the base. */
export type Row = readonly [values: readonly string[], differences: Readonly<Record<string, string | null>>];

/** A request with what the adapter makes of it, and of its changes. */
export interface RecordedBase extends Base {
  readonly outcome: Outcome;
  readonly changes: readonly Change[];
}

/** A table as it is recorded. */
export interface Table {
  readonly adapter: string;
  readonly bases: readonly RecordedBase[];
}

const FOLDER = new URL("../emulator/adapters/recorded/", import.meta.url);

/** The recorded tables, by the catalog's keys of their types. */
export function recordedTables(): [type: string, Table][] {
  return readdirSync(FOLDER).map((file) => [
    basename(file, ".json"),
    JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")),
  ]);
}

/** What stands for ids that the adapter makes up. */
const RANDOM = /\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9A-HJKMNP-TV-Z]{26})\b/g;

/** The request's JSON with another value at a path; without it for `""`. */
export function changed(base: Base, path: Path, json: string): string {
  return changedAt(base, [[path, json]]);
}

/** The request's JSON with other values at these paths, one after the other; what lies in a replaced value is not. */
export function changedAt(base: Base, changes: readonly (readonly [Path, string])[]): string {
  const data = structuredClone(base.data);
  const mark = (index: number) => `\u0001${index}\u0001`;
  for (const [index, [path, json]] of changes.entries()) {
    const place = path.slice(0, -1).reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), data);
    const key = path.at(-1) ?? "";
    if (json === "") Reflect.deleteProperty(Object(place), key);
    else Reflect.set(Object(place), key, mark(index));
  }
  // In JSON within JSON, quotes are escaped once more by the outer text.
  const text = (value: unknown) =>
    changes.reduce(
      (all, [, json], index) => all.replace(JSON.stringify(mark(index)), () => json),
      JSON.stringify(value),
    );
  return text(inText(data, base.textKey, text));
}

/** The base's own JSON. */
export function unchanged(base: Base): string {
  return JSON.stringify(inText(base.data, base.textKey, JSON.stringify));
}

/** JSON within JSON, as AWS SNS sends it. */
function inText(data: unknown, key: string | undefined, text: (value: unknown) => string): unknown {
  if (key === undefined) return data;
  const inner: unknown = Reflect.get(Object(data), key);
  return typeof inner === "object" && inner !== null ? { ...Object(data), [key]: text(inner) } : data;
}

/** What the emulator's adapter makes of a request. */
export async function outcomeOf(
  adapter: Adapter,
  base: Base,
  json: string,
  onDig: (path: readonly (string | number)[]) => void = () => {},
): Promise<Outcome> {
  try {
    return await read(adapter, base, json, onDig);
  } catch (error) {
    if (error instanceof RubyError) return { action: "error" };
    throw error;
  }
}

async function read(
  adapter: Adapter,
  base: Base,
  json: string,
  onDig: (path: readonly (string | number)[]) => void,
): Promise<Outcome> {
  const integration = { options: base.options, prefix_id: "int_1" } as unknown as Integration;
  const sent = base.isBody ? null : parseJson(json);
  const incomingOf = (params: RubyValue) =>
    createIncoming(
      { params: isHash(params) ? params : new Map(), headers: base.headers, body: json },
      { integration, switches: DEFAULT_SWITCHES, hasAlert: () => base.hasAlert, onDig },
    );
  const received = incomingOf(sent);
  const tools = { log: () => {}, search: async () => undefined, define: async () => new Map() };
  const incoming = adapter.prepare ? incomingOf(await adapter.prepare(received, tools)) : received;
  const show = showOf(json);
  const action = choose(adapter.action, incoming) ?? "other";
  if (action === "other") return { action };
  const result = { action, thirdPartyId: show(adapter.thirdPartyId(incoming)) };
  if (action !== "create" && action !== "recreate") return result;
  const incident = adapter.incident?.(incoming) ?? { incident: false, severity: null, message: null };
  return {
    ...result,
    title: show(adapter.title(incoming)),
    description: show(adapter.description?.(incoming)),
    urgency: show(adapter.urgency === undefined ? null : choose(adapter.urgency, incoming)),
    dedup_keys: show(adapter.dedupKeys?.(incoming) ?? []),
    tags: show(orNil(adapter.tags?.(incoming)) ?? []),
    meta: show(adapter.meta?.(incoming) ?? new Map()),
    incident: inspect([incident.incident, orNil(incident.severity), orNil(incident.message)]),
    ...Object.fromEntries(
      (adapter.additionalData?.(incoming) ?? []).map((datum, index) => [
        `datum ${index}`,
        show(datum.map(orNil)),
      ]),
    ),
  };
}

/** `||= nil`, as in A:alert and A:additional_datum. */
function orNil(value: RubyValue | undefined): RubyValue {
  return value === undefined || value === false ? null : value;
}

function showOf(json: string): (value: RubyValue | undefined) => string {
  return (value) => inspect(orNil(value)).replaceAll(RANDOM, (id) => (json.includes(id) ? id : "RANDOM"));
}
