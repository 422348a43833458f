// States and plans as Pulumi's engine writes them, made up for tests that need no engine.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Kind } from "../../emulator/src/simulate/account/stack-resources.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A resource of a made-up stack. Its inputs are among its outputs, as the providers have it. */
export interface PulumiResource {
  readonly type: Kind;
  readonly name: string;
  /** Undefined before it is made. */
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What PagerTree adds. */
  readonly computed?: Readonly<Record<string, unknown>>;
  /** The names of the resources that a property is made of. */
  readonly origins?: Readonly<Record<string, readonly PulumiResource[]>>;
}

export type Door = "dynamic" | "native";

/** How the engine writes a secret. */
export const encrypted = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:x",
};
/** How it writes what is not known before `up`. */
export const notKnown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const TYPES = { dynamic: "pulumi-nodejs:dynamic/pagertree:", native: "pagertree:index:" } as const;

function urnOf({ type, name }: PulumiResource, door: Door): string {
  return `urn:pulumi:dev::my-alerts::${TYPES[door]}${type}::${name}`;
}

function stateOf(resource: PulumiResource, door: Door) {
  const { type, id, inputs, computed, origins = {} } = resource;
  return {
    urn: urnOf(resource, door),
    custom: true,
    ...(id !== undefined && { id, outputs: { ...inputs, ...computed } }),
    type: `${TYPES[door]}${type}`,
    inputs,
    propertyDependencies: Object.fromEntries(
      Object.entries(origins).map(([property, from]) => [property, from.map((one) => urnOf(one, door))]),
    ),
  };
}

/** What `pulumi stack export` writes. */
export function pulumiState(resources: readonly PulumiResource[], door: Door = "native"): string {
  const listed = resources.map((resource) => stateOf(resource, door));
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources: listed } });
}

/** One step of a plan. */
export interface PlanStep {
  readonly op: "create" | "update" | "delete" | "same";
  readonly before?: PulumiResource;
  readonly after?: PulumiResource;
}

/** What `pulumi preview --json` prints. */
export function pulumiPlan(
  steps: readonly PlanStep[],
  { same = 0, door = "native" }: { same?: number; door?: Door } = {},
): string {
  const listed = steps.map(({ op, before, after }) => {
    const [oldState, newState] = [before, after].map((one) => one && stateOf(one, door));
    // A preview tells no outputs of what it makes or changes.
    const planned = newState && { ...newState, ...(op !== "same" && { outputs: undefined }) };
    return { op, urn: (oldState ?? newState)?.urn, oldState, newState: planned };
  });
  return JSON.stringify({ config: {}, steps: listed, duration: 1, changeSummary: { same } });
}

/** A file of its own with this text; gives its path. */
export async function fileWith(text: string, name = "stack.json"): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, text);
  return file;
}
