/** The `Override` resource as a program declares it; how it is checked and written is left to the folder `override/`. */
import type * as pulumi from "@pulumi/pulumi";
import type { OverrideEventState } from "../override/inputs.ts";
import { carriable } from "./carriable.ts";
import { commonOutputs, isOfType, PagerTreeResource } from "./resource.ts";
import type { ResourceArgs } from "./resource-arguments.ts";

/** Arguments of an {@link Override}. */
export interface OverrideArgs extends ResourceArgs {
  /**
   * The team whose schedule it is in, by ULID or prefix id (`tem_…`). Write `rotation.teamId` if the rotation is in the
   * same program, so that it is made first.
   */
  teamId: pulumi.Input<string>;
  /**
   * The layer of the team's escalation policy.
   * @default 1
   */
  layer?: pulumi.Input<number>;
  /** Who is on call during that time: account users by ULID or prefix id (`usr_…`). A set: they are paged together. */
  accountUserIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The time zone of `startTime` and `endTime`, by its IANA or Rails name, such as `"America/New_York"`. */
  timeZone: pulumi.Input<string>;
  /**
   * When it begins, in the local time of `timeZone`, such as `"2026-12-24T18:00"`. The part that is in the past stays as it
   * was.
   */
  startTime: pulumi.Input<string>;
  /** When it ends, in the local time of `timeZone`. */
  endTime: pulumi.Input<string>;
}

/**
 * Puts other people on call for a while, on one layer of a team, in place of those who would be.
 *
 * ```typescript
 * import * as pagertree from "pulumi-pagertree";
 *
 * const checkout = pagertree.getTeamOutput({ name: "Checkout" });
 * const ada = pagertree.getAccountUserOutput({ email: "ada@example.com" });
 *
 * new pagertree.Override("checkout-christmas", {
 *   teamId: checkout.id,
 *   timeZone: "America/New_York",
 *   startTime: "2030-12-24T18:00",
 *   endTime: "2030-12-26T09:00",
 *   accountUserIds: [ada.id],
 * });
 * ```
 *
 * It replaces that part of each shift that it overlaps, and the rest of the shift stays. Where nobody would be on call,
 * it adds a shift. When it is destroyed, those who would be on call without it are on call again from then on; the past
 * stays in the history.
 *
 * Source: https://pagertree.com/docs/schedules, https://pagertree.com/docs/api/events
 */
export class Override extends PagerTreeResource {
  /** The ULID of the team. */
  declare readonly teamId: pulumi.Output<string>;
  /** The ULID of the team's schedule. */
  declare readonly scheduleId: pulumi.Output<string>;
  /** The layer. */
  declare readonly layer: pulumi.Output<number>;
  /** The ULIDs of the people, sorted. */
  declare readonly accountUserIds: pulumi.Output<string[]>;
  /** The IANA name of the time zone. */
  declare readonly timeZone: pulumi.Output<string>;
  /** When it begins, in the local time of the time zone. */
  declare readonly startTime: pulumi.Output<string>;
  /** When it ends, in the local time of the time zone. */
  declare readonly endTime: pulumi.Output<string>;
  /** PagerTree's events for it: one for each shift that it overlaps. */
  declare readonly events: pulumi.Output<OverrideEventState[]>;

  /**
   * Declares an override.
   *
   * @param name - The name of the resource in the stack.
   * @param args - The arguments of the override.
   * @param options - Pulumi's resource options.
   * @throws ConfigError if the stack has no PagerTree API key.
   */
  constructor(name: string, args: OverrideArgs, options?: pulumi.CustomResourceOptions);
  /** @internal Only `get` has no arguments: the engine then reads what `options.id` names. */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: OverrideArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super("Override", name, { ...outputs, ...(args && carriable(`Override "${name}"`, args)) }, options);
  }

  /**
   * Looks at an override that this stack does not manage.
   *
   * @param name - The name of the resource in the stack.
   * @param id - The ULID or prefix id of its event.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Override {
    return new this(name, undefined, { ...options, id });
  }

  /** Whether an object is an {@link Override}, even one from another copy of this package. Policy packs call it. */
  static override isInstance(object: unknown): object is Override {
    return isOfType(object, "Override");
  }
}

/** Properties that PagerTree or the provider fills. */
const outputs = {
  ...commonOutputs,
  teamId: undefined,
  scheduleId: undefined,
  layer: undefined,
  accountUserIds: undefined,
  timeZone: undefined,
  startTime: undefined,
  endTime: undefined,
  events: undefined,
} satisfies Record<keyof Omit<Override, keyof pulumi.CustomResource>, undefined>;
