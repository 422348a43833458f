/** PagerTree's messages in the answer to a refused request, fit to print: no secrets, one line each, bounded. */
import { z } from "zod";
import { cut } from "../common/plain-text.ts";
import { redact } from "./secrets.ts";

/** No answer can fill a terminal: this many messages at most, of this many characters each. */
const mostMessages = 20;
const longestMessage = 300;

/** `{"errors":[{"message":"…"}],"code":422}` (https://pagertree.com/docs/api/errors); texts in place of objects are taken too. */
const errorBodySchema = z.object({
  errors: z.array(
    z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]),
  ),
});

/**
 * The messages of an error answer. A body in any other form, such as a proxy's web page, has none.
 *
 * @param secrets What must not be printed, even if PagerTree repeats it.
 */
export function messagesOf(body: string, secrets: readonly string[]): string[] {
  const { errors } = errorBodySchema.safeParse(parseJson(body)).data ?? { errors: [] };
  const messages = errors
    .slice(0, mostMessages)
    // Secrets first: a cut one would not be found. What is longer than ten messages is cut before, to bound the work.
    .map((message) => cut(redact(message.slice(0, 10 * longestMessage), secrets), longestMessage))
    .filter((message) => message !== "");
  const left = errors.length - mostMessages;
  return left > 0 ? [...messages, `and ${left} more`] : messages;
}

/** Any JSON, or undefined if it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
