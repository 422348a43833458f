/** What PagerTree makes of the text that a template gives: https://pagertree.com/docs/integration-guides/outgoing-webhook */
import { isPlainObject } from "es-toolkit";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { isBlank } from "../common/is-blank.ts";

/**
 * - `body`: a JSON object, which is sent.
 * - `noJson`, `blank`: PagerTree sends its own body in place of it.
 * - `noObject`: nothing is sent.
 */
export type TemplateBody =
  | { readonly is: "body"; readonly body: Readonly<Record<string, unknown>> }
  | { readonly is: "noJson"; readonly problem: string }
  | { readonly is: "blank" | "noObject" };

/** Reads the text as JSON, in which PagerTree tolerates comments. */
export function readTemplateBody(text: string): TemplateBody {
  const errors: ParseError[] = [];
  const made: unknown = parse(text, errors, { disallowComments: false, allowTrailingComma: false });
  const [error] = errors;
  if (error !== undefined) {
    const lines = text.slice(0, error.offset).split("\n");
    const column = (lines.at(-1) ?? "").length + 1;
    const place = `line ${lines.length}, column ${column} of what it makes`;
    return { is: "noJson", problem: `${printParseErrorCode(error.error)} at ${place}` };
  }
  if (isBlankValue(made)) {
    return { is: "blank" };
  }
  return isPlainObject(made) ? { is: "body", body: made } : { is: "noObject" };
}

/** What Rails holds as blank. */
function isBlankValue(value: unknown): boolean {
  return (
    value === null ||
    value === false ||
    (typeof value === "string" && isBlank(value)) ||
    ((Array.isArray(value) || isPlainObject(value)) && Object.keys(value).length === 0)
  );
}
