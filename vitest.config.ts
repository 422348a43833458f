import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { EngineFirst } from "./test/helpers/engine-first.ts";

/** Tests that leave nothing behind in their process: files share one, which loads the sources once. */
const sharing = [
  "test/emulator/**/*.test.ts",
  // Programs of unit tests set mocks of Pulumi's SDK.
  "test/provider/!(program)/**/*.test.ts",
  "test/{docs,engine,types}/**/*.test.ts",
];

export default defineConfig({
  test: {
    setupFiles: ["test/helpers/clean-environment.ts"],
    sequence: { sequencer: EngineFirst },
    testTimeout: 60_000,
    // Vitest leaves one core free by default. One worker more than cores, since tests of an engine often wait.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: "alone",
          include: ["test/**/*.test.ts"],
          // `npm run test:languages` and `npm run test:oldest` run the last of these, which take what most people have not got.
          exclude: [...configDefaults.exclude, ...sharing, "test/languages/**", "test/oldest/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "sharing",
          include: sharing,
          isolate: false,
          // Nor do they leave variables behind, which the processes that later tests start would inherit.
          unstubEnvs: true,
        },
      },
    ],
  },
});
