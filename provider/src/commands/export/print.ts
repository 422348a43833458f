/** Prints values as TypeScript, in the form that Prettier gives by default. */
import { type Declared, isGroup, ObjectId, Secret } from "./declared.ts";

/** The longest line, where a line can be broken. */
const lineWidth = 80;

/** What stands for an id or a secret. */
export interface Expression {
  /** The whole of it, or what is called with the argument. */
  readonly code: string;
  /** The code of the only argument, if it is a call. */
  readonly argument?: string;
  /** A comment behind it, without line breaks. */
  readonly note?: string;
}

/** How ids and secrets are written in one place of a program. */
export type ExpressionOf = (leaf: ObjectId | Secret) => Expression;

/**
 * The code of `new pagertree.Team("name", {…});`, with whatever stands before it.
 *
 * @param start - Up to the parenthesis, such as `new pagertree.Team`.
 */
export function printConstruction(
  start: string,
  name: string,
  args: Declared,
  expressionOf: ExpressionOf,
): string {
  const printer = new Printer(expressionOf);
  const opening = `${start}(${quoted(name)}, {`;
  return widthOf(opening) <= lineWidth
    ? `${start}(${quoted(name)}, ${printer.broken(args, "")});`
    : `${start}(\n  ${quoted(name)},\n  ${printer.broken(args, "  ")},\n);`;
}

/** The code of a call with one argument. */
export function printCall(start: string, argument: Declared): string {
  const printer = new Printer(() => ({ code: "" }));
  return `${start}(${printer.print(argument, "", widthOf(start) + "();".length)});`;
}

/** A comment of one line. */
export function comment(text: string): string {
  return `// ${text}`;
}

class Printer {
  readonly #expressionOf: ExpressionOf;

  constructor(expressionOf: ExpressionOf) {
    this.#expressionOf = expressionOf;
  }

  /** @param used - How much of the line stands before and behind the value. */
  print(value: Declared, indent: string, used: number): string {
    const inline = this.#inline(value);
    return inline !== undefined && indent.length + used + widthOf(inline) <= lineWidth
      ? inline
      : this.broken(value, indent);
  }

  /** A list or an object with each of its parts on a line of its own; anything else as it is. */
  broken(value: Declared, indent: string): string {
    const inner = `${indent}  `;
    if (Array.isArray(value)) {
      const items = value.map((item: Declared) => {
        const { note } = this.#leaf(item) ?? {};
        return `${inner}${this.print(item, inner, 1)},${note === undefined ? "" : ` ${comment(note)}`}\n`;
      });
      return items.length === 0 ? "[]" : `[\n${items.join("")}${indent}]`;
    }
    const entries = entriesOf(value);
    if (entries !== undefined) {
      const lines = entries.map(([key, item]) => {
        const start = `${keyOf(key)}: `;
        const { note } = this.#leaf(item) ?? {};
        return `${inner}${start}${this.print(item, inner, start.length + 1)},${note === undefined ? "" : ` ${comment(note)}`}\n`;
      });
      return entries.length === 0 ? "{}" : `{\n${lines.join("")}${indent}}`;
    }
    const leaf = this.#leaf(value);
    if (leaf === undefined) {
      return literal(value);
    }
    const { code, argument } = leaf;
    return argument === undefined ? code : `${code}(\n${inner}${argument},\n${indent})`;
  }

  /** On one line; undefined if it cannot be, or would not be. */
  #inline(value: Declared): string | undefined {
    const leaf = this.#leaf(value);
    if (leaf !== undefined) {
      const { code, argument } = leaf;
      return argument === undefined ? code : `${code}(${argument})`;
    }
    if (Array.isArray(value)) {
      const items = value.map((item: Declared) => this.#inline(item));
      const hasNote = value.some((item: Declared) => this.#leaf(item)?.note !== undefined);
      const isTable = value.length > 1 && value.every((item: Declared) => partsOf(item) > 1);
      return items.includes(undefined) || hasNote || isTable ? undefined : `[${items.join(", ")}]`;
    }
    const entries = entriesOf(value);
    if (entries === undefined) {
      const text = literal(value);
      return text.includes("\n") ? undefined : text;
    }
    const parts = entries.map(([key, item]) => {
      const inline = this.#leaf(item)?.note === undefined ? this.#inline(item) : undefined;
      return inline === undefined ? undefined : `${keyOf(key)}: ${inline}`;
    });
    if (parts.includes(undefined)) {
      return undefined;
    }
    return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
  }

  #leaf(value: Declared): Expression | undefined {
    return value instanceof ObjectId || value instanceof Secret ? this.#expressionOf(value) : undefined;
  }
}

function entriesOf(value: Declared): [string, Declared][] | undefined {
  return isGroup(value) ? Object.entries(value) : undefined;
}

/** Prettier breaks lists of lists or of objects if each has more than one part. */
function partsOf(value: Declared): number {
  return Array.isArray(value) ? value.length : (entriesOf(value)?.length ?? 0);
}

function keyOf(key: string): string {
  if (key === "__proto__") {
    // Written plainly it would not be a key.
    return `[${quoted(key)}]`;
  }
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

function literal(value: unknown): string {
  if (typeof value !== "string") {
    return Object.is(value, -0) ? "-0" : String(value);
  }
  return /\n/.test(value) ? template(value) : quoted(value);
}

/** A text in quotes, those of which it holds fewer. */
export function quoted(text: string): string {
  const count = (quote: string) => text.split(quote).length;
  const quote = count('"') > count("'") ? "'" : '"';
  return quote + escaped(text).replaceAll(quote, `\\${quote}`) + quote;
}

/** A text of several lines, as it reads. */
function template(text: string): string {
  const lines = text.split("\n").map((line) => escaped(line).replace(/`|\$(?=\{)/g, "\\$&"));
  return `\`${lines.join("\n")}\``;
}

/** What cannot be seen, or would make the code look like other code, is spelt out; so are single surrogates. */
function escaped(text: string): string {
  return text.replace(/\\|\p{Cc}|(?!\u200d)\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}/gu, (character) => {
    const short = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" }[character];
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return short ?? (code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`);
  });
}

function widthOf(text: string): number {
  return [...text].length;
}
