// @ts-check
// Finds a Pulumi engine: on PATH, else in the cache folder, else by Pulumi's installer, else built with Go.

import path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { buildEngine, builtEngineName } from "./engine/build.mjs";
import { inspectEngine } from "./engine/inspect.mjs";
import { installEngine, installedEngineName } from "./engine/install.mjs";
import { report } from "./progress.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * The folder that holds the engine's programs.
 *
 * @param {string} root The repository's folder, with its packages installed.
 * @returns {Promise<string>}
 * @throws {SetupError} where no engine can be had; it names each way that was tried.
 */
export async function findEngine(root) {
  const onPath = await inspectEngine((process.env["PATH"] ?? "").split(path.delimiter));
  if ("folder" in onPath) {
    report(`Pulumi ${onPath.version} from PATH`);
    return onPath.folder;
  }
  for (const name of [await installedEngineName(root), await builtEngineName()]) {
    const inCache = await inspectEngine([path.join(cacheFolder(), name, "bin")]);
    if ("folder" in inCache) {
      report(`Pulumi ${inCache.version} from the cache folder (on PATH: ${onPath.problem})`);
      return inCache.folder;
    }
  }
  report(`no Pulumi engine on PATH: ${onPath.problem}`);
  const installed = await installEngine(root);
  if ("folder" in installed) return installed.folder;
  report(`Pulumi's installer could not be used: ${installed.problem}`);
  const built = await buildEngine(root);
  if ("folder" in built) return built.folder;
  throw new SetupError(
    [
      "no Pulumi engine can be had:",
      `  on PATH: ${onPath.problem}`,
      `  Pulumi's installer: ${installed.problem}`,
      `  built from its Go modules: ${built.problem}`,
    ].join("\n"),
    "Install Pulumi (https://www.pulumi.com/docs/install/), or go online, or install Go (https://go.dev/dl/); " +
      `then run the command again. If what is in the cache is broken, remove ${cacheFolder()} first.`,
  );
}
