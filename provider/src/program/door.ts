/**
 * The two ways from a program to PagerTree. Through Pulumi's dynamic provider, the package is enough; the plugin
 * `pulumi-resource-pagertree` has to be found by the engine. A class says by its `door` which one its resources take.
 */
import * as pulumi from "@pulumi/pulumi";
import { dynamicType, nativeType, type ResourceName } from "../common/resource-names.ts";
import { programConfig } from "./program-config.ts";
import { providerText, requireProvider } from "./provider-text.ts";
import { requirePlugin } from "./require-plugin.ts";

/** What differs between the doors, of a resource that a program declares. */
export interface Door {
  /** The type, as previews and the state show it. */
  typeOf(kind: ResourceName): string;
  /**
   * What is registered in addition to the arguments.
   *
   * @param isLookedAt Whether the stack does not manage the object, as with `get`.
   */
  propertiesOf(kind: ResourceName, isLookedAt: boolean): pulumi.Inputs;
  /** The program's resource options, with what the door adds to them. */
  optionsOf(
    kind: ResourceName,
    options: pulumi.CustomResourceOptions | undefined,
  ): pulumi.CustomResourceOptions;
  /**
   * Makes sure that the door is open, before anything is registered.
   * @throws ConfigError if it is not.
   */
  check(): void;
  /** Whether the provider itself marks secrets and answers previews, so that the program need not. */
  readonly isPlugin: boolean;
}

/** Pulumi's dynamic provider: a process of the SDK loads this package. */
export const dynamicDoor: Door = {
  typeOf: dynamicType,
  propertiesOf: (kind, isLookedAt) => ({ __provider: providerText(isLookedAt ? `lookedAt.${kind}` : kind) }),
  optionsOf: (kind, options) => pulumi.mergeOptions(options, { aliases: [{ type: nativeType(kind) }] }),
  // The provider's process would say it once for each resource.
  check: () => {
    requireProvider();
    programConfig();
  },
  isPlugin: false,
};

/** The plugin. Each door takes over, by aliases, what a stack has made through the other one. */
export const nativeDoor: Door = {
  typeOf: nativeType,
  propertiesOf: () => ({}),
  optionsOf: (kind, options) => pulumi.mergeOptions(options, { aliases: [{ type: dynamicType(kind) }] }),
  check: requirePlugin,
  isPlugin: true,
};
