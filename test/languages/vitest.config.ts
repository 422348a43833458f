import { mergeConfig } from "vitest/config";
import base from "../../vitest.config.ts";

// Merging would add to the lists of the other tests. One at a time, since both may have to build the generator.
export default mergeConfig(
  { ...base, test: { ...base.test, projects: undefined } },
  {
    root: `${import.meta.dirname}/../..`,
    test: { include: ["test/languages/*.test.ts"], fileParallelism: false },
  },
);
