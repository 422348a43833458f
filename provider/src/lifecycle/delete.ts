/** Deletes an object at PagerTree. */

import { readUnlessGone } from "../account/read-unless-gone.ts";
import type { ResourceKind } from "../api/kinds.ts";
import { NotFoundError } from "../common/errors.ts";
import type { EngineContext } from "./context.ts";
import { mayHaveChanged } from "./unclear.ts";

/** Deletes an object. One that is gone is as it should be, also if the answer to its deletion was lost. */
export async function deleteObject(kind: ResourceKind, id: string, context: EngineContext): Promise<void> {
  try {
    await context.api.delete(kind, id);
  } catch (error) {
    if (error instanceof NotFoundError) {
      return;
    }
    if (!mayHaveChanged(error) || !(await isGone(kind, id, context))) {
      throw error;
    }
  }
}

async function isGone(kind: ResourceKind, id: string, context: EngineContext): Promise<boolean> {
  try {
    const read = () => context.api.read(kind, id);
    return (await readUnlessGone(read, context.leastAge(id), {}, context)) === undefined;
  } catch {
    return false;
  }
}
