/** PagerTree's refusals in the terms of the program that caused them. */
import { apiErrorFor, InvalidInputError } from "../common/errors.ts";

/**
 * The error to report: where PagerTree names an attribute (`option_webhook_url can't be blank`), the property
 * path of the program stands in its place (`options.webhookUrl can't be blank`). Other errors stay as they are.
 */
export function inTermsOfTheProgram(
  error: unknown,
  propertyOf: (attribute: string) => string | undefined,
): unknown {
  if (!(error instanceof InvalidInputError)) {
    return error;
  }
  const { method, path, operation, status, outcomeUnknown } = error;
  const messages = error.messages.map((message) =>
    message.replace(/^\w+/, (attribute) => propertyOf(attribute) ?? attribute),
  );
  return apiErrorFor({ method, path, operation, status, outcomeUnknown, messages });
}
