// @ts-check
// The folder outside of the repository where setup keeps what it installs. A folder in it is whole or absent.

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

const UNFINISHED_PREFIX = "unfinished-";
const UNFINISHED_KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * The cache folder: `PULUMI_PAGERTREE_CACHE`, else `pulumi-pagertree` where the system keeps caches.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @param {string} [home]
 * @returns {string} An absolute path.
 */
export function cacheFolder(env = process.env, platform = process.platform, home = os.homedir()) {
  if (env["PULUMI_PAGERTREE_CACHE"]) return path.resolve(env["PULUMI_PAGERTREE_CACHE"]);
  return path.resolve(systemCacheFolder(env, platform, home), "pulumi-pagertree");
}

/**
 * Gives a folder of the cache, filling it first if it is not there. It is filled under another name and then
 * renamed, so a broken-off run leaves nothing that looks whole, and of two runs at once the first to end wins.
 *
 * @param {string} name Name of the folder, with everything in it that a change of content depends on.
 * @param {(folder: string) => Promise<void>} fill Puts the content into an empty folder, or throws.
 * @returns {Promise<string>} The folder's path.
 */
export async function cached(name, fill) {
  const folder = path.join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder(), { recursive: true });
  await removeAbandoned();
  const unfinished = await mkdtemp(path.join(cacheFolder(), `${UNFINISHED_PREFIX}${name}-`));
  try {
    await fill(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    const otherRunWon = existsSync(folder);
    if (!otherRunWon) throw error;
  }
  return folder;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} home
 */
function systemCacheFolder(env, platform, home) {
  if (platform === "win32") return env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local");
  if (env["XDG_CACHE_HOME"]) return env["XDG_CACHE_HOME"];
  return platform === "darwin" ? path.join(home, "Library", "Caches") : path.join(home, ".cache");
}

// A run that was killed cannot clean up after itself; a younger folder may belong to a run under way.
async function removeAbandoned() {
  for (const name of await readdir(cacheFolder())) {
    if (!name.startsWith(UNFINISHED_PREFIX)) continue;
    const folder = path.join(cacheFolder(), name);
    const found = await stat(folder).catch(() => undefined);
    const isAbandoned = found !== undefined && Date.now() - found.mtimeMs > UNFINISHED_KEPT_MILLISECONDS;
    if (isAbandoned) await rm(folder, { recursive: true, force: true });
  }
}
