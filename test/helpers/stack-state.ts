// States of stacks, made up for tests that need no engine.

import type { Emulator } from "../../emulator/src/index.ts";
import type { ResourceName } from "../../provider/src/common/resource-names.ts";

/** A resource of a made-up state. */
export interface MadeUpResource {
  readonly type: ResourceName;
  readonly id: string;
  readonly name?: string;
  readonly external?: boolean;
  readonly delete?: boolean;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A state as `pulumi stack export` writes it: of the project `my-alerts`, with a secret in each resource. */
export function stateOf(resources: readonly MadeUpResource[], stack = "dev"): string {
  const listed = resources.map(({ type, name = `resource-of-${type}`, ...others }) => ({
    urn: `urn:pulumi:${stack}::my-alerts::pulumi-nodejs:dynamic/pagertree:${type}::${name}`,
    type: `pulumi-nodejs:dynamic/pagertree:${type}`,
    custom: true,
    inputs: {
      secret: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" },
    },
    ...others,
  }));
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources: listed } });
}

/** The resources of a stack that has all of the emulator's events and notification rules. */
export function onCallResources({ store }: Emulator): MadeUpResource[] {
  const rotations = store
    .all("events")
    .map(({ id }, index): MadeUpResource => ({ type: "Rotation", id, name: `rotation-${index}` }));
  const rules = store
    .all("notification_rules")
    .map(({ id, name }): MadeUpResource => ({ type: "NotificationRule", id, name }));
  return [...rotations, ...rules];
}
