// JSON as Ruby reads and writes it.
import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import { floatText } from "./text.ts";
import { isArray, isHash, RubyError, type RubyValue } from "./values.ts";

/** How deep lists and maps may lie in each other: `max_nesting` of Ruby's `JSON.parse`. */
const MAX_NESTING = 100;

/** A text that is no JSON; Ruby's JSON::ParserError. */
export class JsonError extends RubyError {}

type Container = { readonly add: (key: string, value: RubyValue) => void };

/**
 * Reads JSON as `JSON.parse` of Ruby does: integers of any size, keys in their order, of a repeated key the last value
 * at the place of the first. Comments are fine; commas at the end, `NaN`, control characters in a text, and halves of
 * a surrogate pair are not.
 *
 * @throws {JsonError} if the text is no JSON, or lists and maps lie more than 100 deep in each other
 */
export function parseJson(text: string, maxNesting = MAX_NESTING): RubyValue {
  let root: RubyValue = null;
  const open: Container[] = [];
  let key = "";
  const add = (value: RubyValue) => {
    if (open.length === 0) root = value;
    open.at(-1)?.add(key, value);
  };
  const begin = (value: RubyValue, container: Container, offset: number) => {
    if (open.length >= maxNesting)
      throw new JsonError(`nesting of ${open.length + 1} is too deep at character ${offset + 1}`);
    add(value);
    open.push(container);
  };
  const end = () => void open.pop();
  visit(
    text,
    {
      onObjectBegin: (offset) => {
        const hash = new Map<string, RubyValue>();
        begin(hash, { add: (name, value) => hash.set(name, value) }, offset);
      },
      onObjectProperty: (name, offset) => {
        key = wellFormed(name, offset);
      },
      onObjectEnd: end,
      onArrayBegin: (offset) => {
        const list: RubyValue[] = [];
        begin(list, { add: (_key, value) => list.push(value) }, offset);
      },
      onArrayEnd: end,
      onLiteralValue: (value, offset, length) =>
        add(literal(value, text.slice(offset, offset + length), offset)),
      onError: (error, offset) => {
        throw syntaxError(error, offset);
      },
    },
    { allowEmptyContent: false, allowTrailingComma: false, disallowComments: false },
  );
  return root;
}

/** JSON as Rails' `to_json` writes it, without the escapes for HTML; a Float that is no number is null. */
export function toJson(value: RubyValue): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Number.isFinite(value) ? floatText(value) : "null";
  if (isArray(value)) return `[${value.map(toJson).join(",")}]`;
  if (!isHash(value)) return JSON.stringify(value);
  return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${toJson(item)}`).join(",")}}`;
}

function literal(value: unknown, text: string, offset: number): RubyValue {
  if (typeof value === "string") return wellFormed(value, offset);
  if (typeof value === "number") return /[.eE]/.test(text) ? Number(text) : BigInt(text);
  return value === null ? null : value === true;
}

/** Ruby's text is UTF-8, which has no place for half of a surrogate pair. */
function wellFormed(text: string, offset: number): string {
  if (/\p{Surrogate}/u.test(text))
    throw new JsonError(`incomplete surrogate pair at character ${offset + 1}`);
  return text;
}

function syntaxError(error: ParseErrorCode, offset: number): JsonError {
  return new JsonError(`${printParseErrorCode(error)} at character ${offset + 1}`);
}
