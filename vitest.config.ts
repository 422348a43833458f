import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { EngineFirst } from "./test/helpers/engine-first.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // `npm run test:languages` runs these, which takes what most people have not got.
    exclude: [...configDefaults.exclude, "test/languages/**"],
    setupFiles: ["test/helpers/clean-environment.ts"],
    sequence: { sequencer: EngineFirst },
    testTimeout: 60_000,
    // Vitest leaves one core free by default, which on two cores is half of them.
    maxWorkers: availableParallelism(),
  },
});
