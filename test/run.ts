// What `npm test` runs once setup is done: format, lint, types, language and generated files, each as one test, then every
// test of vitest. Its last line is `N passed, N failed`. Arguments go to vitest, and then the checks are left out.

import { parseCLI, startVitest, version } from "vitest/node";
import { runCommand } from "../setup/command.mjs";
import { formatDuration } from "../setup/progress.mjs";
import { type Counts, closingLine, countResults } from "./helpers/counts.ts";

// Biome colors its output everywhere unless told otherwise.
const COLORS = process.stdout.isTTY ? "force" : "off";

/** The folders whose files import each other. */
const FOLDERS = ["provider/src", "emulator/src", "bench", "demo", "generate", "setup", "storm"];

/** Checks of the whole repository: their names, and the files and arguments that Node.js runs. */
const CHECKS = [
  {
    name: "format and lint",
    command: ["node_modules/@biomejs/biome/bin/biome", "ci", `--colors=${COLORS}`, "."],
  },
  { name: "types", command: ["node_modules/typescript/bin/tsc", "--noEmit"] },
  {
    name: "rooms that import one way",
    command: [
      "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
      "--config",
      "rooms.config.mjs",
      ...FOLDERS,
    ],
  },
  { name: "language", command: ["prose/prose.ts"] },
  { name: "generated files", command: ["generate/generate.ts", "--check"] },
];

/** Runs all checks at once, since each of them is busy on one core only. */
async function runChecks(): Promise<Counts> {
  const results = await Promise.all(CHECKS.map(runCheck));
  const passed = results.filter((isPassed) => isPassed).length;
  return { passed, failed: results.length - passed, skipped: 0 };
}

async function runCheck({ name, command }: (typeof CHECKS)[number]): Promise<boolean> {
  const startedAt = Date.now();
  const { status, output } = await runCommand(process.execPath, command);
  const isPassed = status === 0;
  if (!isPassed) console.log(output);
  console.log(`${isPassed ? "✓" : "✗"} ${name} (${formatDuration(Date.now() - startedAt)})`);
  return isPassed;
}

async function runTests(args: readonly string[]): Promise<Counts> {
  const { filter, options } = parseCLI(["vitest", ...args]);
  // A forgotten `.only` would leave the other tests out of a whole run unseen.
  const vitest = await startVitest(filter, { allowOnly: args.length > 0, ...options, watch: false });
  return countResults(vitest, Number(process.exitCode ?? 0));
}

const args = process.argv.slice(2);
// parseCLI passes over this flag, and every test would run.
if (args.includes("--version")) {
  console.log(`vitest/${version}`);
  process.exit(0);
}
if (args.length > 0) console.log("Arguments were given: only tests are run, not format, lint and types.");
const checks = args.length > 0 ? { passed: 0, failed: 0, skipped: 0 } : await runChecks();
const tests = await runTests(args);
const all = {
  passed: checks.passed + tests.passed,
  failed: checks.failed + tests.failed,
  skipped: tests.skipped,
};
// Leaves at once, since a test may have left something open; the line is written first.
process.stdout.write(`\n${closingLine(all)}\n`, () => process.exit(all.failed === 0 ? 0 : 1));
