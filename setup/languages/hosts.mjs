// @ts-check
// Pulumi's language hosts: the engine starts the one that runs a program's language. An installed Pulumi has all of
// them beside it; here they are built from Go modules like the engine.

import { copyFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../cache.mjs";
import { runStep } from "../command.mjs";
import { findExecutable, searchPath } from "../executable.mjs";
import { buildGoPrograms, builtFolderName } from "../go.mjs";
import { report } from "../progress.mjs";
import { SetupError } from "../setup-error.mjs";

/** Carries the version of everything that is built on Pulumi's SDK for Go. */
export const SDK_VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/**
 * The languages besides TypeScript and JavaScript that tests run programs in.
 *
 * @typedef {"yaml" | "python" | "go"} Language
 */

/**
 * The host of Node.js programs. Newer ones are a module of their own, which the Go module proxy does not serve; the
 * one of the last SDK module that holds it runs today's programs.
 *
 * @type {import("../go.mjs").GoProgram}
 */
export const NODEJS_HOST = {
  name: "pulumi-language-nodejs",
  modules: new URL("./sdk/", import.meta.url),
  package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  module: "github.com/pulumi/pulumi/sdk/v3",
  versionVariable: SDK_VERSION_VARIABLE,
};

/** @type {Readonly<Record<Language, import("../go.mjs").GoProgram>>} */
const HOSTS = {
  yaml: {
    name: "pulumi-language-yaml",
    modules: new URL("./yaml/", import.meta.url),
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    module: "github.com/pulumi/pulumi-yaml",
    versionVariable: "github.com/pulumi/pulumi-yaml/pkg/version.Version",
  },
  python: {
    ...NODEJS_HOST,
    name: "pulumi-language-python",
    package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
  },
  go: {
    ...NODEJS_HOST,
    name: "pulumi-language-go",
    // This host left the SDK's module earlier than the others.
    modules: new URL("./go/", import.meta.url),
    package: "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go",
  },
};

/**
 * The folder that holds a language's host: beside the engine, on PATH or in the cache folder, else built with Go.
 *
 * @param {Language} language
 * @param {readonly string[]} folders To look in before PATH, such as the engine's.
 * @returns {Promise<string>}
 * @throws {SetupError} where none can be had.
 */
export async function findLanguageHost(language, folders) {
  const host = HOSTS[language];
  const inCache = path.join(cacheFolder(), await builtFolderName([host]), "bin");
  const found = await findExecutable(host.name, [...folders, ...searchPath(), inCache]);
  if (found !== undefined) {
    report(`${host.name} from ${found.startsWith(inCache) ? "the cache folder" : path.dirname(found)}`);
    return path.dirname(found);
  }
  report(
    `no ${host.name} next to Pulumi or on PATH: building it from its Go modules (a minute or two, once)`,
  );
  const built = await buildGoPrograms([host], language === "python" ? copyPythonLauncher : undefined);
  if ("folder" in built) return built.folder;
  throw new SetupError(
    `no ${host.name} can be had: ${built.problem}`,
    "Install Pulumi (https://www.pulumi.com/docs/install/), which brings it, or install Go (https://go.dev/dl/); " +
      "then run the command again.",
  );
}

/**
 * The script that the Python host starts programs with.
 *
 * @param {string} folder
 */
async function copyPythonLauncher(folder) {
  const args = ["list", "-mod=readonly", "-f", "{{.Dir}}", "-m", NODEJS_HOST.module];
  const { stdout } = await runStep("finding the launcher of Python programs", "go", args, {
    cwd: fileURLToPath(NODEJS_HOST.modules),
    env: { ...process.env, GOWORK: "off" },
    hint: "Run the command again.",
  });
  const name = "pulumi-language-python-exec";
  await copyFile(path.join(stdout.trim(), "python", "cmd", name), path.join(folder, name));
}
