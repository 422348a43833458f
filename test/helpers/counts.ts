// Counts what a run of tests came to. Whatever went wrong outside of a test counts as a failure of its own.

import type { Vitest } from "vitest/node";

/** How many tests and checks ended how. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Counts the results of a vitest run that has ended.
 *
 * Besides failed tests these are failures: a file or suite that could not be set up, a test that never ended, an
 * error that no test caught, a run that vitest itself calls failed, and a run in which nothing was tested.
 */
export function countResults(vitest: Vitest, exitCode: number): Counts {
  const counts: Counts = { passed: 0, failed: vitest.state.getUnhandledErrors().length, skipped: 0 };
  for (const testModule of vitest.state.getTestModules()) {
    for (const suite of [testModule, ...testModule.children.allSuites()]) {
      if (suite.errors().length > 0) counts.failed += 1;
    }
    for (const test of testModule.children.allTests()) {
      const { state } = test.result();
      counts[state === "pending" ? "failed" : state] += 1;
    }
  }
  const isUnexplained = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  return isUnexplained ? { ...counts, failed: 1 } : counts;
}

/** The closing line, such as `12 passed, 0 failed` or `12 passed, 1 failed, 2 skipped`. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}
