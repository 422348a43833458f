// @ts-check
// Finds a Pulumi engine: on PATH, else in the cache folder, else by Pulumi's installer, else built with Go.

import path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { buildEngine, builtEngineName, engineVersion } from "./engine/build.mjs";
import { inspectEngine } from "./engine/inspect.mjs";
import { installEngine, installedEngineName } from "./engine/install.mjs";
import { searchPath } from "./executable.mjs";
import { report } from "./progress.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * The folder that holds the engine's programs.
 *
 * @param {string} root The repository's folder, with its packages installed.
 * @param {import("./engine/build.mjs").EngineAge} age `newest` takes any engine on PATH that is supported, `oldest`
 *   none but the oldest supported one.
 * @returns {Promise<string>}
 * @throws {SetupError} where no engine can be had; it names each way that was tried.
 */
export async function findEngine(root, age) {
  const version = await engineVersion(age);
  const wanted = age === "newest" ? { atLeast: await engineVersion("oldest") } : { exactly: version };
  const onPath = await inspectEngine(searchPath(), wanted);
  if ("folder" in onPath) {
    report(`Pulumi ${onPath.version} from PATH`);
    return onPath.folder;
  }
  for (const name of [installedEngineName(version), await builtEngineName(age)]) {
    const inCache = await inspectEngine([path.join(cacheFolder(), name, "bin")], wanted);
    if ("folder" in inCache) {
      report(`Pulumi ${inCache.version} from the cache folder (on PATH: ${onPath.problem})`);
      return inCache.folder;
    }
  }
  report(`no Pulumi engine on PATH: ${onPath.problem}`);
  const installed = await installEngine(version);
  if ("folder" in installed) return installed.folder;
  report(`Pulumi's installer could not be used: ${installed.problem}`);
  const built = await buildEngine(root, age);
  if ("folder" in built) return built.folder;
  throw new SetupError(
    [
      age === "newest" ? "no Pulumi engine can be had:" : `Pulumi ${version} cannot be had:`,
      `  on PATH: ${onPath.problem}`,
      `  Pulumi's installer: ${installed.problem}`,
      `  built from its Go modules: ${built.problem}`,
    ].join("\n"),
    "Install Pulumi (https://www.pulumi.com/docs/install/), or go online, or install Go (https://go.dev/dl/); " +
      `then run the command again. If what is in the cache is broken, remove ${cacheFolder()} first.`,
  );
}
