/** The resource option `deletedWith`, which leaves objects behind in PagerTree. */
import { PagerTreeError } from "./errors.ts";

/**
 * Why a resource with `deletedWith` is refused: the engine deletes nothing itself, and PagerTree keeps what sends to a
 * team that is deleted.
 */
export function keptObject(kind: string, name: string): PagerTreeError {
  return new PagerTreeError(
    "invalid-input",
    `${kind} "${name}": with the resource option deletedWith, the object would stay in PagerTree after the stack has forgotten it.`,
    "Take `deletedWith` out: what uses the id of another resource is deleted before that one.",
  );
}
