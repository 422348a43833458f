// Handlebars templates with the helpers that PagerTree's docs name; a template reaches data and nothing else.
import registerHelpers from "@budibase/handlebars-helpers";
import Handlebars from "handlebars";
import moment from "moment-timezone";
import type { Params } from "../params.ts";
import { JsonError, parseJson } from "../ruby/json.ts";
import type { RubyValue } from "../ruby/values.ts";
import { JsonTextError } from "./jobs.ts";
import { plainData } from "./plain-data.ts";

/** Helpers that read files, tell paths of this machine, or match file names. */
const WITHHELD: readonly string[] = ["embed", "absolute", "resolve", "relative", "mm", "read", "readdir"];
/** Helpers that write to the terminal. */
const SILENT: readonly string[] = [
  ...["log", "ok", "success", "info", "warning", "warn", "error", "danger", "bold", "_debug", "_inspect"],
];
/** Helpers that walk a path which they are given as text. */
const PATH_WALKERS: ReadonlySet<string> = new Set([
  ...["filter", "get", "getObject", "i18n", "option", "pick", "pluck", "sort", "sortBy", "withSort"],
]);
/** A path that leaves the data: `get "constructor.name" alert`. */
const LEAVING_PATH = /(?:^|[.[\]])(?:__proto__|constructor|prototype)(?:$|[.[\]])/;
/** Called by Handlebars itself, never with a value of the template's choice. */
const INTERNAL: readonly string[] = ["helperMissing", "blockHelperMissing"];
/** The longest text that a template may make: 1 MiB, as much as the API takes. */
const LONGEST_RESULT = 1024 * 1024;

const handlebars = createHandlebars();

/**
 * Renders a template.
 *
 * @throws if the template is malformed, uses an unknown helper, or makes too much
 */
export function render(template: string, data: Params): string {
  const text = handlebars.compile(template)(plainData(data), {
    allowProtoMethodsByDefault: false,
    allowProtoPropertiesByDefault: false,
  });
  if (text.length > LONGEST_RESULT) throw new Error("the result is too long");
  return text;
}

/**
 * Renders a template and reads the result as Ruby reads JSON.
 *
 * @throws {JsonTextError} if the result is no JSON
 * @throws if it cannot be rendered
 */
export function renderJson(template: string, data: Params): RubyValue {
  const text = render(template, data);
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof JsonError ? new JsonTextError(error.message) : error;
  }
}

function createHandlebars(): typeof Handlebars {
  const instance = Handlebars.create();
  registerHelpers({ handlebars: instance });
  instance.registerHelper({
    ...{ regexMatch, moment: formatTime, date: formatTime, JSONstringify: stringify },
    "unix-timezone": formatUnixTime,
  });
  for (const name of WITHHELD) instance.unregisterHelper(name);
  for (const name of SILENT) instance.registerHelper(name, () => "");
  for (const [name, helper] of Object.entries(instance.helpers)) {
    if (!INTERNAL.includes(name)) instance.registerHelper(name, withPlainData(name, helper));
  }
  return instance;
}

/** A helper that gets and gives nothing but data. */
function withPlainData(name: string, helper: Handlebars.HelperDelegate): Handlebars.HelperDelegate {
  return function (this: unknown, ...parameters: unknown[]): unknown {
    const options = parameters.pop();
    if (PATH_WALKERS.has(name) && parameters.some((value) => LEAVING_PATH.test(String(value)))) {
      throw new Error(`${name} is given a path that leaves the data`);
    }
    const result: unknown = Reflect.apply(helper, this, [...parameters.map(plainArgument), options]);
    return result instanceof Handlebars.SafeString ? result : plainData(result);
  };
}

function plainArgument(value: unknown): unknown {
  return value instanceof Handlebars.SafeString ? value.toString() : plainData(value);
}

/** Of the library's own this differs in one thing: whole numbers beyond 2^53 keep their digits. */
function stringify(value: unknown, indent: unknown): string | undefined {
  const marked = JSON.stringify(
    value,
    (_key, inner: unknown) => (typeof inner === "bigint" ? `\0integer ${inner}` : inner),
    typeof indent === "number" ? indent : 0,
  );
  return marked?.replaceAll(/"\\u0000integer (-?\d+)"/g, "$1");
}

/** PagerTree's own helper: D:integration-guides/email. */
function regexMatch(text: unknown, pattern: unknown, flags: unknown): unknown {
  return String(text).match(new RegExp(String(pattern), typeof flags === "string" ? flags : "")) ?? [];
}

/** `{{unix-timezone log.data.time 'UTC' 'YYYY-MM-DD'}}`, as in A:custom_webhook's examples. */
function formatUnixTime(seconds: unknown, zone: unknown, format: unknown): string {
  const name = typeof zone === "string" && moment.tz.zone(zone) !== null ? zone : "UTC";
  const instant = moment.unix(Number(seconds)).tz(name);
  return instant.format(typeof format === "string" ? format : undefined);
}

/** `{{moment alert.createdAt "YYYY-MM-DD"}}`; the maintained copy of handlebars-helpers leaves dates out. */
function formatTime(time: unknown, format: unknown): string {
  const instant = typeof time === "string" || typeof time === "number" ? moment.utc(time) : moment.utc();
  return instant.format(typeof format === "string" ? format : "MMMM DD, YYYY");
}
