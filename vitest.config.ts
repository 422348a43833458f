import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/helpers/clean-environment.ts"],
    testTimeout: 60_000,
  },
});
