/** Finds what somebody who misspelt a name most likely meant. */
import { distance } from "fastest-levenshtein";

/**
 * The candidate that is nearest to a name, or undefined if none is near: more than a third of the letters
 * would have to change.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const written = name.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(written, candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  const [best] = ranked;
  return best !== undefined && best.edits <= Math.max(2, written.length / 3) ? best.candidate : undefined;
}
