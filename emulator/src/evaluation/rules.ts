// Rules, of routers and outgoing: YAML with sift's operators and three of PagerTree's own.
import { createRequire } from "node:module";
import moment from "moment-timezone";
import type { createEqualsOperation } from "sift";
import { parse } from "yaml";
import type { Params } from "../params.ts";
import { isParams } from "../params.ts";
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

/**
 * Applies outgoing rules, whose actions are ignore and setval.
 *
 * @param text YAML; blank text rules nothing
 * @throws if the rules are malformed
 */
export function applyRules(text: string, data: Params, now: number): RulesResult {
  let values: Params = {};
  for (const { type, map } of actionsFor(text, data, now) ?? []) {
    if (type === "ignore") return { isIgnored: true, values: {} };
    if (type === "setval" && isParams(map)) values = { ...values, ...map };
  }
  return { isIgnored: false, values };
}

/**
 * The actions of the first rule from the top that matches, their templates rendered; undefined if none does.
 *
 * @param text YAML; blank text rules nothing
 * @throws if the rules are malformed
 */
export function actionsFor(text: string, data: Params, now: number): readonly Params[] | undefined {
  // Aliases are counted, so that a short text cannot stand for a huge one; JSON knows no dates and no cycles.
  const root: unknown = JSON.parse(
    JSON.stringify(parse(text, { version: "1.1", maxAliasCount: 100 }) ?? null),
  );
  if (root === null) return undefined;
  if (!isParams(root) || !Array.isArray(root["rules"]))
    throw new Error('the root must hold the list "rules"');
  const rules = root["rules"].map(readRule);
  const bare = bareData(data);
  const rule = rules.find(({ match }) => matcherOf(match, now)(bare));
  return rule?.actions.map((action) => renderAction(action, data));
}

interface Rule {
  readonly match: Params;
  readonly actions: readonly Params[];
}

function readRule(rule: unknown, index: number): Rule {
  if (!isParams(rule)) throw new Error(`rule ${index + 1} is no mapping`);
  const { match, actions } = rule;
  if (!isParams(match)) throw new Error(`the match of rule ${index + 1} is no mapping`);
  if (!Array.isArray(actions) || !actions.every(isParams)) {
    throw new Error(`the actions of rule ${index + 1} are no list of mappings`);
  }
  refuseForbidden(match);
  return { match, actions };
}

function refuseForbidden(value: unknown): void {
  if (Array.isArray(value)) value.forEach(refuseForbidden);
  if (!isParams(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key.split(".").some((part) => FORBIDDEN.has(part))) throw new Error(`${key} is no field of the data`);
    refuseForbidden(inner);
  }
}

function matcherOf(match: unknown, now: number): (value: unknown) => boolean {
  const test =
    (operator: (parameters: Params) => boolean) =>
    (parameters: unknown, owner: unknown, options: Parameters<typeof createEqualsOperation>[2]) =>
      sift.createEqualsOperation(() => operator(isParams(parameters) ? parameters : {}), owner, options);
  return sift.createQueryTester(match, {
    operations: {
      ...OPERATORS,
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
function renderAction(action: Params, data: Params): Params {
  const isTemplate = action["handlebars"] === true && ["setval", "incident"].includes(String(action["type"]));
  return isTemplate ? renderAll(action, data) : action;
}

function renderAll(map: Params, data: Params): Params {
  const rendered = (value: unknown): unknown => {
    if (typeof value === "string") return render(value, data);
    if (Array.isArray(value)) return value.map(rendered);
    return isParams(value) ? renderAll(value, data) : value;
  };
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, rendered(value)]));
}
