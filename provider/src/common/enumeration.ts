/** A list as a sentence names it: "a, b, and c". Made when it is needed, since the first of a process takes 20 ms. */
export function enumeration(names: readonly string[]): string {
  return new Intl.ListFormat("en").format(names);
}
