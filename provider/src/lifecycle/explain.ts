/** PagerTree's refusals in the terms of the program that caused them. */
import { ApiError, apiErrorFor, InvalidInputError } from "../common/errors.ts";
import { cut, plainText } from "../common/plain-text.ts";

/**
 * The error to report: where PagerTree names an attribute (`option_webhook_url can't be blank`), the property
 * path of the program stands in its place (`options.webhookUrl can't be blank`). Where a write meets a fault that a
 * misspelt name causes as well, the names are told that nobody has checked. Other errors stay as they are.
 *
 * @param uncheckedNames - Property paths of names that only PagerTree knows.
 */
export function inTermsOfTheProgram(
  error: unknown,
  propertyOf: (attribute: string) => string | undefined,
  uncheckedNames: readonly string[] = [],
): unknown {
  if (isFaultOfWrite(error) && uncheckedNames.length > 0) {
    return new ApiError(error, error.code, hintAtNames(uncheckedNames, error));
  }
  if (!(error instanceof InvalidInputError)) {
    return error;
  }
  const { method, path, operation, status, outcomeUnknown } = error;
  const messages = error.messages.map((message) =>
    message.replace(/^\w+/, (attribute) => propertyOf(attribute) ?? attribute),
  );
  return apiErrorFor({ method, path, operation, status, outcomeUnknown, messages });
}

/** Beyond this many, names help nobody. */
const mostNames = 5;

/** Rails raises on an attribute that a record does not have: https://github.com/PagerTree/pager_tree-integrations */
function isFaultOfWrite(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 500 && ["POST", "PUT"].includes(error.method);
}

function hintAtNames(names: readonly string[], { hint }: ApiError): string {
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  const shown = names
    .slice(0, mostNames)
    .map((name) => cut(plainText(name), 80))
    .join(", ");
  return `A misspelt option looks like this too: check the names ${shown}${more}. If they are right: ${hint}`;
}
