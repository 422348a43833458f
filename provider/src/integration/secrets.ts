/** Secret options on their way back from PagerTree, where a value may be masked, left out, or set by somebody else. */

import { mapValues } from "es-toolkit";
import { isRulesOption, mayHoldUrl } from "../catalog/may-hold-url.ts";

/**
 * Stands in for a secret that somebody set outside of the stack, where its value must not reach the state: Pulumi's
 * dynamic provider keeps a value secret only where the program named one.
 */
export const secretSetElsewhere = "[a secret that was set outside of this stack]";

/**
 * Options as PagerTree answers them, with the secret ones as the stack should hold them: a value that is masked
 * or left out is the one in state; one that the state does not have is kept out of it.
 *
 * @param answered - Options by PagerTree's names, as answered.
 * @param known - Options by PagerTree's names, as the stack last knew them.
 * @param canMark - Whether a value that the state does not have can be marked as a secret, and so need not be kept out.
 */
export function withSecretsOfState(
  answered: Record<string, unknown>,
  known: Record<string, unknown>,
  isSecret: (option: string) => boolean,
  canMark = false,
): Record<string, unknown> {
  const shown = Object.entries(answered).map(([option, value]) => {
    if (!isSecret(option) || isBlank(value)) {
      return [option, value];
    }
    if (isBlank(known[option]) || known[option] === secretSetElsewhere) {
      return [option, canMark && !isMask(value) ? value : secretSetElsewhere];
    }
    return [option, isMaskOf(value, known[option]) ? known[option] : value];
  });
  const leftOut = Object.entries(known).filter(([option]) => isSecret(option) && !(option in answered));
  return Object.fromEntries([...leftOut, ...shown]);
}

/**
 * Keeps rules that may set a URL, and are a secret therefore, out of a state that does not hold its rules as one.
 */
export function withRulesOfState(
  answered: Record<string, unknown>,
  known: Record<string, unknown>,
): Record<string, unknown> {
  return mapValues(answered, (value, option) =>
    isRulesOption(option) && isSecretText(value) && !isSecretText(known[option]) ? secretSetElsewhere : value,
  );
}

function isSecretText(rules: unknown): boolean {
  return typeof rules === "string" && mayHoldUrl(rules);
}

/**
 * Masks are bullets or asterisks: at least three, which may leave a few characters at either end to be seen, or one
 * in place of each character that they hide.
 */
function isMaskOf(value: unknown, known: unknown): boolean {
  if (typeof value !== "string") {
    return false;
  }
  const hidden = String(known);
  const hidesEachCharacter =
    value.length === hidden.length &&
    value.split("").every((character, index) => "•●*".includes(character) || character === hidden[index]);
  return hidesEachCharacter || isMask(value);
}

function isMask(value: unknown): boolean {
  return typeof value === "string" && /^.{0,8}[•●*]{3,}.{0,8}$/s.test(value);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
