// How Ruby writes values as text: `to_s`, `inspect`, and the text of a Float.
import { isArray, isHash, type RubyValue } from "./values.ts";

/** How a Hash is written: `{"a" => 1}` since Ruby 3.4, `{"a"=>1}` before. */
export type HashText = "3.4" | "3.3";

/** What Ruby's `strip` takes for white space. */
const OUTER_SPACE = "\0\t\n\v\f\r ";

/** `to_s`: nil is the empty text; lists and maps are written as `inspect` writes them. */
export function toText(value: RubyValue | undefined, hashText: HashText = "3.4"): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : inspect(value, hashText);
}

/** `inspect`: text in quotes, nil as `nil`. */
export function inspect(value: RubyValue, hashText: HashText = "3.4"): string {
  if (value === null) return "nil";
  if (typeof value === "string") return inspectText(value);
  if (typeof value === "number") return floatText(value);
  if (isArray(value)) return `[${value.map((item) => inspect(item, hashText)).join(", ")}]`;
  if (!isHash(value)) return String(value);
  const arrow = hashText === "3.4" ? " => " : "=>";
  const pairs = [...value].map(([key, item]) => inspectText(key) + arrow + inspect(item, hashText));
  return `{${pairs.join(", ")}}`;
}

/** `strip`: without white space and zero characters at both ends. */
export function strip(text: string): string {
  // A regular expression for the end would try every white space within the text, each time to the next character.
  let [start, end] = [0, text.length];
  while (start < end && OUTER_SPACE.includes(text.charAt(start))) start += 1;
  while (end > start && OUTER_SPACE.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/**
 * A Float as Ruby writes it: `1.0`, `1.0e+21`, `0.0001`, `1.0e-05`. Both languages find the shortest digits that mean
 * the number; they differ in where the exponent begins.
 */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "-Infinity" : "Infinity";
  if (Object.is(value, -0)) return "-0.0";
  const [mantissa = "", power = ""] = value.toExponential().split("e");
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/^-/, "").replace(".", "");
  const point = Number(power) + 1;
  if (point < -3 || point > 16) {
    const exponent = `${point > 0 ? "+" : "-"}${String(Math.abs(point - 1)).padStart(2, "0")}`;
    return `${sign}${digits[0]}.${digits.slice(1) || "0"}e${exponent}`;
  }
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point).padEnd(point, "0")}.${digits.slice(point) || "0"}`;
}

/** Ruby escapes the `#` that would begin an interpolation, and what cannot be printed. */
function inspectText(text: string): string {
  const escaped = text.replaceAll(/["\\]|#(?=[{$@])|[\p{Cc}\p{Cn}\p{Zl}\p{Zp}]/gu, escapeCharacter);
  return `"${escaped}"`;
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  ...{
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\f": "\\f",
    "\v": "\\v",
    "\b": "\\b",
    "\x07": "\\a",
    "\x1b": "\\e",
  },
  ...{ '"': '\\"', "\\": "\\\\", "#": "\\#" },
};

function escapeCharacter(character: string): string {
  const named = NAMED_ESCAPES[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16).toUpperCase();
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}
