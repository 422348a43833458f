import { mergeConfig } from "vitest/config";
import base from "../../vitest.config.ts";

// Merging would add to the lists of the other tests.
export default mergeConfig(
  { ...base, test: { ...base.test, projects: undefined } },
  {
    root: `${import.meta.dirname}/../..`,
    test: { include: ["test/engine/**/*.test.ts", "test/oldest/*.test.ts"] },
  },
);
