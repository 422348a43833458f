import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/helpers/clean-environment.ts"],
    testTimeout: 60_000,
    // Vitest leaves one core free by default, which on two cores is half of them.
    maxWorkers: availableParallelism(),
  },
});
