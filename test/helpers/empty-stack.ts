// The files that a stack consists of before its first run. The engine's own `stack init` and `config set` take as long
// as half a run, and nearly every test would wait for both.

import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parse, stringify } from "yaml";
import { z } from "zod";

/** Encrypts the secrets of every stack that is made here. */
export const PASSPHRASE = "passphrase of a test";

/** What the engine derives from the passphrase and writes into a new stack's settings. */
const SALT = "v1:vGFS2ejDAho=:v1:gWr+/6LqSaJs4hZp:q+PX8LKZjxrZbWAkSU1GjYmO14rERg==";

/** Secrets as the engine encrypts them by the passphrase and the salt; the first is an emulator's own API key. */
const ENCRYPTED: Readonly<Record<string, string>> = {
  "emulator-api-key": "v1:YiOvsZ956M+ciVQ/:MfQ2j8+/y41I6lSHoQHug01e7AtZ4HtiiD+krutz8UE=",
};

/** A configuration value; `secret` ones are encrypted in the stack's settings. */
export type ConfigInput = string | { secret: string };

/** A stack that is about to be made. */
export interface NewStack {
  /** The project's folder, which has its Pulumi.yaml already. */
  readonly project: string;
  /** The text of Pulumi.yaml. */
  readonly projectFile: string;
  /** The folder that PULUMI_HOME names. */
  readonly home: string;
  /** The folder of the backend. */
  readonly backend: string;
  readonly stackName: string;
  readonly config: Readonly<Record<string, ConfigInput>>;
}

/** A stack without resources. */
export interface EmptyStack {
  /** The file that holds the state. */
  readonly stateFile: string;
  /** Secrets of the configuration that only the engine can encrypt: they are still to be set. */
  readonly unset: readonly (readonly [key: string, value: ConfigInput])[];
}

/** Writes the stack's settings and its empty state, and selects it. */
export async function writeEmptyStack(stack: NewStack): Promise<EmptyStack> {
  const { stackName } = stack;
  const { name: projectName } = z.object({ name: z.string() }).parse(parse(stack.projectFile));
  const config: Record<string, string | { secure: string }> = {};
  const unset: [string, ConfigInput][] = [];
  for (const [key, value] of Object.entries(stack.config)) {
    const encrypted = typeof value === "string" ? undefined : ENCRYPTED[value.secret];
    if (typeof value === "string") config[key] = value;
    else if (encrypted !== undefined) config[key] = { secure: encrypted };
    else unset.push([key, value]);
  }
  const settings = stringify({ encryptionsalt: SALT, config });
  await writeFile(path.join(stack.project, `Pulumi.${stackName}.yaml`), settings);
  const stacks = path.join(stack.backend, ".pulumi", "stacks", projectName);
  await mkdir(stacks, { recursive: true });
  await writeFile(path.join(stack.backend, ".pulumi", "meta.yaml"), "version: 1\n");
  const stateFile = path.join(stacks, `${stackName}.json`);
  const fullName = `organization/${projectName}/${stackName}`;
  await writeFile(stateFile, JSON.stringify({ version: 3, checkpoint: { stack: fullName } }));
  const workspaces = path.join(stack.home, "workspaces");
  await mkdir(workspaces, { recursive: true });
  const digest = createHash("sha1").update(path.join(stack.project, "Pulumi.yaml")).digest("hex");
  await writeFile(
    path.join(workspaces, `${projectName}-${digest}-workspace.json`),
    // Engines before 3.274 know one stack of a project.
    JSON.stringify({ stack: fullName, stacks: { [pathToFileURL(stack.backend).href]: fullName } }),
  );
  return { stateFile, unset };
}
