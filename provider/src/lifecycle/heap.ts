/** What keeps the provider's process small, through either door. */
import { setFlagsFromString } from "node:v8";

/**
 * Has the heap grow by a fifth, and not to the double, before it is collected: it would hold the garbage of a whole
 * refresh. The younger generation cannot be set from within: docs/performance.md says how to.
 */
export function growHeapSlowly(): void {
  setFlagsFromString("--heap-growing-percent=20");
}
