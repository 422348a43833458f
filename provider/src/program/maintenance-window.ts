/** The `MaintenanceWindow` resource as a program declares it; how it is checked and sent is left to the folder of its name. */
import type * as pulumi from "@pulumi/pulumi";
import { carriable } from "./carriable.ts";
import { commonOutputs, isOfType, PagerTreeResource } from "./resource.ts";
import type { ResourceArgs } from "./resource-arguments.ts";
/** Arguments of a {@link MaintenanceWindow}. */
export interface MaintenanceWindowArgs extends ResourceArgs {
  /** The name of the window. It need not be unique. */
  name: pulumi.Input<string>;
  /**
   * What it is for. PagerTree's API does not show it, so a change in the web page goes unnoticed.
   * @default none
   */
  description?: pulumi.Input<string>;
  /** The time zone of `startTime` and `endTime`, by its IANA or Rails name, such as `"America/New_York"`. */
  timeZone: pulumi.Input<string>;
  /** When it begins, in the local time of `timeZone`, such as `"2026-12-24T18:00"`. */
  startTime: pulumi.Input<string>;
  /** When it ends, in the local time of `timeZone`. A window that is over can neither be made nor changed. */
  endTime: pulumi.Input<string>;
  /**
   * The integrations whose requests are ignored during the window, by ULID or prefix id (`int_…`). At least one. A set.
   */
  integrationIds: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * A planned time in which PagerTree ignores what integrations receive, so that no alerts are made. Destroying it ends it.
 *
 * ```typescript
 * import * as pagertree from "pulumi-pagertree";
 *
 * const datadog = pagertree.getIntegrationOutput({ name: "Datadog" });
 *
 * new pagertree.MaintenanceWindow("database", {
 *   name: "Database upgrade",
 *   timeZone: "Europe/Berlin",
 *   startTime: "2030-06-01T22:00",
 *   endTime: "2030-06-02T02:00",
 *   integrationIds: [datadog.id],
 * });
 * ```
 *
 * Source: https://pagertree.com/docs/maintenance-windows, https://pagertree.com/docs/api/maintenance-windows
 */
export class MaintenanceWindow extends PagerTreeResource {
  /** The name in PagerTree. */
  declare readonly name: pulumi.Output<string>;
  /** What it is for, as the program declares it. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The IANA name of the time zone. */
  declare readonly timeZone: pulumi.Output<string>;
  /** When it begins, in the local time of the time zone. */
  declare readonly startTime: pulumi.Output<string>;
  /** When it ends, in the local time of the time zone. */
  declare readonly endTime: pulumi.Output<string>;
  /** The ULIDs of the integrations, sorted. */
  declare readonly integrationIds: pulumi.Output<string[]>;

  /**
   * Declares a maintenance window.
   *
   * @param name - The name of the resource in the stack.
   * @param args - The arguments of the maintenance window.
   * @param options - Pulumi's resource options.
   * @throws ConfigError if the stack has no PagerTree API key.
   */
  constructor(name: string, args: MaintenanceWindowArgs, options?: pulumi.CustomResourceOptions);
  /** @internal Only `get` has no arguments: the engine then reads what `options.id` names. */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: MaintenanceWindowArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(
      "MaintenanceWindow",
      name,
      { ...outputs, ...(args && carriable(`MaintenanceWindow "${name}"`, args)) },
      options,
    );
  }

  /**
   * Looks at a maintenance window that this stack does not manage.
   *
   * @param name - The name of the resource in the stack.
   * @param id - The ULID or prefix id of the maintenance window.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): MaintenanceWindow {
    return new this(name, undefined, { ...options, id });
  }

  /**
   * Whether an object is a {@link MaintenanceWindow}, even one from another copy of this package. Policy packs call it.
   */
  static override isInstance(object: unknown): object is MaintenanceWindow {
    return isOfType(object, "MaintenanceWindow");
  }
}

/** Properties that PagerTree or the provider fills. */
const outputs = {
  ...commonOutputs,
  name: undefined,
  description: undefined,
  timeZone: undefined,
  startTime: undefined,
  endTime: undefined,
  integrationIds: undefined,
} satisfies Record<keyof Omit<MaintenanceWindow, keyof pulumi.CustomResource>, undefined>;
