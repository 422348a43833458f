// A limiter for tests that meet 429 and are not about its pace.
import type { Limiter } from "../../provider/src/api/limiter.ts";

/** Lets every request pass at once. */
export const noLimiter: Limiter = { turn: async () => 0, passed: () => {}, refused: () => {} };
