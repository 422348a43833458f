// @ts-check
// Installs a Pulumi engine into the cache folder with Pulumi's own installer.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { cached } from "../cache.mjs";
import { lastLines, runCommand } from "../command.mjs";
import { startProgress } from "../progress.mjs";
import { inspectEngine } from "./inspect.mjs";

const LIMIT_MILLISECONDS = 10 * 60 * 1000;
const INSTALLER = fileURLToPath(new URL("./run-installer.mjs", import.meta.url));

/**
 * Name of the installed engine's folder in the cache folder.
 *
 * @param {string} version Of the engine.
 * @returns {string}
 */
export function installedEngineName(version) {
  return `pulumi-${version}`;
}

/**
 * Downloads and installs the engine; gives up where its servers are out of reach, or after ten minutes.
 *
 * @param {string} version Of the engine.
 * @returns {Promise<import("./inspect.mjs").Engine | import("./inspect.mjs").NoEngine>}
 */
export async function installEngine(version) {
  const progress = startProgress("installing Pulumi with its own installer");
  try {
    const folder = await cached(installedEngineName(version), async (unfinished) => {
      const { status, output } = await runCommand(process.execPath, [INSTALLER, unfinished, version], {
        // Node.js leaves HTTPS_PROXY aside unless told so.
        env: { ...process.env, NODE_USE_ENV_PROXY: "1" },
        timeoutMilliseconds: LIMIT_MILLISECONDS,
      });
      if (status === 124) throw new Error("it took longer than ten minutes");
      if (status !== 0) throw new Error(lastLines(output));
    });
    progress.end("done");
    return await inspectEngine([path.join(folder, "bin")], { exactly: version });
  } catch (error) {
    progress.end("not possible here");
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
