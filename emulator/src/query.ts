// Lists: filters, operators, free search, sorting and paging over any record's attributes.
import type { ListBody } from "./responses.ts";

/** A query string's parameters; a nested one filters nothing. */
export type Query = Readonly<Record<string, unknown>>;

/** What a list works on: the attributes that filters and sorting may name, in the form that is sent. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly created_at: string };

const RESERVED: ReadonlySet<string> = new Set(["limit", "offset", "page", "ops", "sort", "direction", "q"]);
const DEFAULT_LIMIT = 10;
const MAXIMUM_LIMIT = 100;

/** The official client sends 1 and 0. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["1", true],
  ["true", true],
  ["0", false],
  ["false", false],
]);

/** Attributes whose text is a time. */
const TIME_NAMES = /_(?:at|time|datetime)$/;

type Comparable = string | number | boolean;

/**
 * One page of the rows that the query asks for, newest first by default.
 * @param searchText what the free search `q` looks into
 * @param hidden what filters and `sort` may name besides what is sent
 */
export function listPage<T extends Row>(
  rows: readonly T[],
  query: Query,
  searchText: (row: T) => readonly (string | null)[],
  hidden: (row: T) => Readonly<Record<string, unknown>> = () => ({}),
): ListBody<T> {
  const operators = parseOperators(textOf(query, "ops"));
  const search = textOf(query, "q")?.toLowerCase() ?? "";
  const filters = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && !RESERVED.has(entry[0]),
  );
  const all = rows.map((row) => ({ row, known: { ...hidden(row), ...row } }));
  const found = all.filter(
    ({ row, known }) =>
      filters.every(([name, value]) => matches(known[name], operators.get(name) ?? "equals", name, value)) &&
      (search === "" || searchText(row).some((text) => text?.toLowerCase().includes(search))),
  );
  const order = comparatorOf(
    query,
    all.map(({ known }) => known),
  );
  const sorted = found.toSorted((a, b) => order(a.known, b.known)).map(({ row }) => row);
  const limit = clamp(integerOf(query, "limit") ?? DEFAULT_LIMIT, 1, MAXIMUM_LIMIT);
  const page = Math.max(integerOf(query, "page") ?? 1, 1);
  const offset = Math.max(integerOf(query, "offset") ?? (page - 1) * limit, 0);
  const data = sorted.slice(offset, offset + limit);
  return { data, has_more: offset + data.length < sorted.length, total_count: sorted.length };
}

function parseOperators(text: string | undefined): Map<string, string> {
  const pairs = (text ?? "").split(",").map((pair) => pair.split(":"));
  return new Map(pairs.map(([name = "", operator = ""]) => [name.trim(), operator.trim()]));
}

/** Whether an attribute passes a filter; maps and unknown attributes cannot be filtered, so they pass. */
function matches(attribute: unknown, operator: string, name: string, value: string): boolean {
  if (
    attribute === undefined ||
    (typeof attribute === "object" && attribute !== null && !Array.isArray(attribute))
  ) {
    return true;
  }
  if (Array.isArray(attribute)) {
    return operator === "contains" ? attribute.includes(value) : operator === "ne";
  }
  const own = toComparable(attribute, name);
  if (operator === "between") {
    const [from, to] = value.split("..").map((bound) => toComparable(bound, name, own));
    return compare(own, from) >= 0 && compare(own, to) <= 0;
  }
  const wanted = toComparable(value, name, own);
  switch (operator) {
    case "ne":
      return own !== wanted;
    case "lt":
      return compare(own, wanted) < 0;
    case "lte":
      return compare(own, wanted) <= 0;
    case "gt":
      return compare(own, wanted) > 0;
    case "gte":
      return compare(own, wanted) >= 0;
    case "beginsWith":
      return typeof attribute === "string" && attribute.startsWith(value);
    case "contains":
      return typeof attribute === "string" && attribute.includes(value);
    default:
      return own !== undefined && own === wanted;
  }
}

/** Reads a value for comparing: times as instants, and a filter's text as the type that the attribute has. */
function toComparable(value: unknown, name: string, like?: Comparable): Comparable | undefined {
  if (typeof value === "string") {
    if (TIME_NAMES.test(name)) return instantOf(value);
    if (typeof like === "number") return value.trim() === "" ? undefined : Number(value);
    if (typeof like === "boolean") return BOOLEANS.get(value);
    return value;
  }
  return typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

/** A time without a zone is UTC, as Rails reads it. */
function instantOf(text: string): number | undefined {
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || /^\d{4}-\d\d-\d\d$/.test(text);
  const instant = Date.parse(hasZone ? text : `${text.replace(" ", "T")}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Negative, zero or positive; NaN where the two cannot be compared, which no comparison passes. */
function compare(a: Comparable | undefined, b: Comparable | undefined): number {
  if (a === undefined || b === undefined || typeof a !== typeof b) return Number.NaN;
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparatorOf(query: Query, rows: readonly Row[]): (a: Row, b: Row) => number {
  const sort = textOf(query, "sort");
  const isKnown = sort !== undefined && rows.some((row) => isSortable(row[sort]));
  const attribute = isKnown ? sort : "created_at";
  const direction = textOf(query, "direction") ?? (isKnown ? "asc" : "desc");
  const sign = direction === "desc" ? -1 : 1;
  return (a, b) =>
    sign * (compareForSorting(a[attribute], b[attribute], attribute) || compareForSorting(a.id, b.id, "id"));
}

function isSortable(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** Nulls come last when ascending, as in PostgreSQL. */
function compareForSorting(a: unknown, b: unknown, name: string): number {
  const [left, right] = [toComparable(a, name), toComparable(b, name)];
  if (left === undefined || right === undefined)
    return Number(left === undefined) - Number(right === undefined);
  return compare(left, right) || 0;
}

function textOf(query: Query, name: string): string | undefined {
  const value = query[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function integerOf(query: Query, name: string): number | undefined {
  const text = textOf(query, name);
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
