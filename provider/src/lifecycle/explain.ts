/** PagerTree's refusals in the terms of the program that caused them. */
import { isEqual } from "es-toolkit";
import type { ResourceKind } from "../api/kinds.ts";
import { ApiError, apiErrorFor, InvalidInputError } from "../common/errors.ts";
import { cut, plainText } from "../common/plain-text.ts";
import type { ResourceDefinition, WireBody } from "./resource-definition.ts";

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

/** What a 404 to a write most likely means: Rails looks up the ids of a list, and finds none of one that is gone. */
export function hintAtReferences<Inputs extends object, K extends ResourceKind>(
  { propertyOf }: ResourceDefinition<Inputs, K>,
  sent: WireBody,
  inputs: Inputs,
): string {
  const lists = Object.keys(sent).filter((attribute) => Array.isArray(sent[attribute]));
  const filled = lists.filter((attribute) => attribute.endsWith("_ids") && !isEqual(sent[attribute], []));
  const single = Object.keys(sent).filter((attribute) => attribute.endsWith("_id"));
  const properties = (filled.length > 0 ? filled : single).map(
    (attribute) => propertyOf(attribute, inputs) ?? attribute,
  );
  const places = properties.length === 0 ? "the program" : properties.join(" or ");
  return `Something that ${places} names may have been deleted in PagerTree, or belong to another account.`;
}
