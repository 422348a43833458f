// @ts-check
// Runs Pulumi's installer in a process of its own, so that the time it takes can be limited.
// Usage: node run-installer.mjs <folder> <version>

import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";

const [root, version] = process.argv.slice(2);
if (root === undefined || version === undefined)
  throw new Error("usage: node run-installer.mjs <folder> <version>");
try {
  await PulumiCommand.install({ root, version: new SemVer(version) });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
