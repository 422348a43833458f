/** Rules as YAML: read within bounds, and written in the one form that all texts of the same meaning share. */
import { isEqual, isPlainObject, union } from "es-toolkit";
import { type Document, LineCounter, parseDocument, stringify } from "yaml";

/** The longest text that is read, in characters: far beyond any rules, and read in a moment. */
export const longestRules = 65_536;

/** What a text means, or why it means nothing. */
export type ReadRules = { readonly rules: unknown } | { readonly problem: string };

/**
 * Reads rules. What the versions of YAML read differently (`no` is a text or false, `010` is ten or eight) is a
 * problem, as nobody outside of PagerTree knows which of them it reads; so is what JSON could not hold, and a number that
 * would be another one when it is written again.
 */
export function readRules(text: string): ReadRules {
  if (text.length > longestRules) {
    return { problem: `are longer than ${longestRules} characters` };
  }
  const newer = readVersion(text, "1.2");
  const older = readVersion(text, "1.1");
  if ("problem" in newer || "problem" in older) {
    return "problem" in newer ? newer : older;
  }
  const [difference] = differences(newer.rules, older.rules, "");
  if (difference !== undefined) {
    return { problem: `${holdAt(difference)} what YAML 1.1 and 1.2 read differently: put it in quotes` };
  }
  const [rounded] = roundedNumbers(newer.rules, "");
  if (rounded !== undefined) {
    return { problem: `${holdAt(rounded)} a number that is too large to be kept exactly: put it in quotes` };
  }
  return isEqual(JSON.parse(JSON.stringify(newer.rules) ?? "null"), newer.rules)
    ? newer
    : { problem: "hold a value that is neither a text, a number, true, false, null, a list nor a mapping" };
}

/**
 * The text in its normal form: two texts that mean the same are equal in it, whatever their formatting, comments,
 * order of keys, or whether they are YAML or JSON. A text that cannot be read stays as it is.
 */
export function canonicalRules(text: string): string {
  const read = readRules(text);
  if ("problem" in read) {
    return text;
  }
  if (read.rules === null) {
    return "";
  }
  return isPlainObject(read.rules) ? stringify(inOrder(read.rules), canonicalStyle) : text;
}

/** Texts in quotes: so every version and reader of YAML finds the same in it, Ruby's symbols included. */
const canonicalStyle = {
  defaultStringType: "QUOTE_DOUBLE",
  defaultKeyType: "PLAIN",
  compat: "yaml-1.1",
  lineWidth: 0,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  aliasDuplicateObjects: false,
} as const;

/** The keys that a reader looks for first. */
const leadingKeys = ["match", "type"];

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOrder);
  }
  if (!isPlainObject(value)) {
    return value;
  }
  const keys = Object.keys(value).sort();
  const sorted = [...keys.filter(isLeading), ...keys.filter((key) => !isLeading(key))];
  return Object.fromEntries(sorted.map((key) => [key, inOrder(value[key])]));
}

function isLeading(key: string): boolean {
  return leadingKeys.includes(key);
}

function readVersion(text: string, version: "1.1" | "1.2"): ReadRules {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      version,
      lineCounter: lines,
      // Its excerpts of the text would show a URL that a rule sets.
      prettyErrors: false,
      logLevel: "error",
    });
    return problemOf(document, lines) ?? { rules: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    // Aliases, to nothing or of too much, show only now; so does a text that is nested too deeply.
    return { problem: `are not YAML: ${withoutContent(error)}` };
  }
}

/** Tags that are not known are only warnings to the parser, but not every reader knows the same. */
function problemOf({ errors, warnings }: Document.Parsed, lines: LineCounter): ReadRules | undefined {
  const [first] = [...errors, ...warnings];
  if (first === undefined) {
    return undefined;
  }
  const { line, col } = lines.linePos(first.pos[0]);
  return { problem: `are not YAML at line ${line}, column ${col}: ${withoutContent(first)}` };
}

/** The parser's messages end with a colon and a piece of the text, if they show any. */
function withoutContent(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  return message.split(/:\s/)[0] ?? "";
}

/** The paths of whole numbers with so many digits that the last ones are lost. */
function roundedNumbers(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => roundedNumbers(item, `${path}[${index}]`));
  }
  if (isPlainObject(value)) {
    return Object.entries(value).flatMap(([key, inner]) => roundedNumbers(inner, below(path, key)));
  }
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? [path] : [];
}

function holdAt(path: string): string {
  return path === "" ? "hold" : `hold at ${path}`;
}

function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** The paths at which two values differ, each written as `rules[0].match`. */
function differences(one: unknown, other: unknown, path: string): string[] {
  if (isEqual(one, other)) {
    return [];
  }
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return one.flatMap((value, index) => differences(value, other[index], `${path}[${index}]`));
  }
  if (isPlainObject(one) && isPlainObject(other)) {
    const keys = union(Object.keys(one), Object.keys(other));
    if (keys.every((key) => Object.hasOwn(one, key) && Object.hasOwn(other, key))) {
      return keys.flatMap((key) => differences(one[key], other[key], below(path, key)));
    }
  }
  return [path];
}
