// A folder of a test's own.

import { mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** Makes an empty folder that is removed when the running test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "pulumi-pagertree-test-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
