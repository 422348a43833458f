/** Secret options on their way back from PagerTree, where a value may be masked, left out, or set by somebody else. */

/**
 * Stands in for a secret that somebody set outside of the stack. Its value must not reach the state, since the
 * engine keeps a value secret only where the program named one.
 */
export const secretSetElsewhere = "[a secret that was set outside of this stack]";

/**
 * Options as PagerTree answers them, with the secret ones as the stack should hold them: a value that is masked
 * or left out is the one in state; one that the state does not have is kept out of it.
 *
 * @param answered - Options by PagerTree's names, as answered.
 * @param known - Options by PagerTree's names, as the stack last knew them.
 */
export function withSecretsOfState(
  answered: Record<string, unknown>,
  known: Record<string, unknown>,
  isSecret: (option: string) => boolean,
): Record<string, unknown> {
  const shown = Object.entries(answered).map(([option, value]) => {
    if (!isSecret(option) || isBlank(value)) {
      return [option, value];
    }
    if (isBlank(known[option])) {
      return [option, secretSetElsewhere];
    }
    return [option, isMaskOf(value, known[option]) ? known[option] : value];
  });
  const leftOut = Object.entries(known).filter(([option]) => isSecret(option) && !(option in answered));
  return Object.fromEntries([...leftOut, ...shown]);
}

/**
 * Masks are bullets or asterisks, which may leave a few characters at either end to be seen. Fewer than three can
 * hide a short secret; then what is left to be seen must be as in the secret that the state knows.
 */
function isMaskOf(value: unknown, known: unknown): boolean {
  if (typeof value !== "string") {
    return false;
  }
  const [, start, end] = /^(.{0,8}?)[•●*]+(.{0,8})$/s.exec(value) ?? [];
  const showsKnown =
    start !== undefined &&
    end !== undefined &&
    String(known).startsWith(start) &&
    String(known).endsWith(end);
  return showsKnown || /^.{0,8}[•●*]{3,}.{0,8}$/s.test(value);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
