/**
 * Helpers of handlebars-helpers that its maintained copy has not, or has in a form that is not bounded. Where a
 * template's result is only looked at, a plausible text does for a formatted date.
 */
import type { HelperDelegate } from "handlebars";

const asText = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : new Date(0).toISOString();
const nothing = (): string => "";
const encode = (value: unknown): string => encodeURIComponent(String(value));
const decode = (value: unknown): string => decodeURIComponent(String(value));
const content = function (this: unknown, value: unknown): string {
  return isBlock(value) ? value.fn(this) : String(value);
};

/** By name. What writes to a log writes nothing. */
export const standIns: Readonly<Record<string, HelperDelegate>> = {
  center: (text: unknown, width: unknown) => {
    const space = "&nbsp;".repeat(Math.min(Math.max(Number(width) || 0, 0), 1_000));
    return typeof text === "string" ? `${space}${text}${space}` : "";
  },
  date: asText,
  moment: asText,
  year: () => String(new Date().getUTCFullYear()),
  times: (one: unknown, other: unknown) => Number(one) * Number(other),
  url_encode: encode,
  url_decode: decode,
  markdown: content,
  md: content,
  // PagerTree's own: https://pagertree.com/docs/integration-guides/email
  regexMatch: (text: unknown, pattern: unknown, flags: unknown) =>
    String(text).match(new RegExp(String(pattern), typeof flags === "string" ? flags : "")) ?? [],
  log: nothing,
  ok: nothing,
  success: nothing,
  info: nothing,
  warning: nothing,
  warn: nothing,
  error: nothing,
  danger: nothing,
  bold: nothing,
  _debug: nothing,
  _inspect: nothing,
};

function isBlock(value: unknown): value is { fn: (context: unknown) => string } {
  return typeof value === "object" && value !== null && "fn" in value && typeof value.fn === "function";
}
