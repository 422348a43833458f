/** Work that many callers ask for and that is done once. */

import { outsideDeadlines } from "./deadline.ts";

/** Lets all callers share one run of `work`; a run that fails is forgotten, so that the next caller tries again. */
export function shareable<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  return () => {
    running ??= outsideDeadlines(work).catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return running;
  };
}
