/** Reads the body of a success with a zod schema; what does not fit is named by its place, never by its value. */
import type { z } from "zod";
import type { RequestDescription } from "../common/api-failure.ts";
import { UnexpectedAnswerError } from "../common/errors.ts";
import { isObjectId } from "../common/ids.ts";
import { cut, plainText } from "../common/plain-text.ts";
import { parseJson } from "./messages.ts";
import type { Answer } from "./request.ts";

const longestPlace = 200;

/**
 * The parsed body of an answer.
 *
 * @throws UnexpectedAnswerError if it is no JSON or does not fit the schema.
 */
export function parseAnswer<Parsed>(
  schema: z.ZodType<Parsed>,
  { method, path, operation }: RequestDescription,
  { status, body }: Answer,
): Parsed {
  const value = parseJson(body);
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  throw new UnexpectedAnswerError({
    method,
    path,
    operation,
    status,
    answerPath: value === undefined ? "" : placeOf(issue?.path ?? []),
    problem: value === undefined ? "it is not JSON" : (issue?.message ?? "it does not fit"),
    id: idOf(value),
  });
}

/** `data[3].name` */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return cut(plainText(place.replace(/^\./, "")), longestPlace);
}

function idOf(value: unknown): string | undefined {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "string" && isObjectId(id) ? id : undefined;
}
