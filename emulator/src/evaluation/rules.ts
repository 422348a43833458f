// Rules, of routers and outgoing: YAML with sift's operators and three of PagerTree's own.
import { createRequire } from "node:module";
import moment from "moment-timezone";
import type { createEqualsOperation } from "sift";
import { parse } from "yaml";
import type { Params } from "../params.ts";
import { isParams } from "../params.ts";
import { hashToScript, toRuby, toScript } from "../ruby/mixed.ts";
import { merge } from "../ruby/parameters.ts";
import { isArray, isHash, type RubyHash, type RubyValue } from "../ruby/values.ts";
import { bareData } from "./bare-data.ts";
import type { RulesResult } from "./jobs.ts";
import { render } from "./templates.ts";

// Node cannot see the names that this CommonJS package exports, its types cannot see them on the default export.
const sift: typeof import("sift") = createRequire(import.meta.url)("sift");

/** Names by which a path could leave the data: `alert.title.constructor`. */
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** The operators of the docs (D:routers). `$where`, which runs code, is none of them. */
const { $in, $nin, $exists, $gte, $gt, $lte, $lt, $eq, $ne, $mod, $all, $and, $or, $nor, $size, $type } =
  sift;
const { $regex, $elemMatch, $not } = sift;
const OPERATORS = {
  ...{ $in, $nin, $exists, $gte, $gt, $lte, $lt, $eq, $ne, $mod, $all, $and, $or, $nor, $size, $type },
  ...{ $regex, $elemMatch, $not, $options: sift.$options },
};

type Operator = typeof $gt;
type Comparison = (value: number | bigint, bound: number | bigint) => boolean;

/** sift compares only like with like, and whole numbers beyond 2^53 are bigints here. */
const NUMBER_OPERATORS = {
  $gt: ofNumbers($gt, (value, bound) => value > bound),
  $gte: ofNumbers($gte, (value, bound) => value >= bound),
  $lt: ofNumbers($lt, (value, bound) => value < bound),
  $lte: ofNumbers($lte, (value, bound) => value <= bound),
};

function ofNumbers(ofOthers: Operator, compare: Comparison): Operator {
  return (bound, owner, options, name) =>
    isNumber(bound)
      ? sift.createEqualsOperation(
          (value: unknown) => isNumber(value) && compare(value, bound),
          owner,
          options,
        )
      : ofOthers(bound, owner, options, name);
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/**
 * Applies outgoing rules, whose actions are ignore and setval.
 *
 * @param text YAML; blank text rules nothing
 * @throws if the rules are malformed
 */
export function applyRules(text: string, data: RubyHash, now: number): RulesResult {
  let values: RubyHash = new Map();
  for (const action of actionsFor(text, data, now) ?? []) {
    const [type, map] = [action.get("type"), action.get("map")];
    if (type === "ignore") return { isIgnored: true, values: new Map() };
    if (type === "setval" && isHash(map)) values = merge(values, map);
  }
  return { isIgnored: false, values };
}

/**
 * The actions of the first rule from the top that matches, their templates rendered; undefined if none does.
 *
 * @param text YAML; blank text rules nothing
 * @throws if the rules are malformed
 */
export function actionsFor(text: string, data: RubyHash, now: number): readonly RubyHash[] | undefined {
  const scriptData = hashToScript(data);
  const rules = readRules(text);
  const bare = bareData(scriptData);
  const rule = rules.find(({ match }) => matcherOf(match, now)(bare));
  return rule?.actions.map((action) => renderAction(action, scriptData));
}

/** Every rule of a text, which may be none. @throws if they are malformed */
export function readRules(text: string): Rule[] {
  const root = readRoot(text);
  return root === null ? [] : rulesOf(root);
}

/** The value that YAML stands for. @throws if the text is none */
export function readRoot(text: string): RubyValue {
  // Aliases are counted, so that a short text cannot stand for a huge one.
  return toRuby(parse(text, { version: "1.1", maxAliasCount: 100, intAsBigInt: true, mapAsMap: true }));
}

/** The rules that a root holds. @throws if they are malformed */
export function rulesOf(root: RubyValue): Rule[] {
  const list = isHash(root) ? root.get("rules") : undefined;
  if (!isArray(list)) throw new Error('the root must hold the list "rules"');
  return list.map(readRule);
}

/** A rule that is well-formed. */
export interface Rule {
  readonly match: Params;
  readonly actions: readonly RubyHash[];
  /** The events that a notification rule is for; routers do not have them. */
  readonly types: readonly RubyValue[];
}

function readRule(rule: RubyValue, index: number): Rule {
  if (!isHash(rule)) throw new Error(`rule ${index + 1} is no mapping`);
  const [match, types] = [rule.get("match"), rule.get("types")];
  if (!isHash(match)) throw new Error(`the match of rule ${index + 1} is no mapping`);
  const actions = readActions(rule.get("actions"), `rule ${index + 1}`);
  refuseForbidden(toScript(match));
  // D:notification-rules.
  return { match: hashToScript(match), actions, types: isArray(types) ? types : ["alert.open"] };
}

/** @throws if they are malformed; the message names whose they are */
export function readActions(actions: RubyValue | undefined, owner: string): readonly RubyHash[] {
  if (isArray(actions) && actions.every(isHash)) return actions;
  throw new Error(`the actions of ${owner} are no list of mappings`);
}

function refuseForbidden(value: unknown): void {
  if (Array.isArray(value)) value.forEach(refuseForbidden);
  if (!isParams(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key.split(".").some((part) => FORBIDDEN.has(part))) throw new Error(`${key} is no field of the data`);
    refuseForbidden(inner);
  }
}

/** Whether data, which must be bare, matches at a time. */
export function matcherOf(match: unknown, now: number): (value: unknown) => boolean {
  const test =
    (operator: (parameters: Params) => boolean) =>
    (parameters: unknown, owner: unknown, options: Parameters<typeof createEqualsOperation>[2]) =>
      sift.createEqualsOperation(() => operator(isParams(parameters) ? parameters : {}), owner, options);
  return sift.createQueryTester(match, {
    operations: {
      ...OPERATORS,
      ...NUMBER_OPERATORS,
      $day: test(({ timezone, ...condition }) => matcherOf(condition, now)(at(now, timezone).isoWeekday())),
      $now: test(({ timezone, format, ...condition }) =>
        matcherOf(condition, now)(at(now, timezone).format(textOr(format, "YYYY-MM-DD"))),
      ),
      $timeBetween: test((parameters) => isTimeBetween(parameters, now)),
    },
  });
}

/** A start after the end spans the night. */
function isTimeBetween({ timezone, timeformat, starttime, endtime }: Params, now: number): boolean {
  const minutes = (text: unknown) => {
    const time = moment.utc(textOr(text, ""), textOr(timeformat, "hh:mm a"));
    if (!time.isValid()) throw new Error("$timeBetween needs a starttime and an endtime in its timeformat");
    return time.hours() * 60 + time.minutes();
  };
  const [start, end] = [minutes(starttime), minutes(endtime)];
  const local = at(now, timezone);
  const current = local.hours() * 60 + local.minutes();
  return start <= end ? start <= current && current <= end : current >= start || current <= end;
}

function at(now: number, timezone: unknown): moment.Moment {
  const name = textOr(timezone, "Etc/UTC");
  if (moment.tz.zone(name) === null) throw new Error(`${name} is no time zone`);
  return moment.tz(now, name);
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}

/** D:routers names the two actions that take templates. */
function renderAction(action: RubyHash, data: Params): RubyHash {
  const isTemplate =
    action.get("handlebars") === true && ["setval", "incident"].includes(String(action.get("type")));
  return isTemplate ? renderAll(action, data) : action;
}

/** A map with every text in it rendered, in maps and lists as well. */
export function renderAll(map: RubyHash, data: Params): RubyHash {
  const rendered = (value: RubyValue): RubyValue => {
    if (typeof value === "string") return render(value, data);
    if (isArray(value)) return value.map(rendered);
    return isHash(value) ? renderAll(value, data) : value;
  };
  return new Map([...map].map(([key, value]) => [key, rendered(value)]));
}
