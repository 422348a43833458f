/** The argument `allowDuplicate`: a second object of the same content is meant. */

import { toCheckFailure } from "../common/failure.ts";
import { isUnknown } from "../common/unknown.ts";
import type { Checked } from "./resource-definition.ts";

/** Whether inputs that passed `check` allow it. */
export function allowsDuplicate(inputs: object): boolean {
  return "allowDuplicate" in inputs && inputs.allowDuplicate === true;
}

/**
 * Checks what a resource has as `allowDuplicate`.
 *
 * @param checked - What `check` made of the other arguments.
 * @returns The same with `allowDuplicate`, or with why it cannot be.
 */
export function checkAllowDuplicate<Inputs extends object>(
  allowDuplicate: unknown,
  checked: Checked<Inputs>,
): Checked<Inputs> {
  if (allowDuplicate === undefined || allowDuplicate === null || allowDuplicate === false) {
    return checked;
  }
  if (allowDuplicate !== true && !isUnknown(allowDuplicate)) {
    const failure = toCheckFailure({ path: ["allowDuplicate"], reason: "must be true or false" });
    return { ...checked, failures: [...checked.failures, failure] };
  }
  return checked.inputs === undefined
    ? checked
    : { ...checked, inputs: { ...checked.inputs, allowDuplicate } };
}
