/** What Rails holds as blank. */

/** Whether a text is empty or nothing but white space, of any script. */
export function isBlank(text: string): boolean {
  return /^\p{White_Space}*$/u.test(text);
}
