// @ts-check
// Runs Pulumi's installer in a process of its own, so that the time it takes can be limited.
// Usage: node run-installer.mjs <folder>

import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";

const root = process.argv[2];
if (root === undefined) throw new Error("usage: node run-installer.mjs <folder>");
try {
  await PulumiCommand.install({ root });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
