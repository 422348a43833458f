// Folders of a test's own.

import { mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** Makes an empty folder that is removed when the running test ends. */
export async function temporaryFolder(): Promise<string> {
  const { folder, remove } = await makeFolder();
  onTestFinished(remove);
  return folder;
}

/** Makes an empty folder that somebody else removes, such as what `beforeAll` gives back. */
export async function makeFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "pulumi-pagertree-test-")));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
