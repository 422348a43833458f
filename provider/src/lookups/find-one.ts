/** Finds exactly one object of a kind, by its id or by a name, or says why not. What the object looks like is not its part. */
import { distance } from "fastest-levenshtein";
import type { Kind, Wires } from "../api/kinds.ts";
import type { EventWire, OccurrenceWire } from "../api/on-call-wire.ts";
import type { UserWire } from "../api/wire.ts";
import { type LookupCandidate, LookupError, NotFoundError } from "../common/errors.ts";
import { isPrefixId } from "../common/ids.ts";
import { cut, plainText } from "../common/plain-text.ts";

/** How a kind of objects is looked up. */
export interface Search<K extends Kind> {
  readonly kind: K;
  /** The function that the program calls, such as `getTeam`. */
  readonly caller: string;
  /** What an error calls one of these objects, such as `team`. */
  readonly noun: string;
  /** What an error calls an object by. */
  nameOf(row: Wires[K]): string;
  /** The ways to look it up other than by id, by the name of the argument. */
  readonly matches: Readonly<Record<string, (row: Wires[K], wanted: string) => boolean>>;
  /**
   * The argument that takes the id.
   * @default "id"
   */
  readonly idArgument?: string;
}

/** How to look up what has a name and is called by it. */
export const byName = {
  nameOf: ({ name }: { readonly name: string }) => name,
  matches: { name: ({ name }: { readonly name: string }, wanted: string) => name === wanted },
};

/** A list that is being read or has been. */
export interface ListOf<Row> {
  readonly rows: Promise<readonly Row[]>;
  /** Whether it was there before it was asked for, so that it may lack what the program has made since. */
  readonly isOld: boolean;
}

/** Where objects are looked up. */
export interface LookupSource {
  /**
   * Every object of a kind.
   *
   * @param outdated - A list that will not do.
   */
  list<K extends Kind>(kind: K, outdated?: Promise<readonly Wires[K][]>): ListOf<Wires[K]>;
  /** @throws NotFoundError if there is no object with this ULID. */
  read<K extends Kind>(kind: K, id: string): Promise<Wires[K]>;
  /** Every user, read at most once a run; none where PagerTree does not show them to this API key. */
  users(): Promise<readonly UserWire[]>;
  /** Every event of a schedule. */
  eventsOf(scheduleId: string): Promise<readonly EventWire[]>;
  /** Who is on call on a schedule at this moment, by PagerTree's own word. */
  onCallNow(scheduleId: string): Promise<readonly OccurrenceWire[]>;
  /** The base URL of the API, without a slash at its end. */
  readonly baseUrl: string;
}

/** How a kind of objects is looked up, and what a program gets of one. */
export interface Lookup<K extends Kind, Result extends object> extends Search<K> {
  resultOf(row: Wires[K], source: Pick<LookupSource, "baseUrl" | "users">): Result | Promise<Result>;
}

/** Beyond this many, the objects that an error lists help nobody. */
const mostCandidates = 5;

/**
 * The one object that the arguments mean.
 *
 * @throws LookupError if there is none (it lists the nearest names) or more than one (it lists them all).
 */
export async function findOne<K extends Kind>(
  search: Search<K>,
  args: object,
  source: LookupSource,
): Promise<Wires[K]> {
  const [argument, wanted] = onlyArgument(search, args);
  const isMatch = search.matches[argument];
  if (isMatch === undefined) {
    return findById(search, wanted, source);
  }
  const list = source.list(search.kind);
  const rows = await list.rows;
  const found = rows.filter((row) => isMatch(row, wanted));
  if (found.length > 0 || !list.isOld) {
    return exactlyOne(search, rows, found, argument, wanted);
  }
  // The program itself may have made it since the list was read.
  const newRows = await source.list(search.kind, list.rows).rows;
  const newFound = newRows.filter((row) => isMatch(row, wanted));
  return exactlyOne(search, newRows, newFound, argument, wanted);
}

async function findById<K extends Kind>(
  search: Search<K>,
  id: string,
  source: LookupSource,
): Promise<Wires[K]> {
  try {
    return await source.read(search.kind, id);
  } catch (error) {
    if (!(error instanceof NotFoundError)) {
      throw error;
    }
  }
  // That a prefix id stands in a path is not documented; every row of a list has one.
  const rows = isPrefixId(id) ? await source.list(search.kind).rows : [];
  const found = rows.find((row) => "prefix_id" in row && row.prefix_id === id);
  if (found === undefined) {
    throw new LookupError(
      `${search.caller}: no ${search.noun} has the id ${id}.`,
      "It may have been deleted in PagerTree, or belong to another account than the API key.",
    );
  }
  return found;
}

/** The one argument, checked: a program in JavaScript may pass anything. */
function onlyArgument<K extends Kind>(
  { caller, matches, idArgument = "id" }: Search<K>,
  args: object,
): [string, string] {
  const ways = [...Object.keys(matches), idArgument];
  const given = Object.entries(args ?? {}).filter(([, value]) => value !== undefined);
  const [entry, ...others] = given;
  const choices = ways.map((way) => `{ ${way} }`).join(" or ");
  if (entry === undefined || others.length > 0 || !ways.includes(entry[0])) {
    throw new LookupError(
      `${caller}: it takes exactly one of ${choices}.`,
      "Give one of them and nothing else.",
    );
  }
  const [argument, value] = entry;
  if (typeof value !== "string" || value.trim() === "") {
    throw new LookupError(`${caller}: ${argument} must be a text that is not blank.`, `It takes ${choices}.`);
  }
  return [argument, value];
}

function exactlyOne<K extends Kind>(
  search: Search<K>,
  rows: readonly Wires[K][],
  found: readonly Wires[K][],
  argument: string,
  wanted: string,
): Wires[K] {
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) {
    return only;
  }
  const what = `${argument} "${shown(wanted)}"`;
  if (only === undefined) {
    const near = nearest(search, rows, wanted);
    throw new LookupError(
      `${search.caller}: no ${search.noun} has the ${what}.`,
      near.length === 0 ? `The account has no ${plural(search.noun)}.` : `The nearest: ${listed(near)}.`,
      near,
    );
  }
  const equal = found.map((row) => candidate(search, row));
  throw new LookupError(
    `${search.caller}: ${found.length} ${plural(search.noun)} have the ${what}.`,
    `Look it up by id, as ${search.caller}({ ${search.idArgument ?? "id"}: "${only.id}" }): ${listed(equal)}.`,
    equal,
  );
}

function nearest<K extends Kind>(
  search: Search<K>,
  rows: readonly Wires[K][],
  wanted: string,
): LookupCandidate[] {
  const edits = (row: Wires[K]) => distance(search.nameOf(row).toLowerCase(), wanted.toLowerCase());
  return [...rows]
    .sort((one, other) => edits(one) - edits(other))
    .slice(0, mostCandidates)
    .map((row) => candidate(search, row));
}

function candidate<K extends Kind>(search: Search<K>, row: Wires[K]): LookupCandidate {
  return { id: row.id, name: search.nameOf(row) };
}

function listed(candidates: readonly LookupCandidate[]): string {
  return candidates.map(({ id, name }) => `"${shown(name)}" (${id})`).join(", ");
}

function shown(text: string): string {
  return cut(plainText(text), 80);
}

/** Light, unlike the table of kinds, since programs load it. */
function plural(noun: string): string {
  return `${noun.replace(/y$/, "ie")}s`;
}
