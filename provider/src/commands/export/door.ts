/** The door that an exported program goes through, and the list by which `pulumi import` takes over what it declares. */
import { nativeType, type ResourceName } from "../../common/resource-names.ts";
import type { Declaration } from "./declaration.ts";

/** Pulumi's dynamic provider, or the plugin `pulumi-resource-pagertree`. */
export const doors = ["dynamic", "plugin"] as const;

export type Door = (typeof doors)[number];

/** What a program imports. */
export function entryOf(door: Door): string {
  return door === "plugin" ? "pulumi-pagertree/native" : "pulumi-pagertree";
}

/** A resource in the list of `pulumi import --file`. */
export interface ImportEntry {
  readonly type: string;
  /** Its name in the list. */
  readonly name: string;
  /** Its name in the program, if that is another one. */
  readonly logicalName?: string;
  readonly id?: string;
  readonly component?: true;
  readonly parent?: string;
}

/** What `pulumi import` takes over as one resource of the program; of a bridge, the component with its webhook. */
export function importEntries({ resourceClass, object }: Declaration, name: string): ImportEntry[] {
  const { id } = object;
  if (resourceClass !== "OutgoingWebhook" && resourceClass !== "RootlyBridge") {
    return [{ type: nativeType(resourceClass), name, id }];
  }
  const webhook: ResourceName = "Integration";
  const bridge = `${name}-bridge`;
  return [
    { type: `pagertree:index:${resourceClass}`, name: bridge, logicalName: name, component: true },
    { type: nativeType(webhook), name, id, parent: bridge },
  ];
}
