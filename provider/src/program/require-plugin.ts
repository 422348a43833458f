/** Says how the engine finds the plugin, where it would not: its own message names no way that works for this package. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { once } from "es-toolkit/function";
import { ConfigError } from "../common/errors.ts";
import { isRunByEngine } from "./run-by-engine.ts";

const executable = "pulumi-resource-pagertree";
const executables = process.platform === "win32" ? [`${executable}.exe`, `${executable}.cmd`] : [executable];

/**
 * Makes sure that the engine will find the plugin, as far as this process can see.
 *
 * @throws ConfigError if it will not, with the lines that Pulumi.yaml lacks.
 */
export const requirePlugin = once(() => {
  // A program of the Automation API, or one under mocks, may stand anywhere.
  const project = isRunByEngine() ? projectFile(process.cwd()) : undefined;
  if (project === undefined || isNamedIn(project) || isOnPath() || isInstalled()) {
    return;
  }
  throw new ConfigError(
    "Pulumi does not find the plugin of pulumi-pagertree.",
    `Add these lines to ${project}:\n\nplugins:\n  providers:\n    - name: pagertree\n      path: node_modules/pulumi-pagertree\n`,
  );
});

function projectFile(folder: string): string | undefined {
  const found = ["Pulumi.yaml", "Pulumi.yml"].map((name) => path.join(folder, name)).find(existsSync);
  const above = path.dirname(folder);
  return found ?? (above === folder ? undefined : projectFile(above));
}

/** Looks only at the text: a YAML reader would be loaded into every program. */
function isNamedIn(project: string): boolean {
  const text = readFileSync(project, "utf8");
  return /\bplugins\b/.test(text) && /\bname["']?\s*:\s*["']?pagertree\b/.test(text);
}

function isOnPath(): boolean {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.some((folder) => executables.some((name) => existsSync(path.join(folder, name))));
}

function isInstalled(): boolean {
  const home = process.env["PULUMI_HOME"] ?? path.join(os.homedir(), ".pulumi");
  const plugins = path.join(home, "plugins");
  return existsSync(plugins) && readdirSync(plugins).some((name) => name.startsWith("resource-pagertree-"));
}
