// The order of test files: those that run a real engine take longest, and come first, so that no core is idle at the end
// while another still has a minute to go.

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders of tests that run an engine or install packages. */
const SLOW = /\/test\/(engine|examples|docs|package|demo|storm|bench|setup|senders)\//;

/** Vitest's own order within the slow files, and within the others. */
export class EngineFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) => SLOW.test(moduleId);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}
