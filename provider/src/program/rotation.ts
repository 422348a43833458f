/** The `Rotation` resource as a program declares it; how it is checked and written is left to the folder `rotation/`. */
import type * as pulumi from "@pulumi/pulumi";
import type { FrequencyUnit } from "../on-call/event.ts";
import type { EventState } from "../rotation/held.ts";
import type { DayOfWeek, Turn } from "../rotation/words.ts";
import { carriable } from "./carriable.ts";
import { commonOutputs, isOfType, PagerTreeResource } from "./resource.ts";
import type { ResourceArgs } from "./resource-arguments.ts";

/** Arguments of a {@link Rotation}. */
export interface RotationArgs extends ResourceArgs {
  /** The team whose schedule it is in, by ULID or prefix id (`tem_…`). */
  teamId: pulumi.Input<string>;
  /**
   * The layer of the team's escalation policy: people on layer 1 are paged first.
   * @default 1
   */
  layer?: pulumi.Input<number>;
  /**
   * Who is on call, one after the other, as account users by ULID or prefix id (`usr_…`). The first one has the first
   * shift. A single person is always on call. Two rotations on one layer put two people on call together.
   */
  accountUserIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The time zone whose local time the hand-offs follow, by its IANA or Rails name, such as `"America/New_York"` or
   * `"Eastern Time (US & Canada)"`.
   */
  timeZone: pulumi.Input<string>;
  /**
   * When the first shift begins, in the local time of `timeZone`, such as `"2026-10-05T09:00"`. Every later hand-off is at
   * the same time of day and, if shifts last weeks, on the same day of the week. If this time is in the past when the
   * rotation is made, the rotation begins with the current shift and the person whose turn it is.
   */
  firstHandOff: pulumi.Input<string>;
  /**
   * The unit of `frequency`: whether shifts begin every so many hours, days, weeks, months or years.
   * @default "weekly"
   */
  frequencyUnit?: pulumi.Input<FrequencyUnit>;
  /**
   * How many of these units apart shifts begin: 2 with `"weekly"` is every other week.
   * @default 1
   */
  frequency?: pulumi.Input<number>;
  /**
   * How many hours a shift lasts. Set it if nobody should be on call in between, as with business hours.
   * @default until the next shift begins
   */
  shiftHours?: pulumi.Input<number>;
  /**
   * The days on which shifts begin; only for `"daily"`.
   * @default every day
   */
  daysOfWeek?: pulumi.Input<pulumi.Input<DayOfWeek>[]>;
  /**
   * When it is the next person's turn: with each shift (`"shift"`), or after a week (`"week"`), so that one person has
   * all shifts of seven days. `"week"` is for daily shifts.
   * @default "shift"
   */
  turn?: pulumi.Input<Turn>;
  /**
   * The last day on which a shift begins, such as `"2026-12-31"`.
   * @default it has no end
   */
  lastDay?: pulumi.Input<string>;
  /**
   * Whether a change takes effect at once, with the order and the hand-offs as declared. Otherwise whoever is on call
   * stays until the next hand-off, and the order continues from there.
   * @default false
   */
  restartAtOnce?: pulumi.Input<boolean>;
}

/**
 * People who take turns at being on call for a team, on one layer of its escalation policy.
 *
 * Ada, Grace and Alan take turns. Shifts last a week, and begin on Monday at 09:00 in New York:
 *
 * ```typescript
 * import * as pagertree from "pulumi-pagertree";
 *
 * const checkout = pagertree.getTeamOutput({ name: "Checkout" });
 * const [ada, grace, alan] = ["ada", "grace", "alan"].map(
 *   (name) => pagertree.getAccountUserOutput({ email: `${name}@example.com` }).id,
 * );
 *
 * new pagertree.Rotation("checkout-primary", {
 *   teamId: checkout.id,
 *   timeZone: "America/New_York",
 *   firstHandOff: "2026-10-05T09:00",
 *   accountUserIds: [ada, grace, alan],
 * });
 * ```
 *
 * Business hours, with the same person for a week:
 *
 * ```typescript
 * import * as pagertree from "pulumi-pagertree";
 *
 * const checkout = pagertree.getTeamOutput({ name: "Checkout" });
 * const ada = pagertree.getAccountUserOutput({ email: "ada@example.com" });
 *
 * new pagertree.Rotation("checkout-office", {
 *   teamId: checkout.id,
 *   layer: 2,
 *   timeZone: "America/New_York",
 *   firstHandOff: "2026-10-05T09:00",
 *   frequencyUnit: "daily",
 *   shiftHours: 8,
 *   daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
 *   turn: "week",
 *   accountUserIds: [ada.id],
 * });
 * ```
 *
 * In PagerTree it is one rotating event, or one for each day if turns last a week. A change ends these events at the
 * next hand-off and begins new ones there, so that the history and whoever is on call now stay the same. A preview
 * shows who will be on call when, and in whose place. What people change in the web page for one shift, such as an
 * override or a removed shift, stays as it is.
 *
 * Source: https://pagertree.com/docs/schedules, https://pagertree.com/docs/api/events
 */
export class Rotation extends PagerTreeResource {
  /** The ULID of the team. */
  declare readonly teamId: pulumi.Output<string>;
  /** The ULID of the team's schedule. */
  declare readonly scheduleId: pulumi.Output<string>;
  /** The layer. */
  declare readonly layer: pulumi.Output<number>;
  /** The ULIDs of the people, in their order. */
  declare readonly accountUserIds: pulumi.Output<string[]>;
  /** The IANA name of the time zone. */
  declare readonly timeZone: pulumi.Output<string>;
  /** The first hand-off, in the local time of the time zone. */
  declare readonly firstHandOff: pulumi.Output<string>;
  /** The unit of `frequency`. */
  declare readonly frequencyUnit: pulumi.Output<FrequencyUnit>;
  /** How many of these units apart shifts begin. */
  declare readonly frequency: pulumi.Output<number>;
  /** How many hours a shift lasts, if it does not last until the next one begins. */
  declare readonly shiftHours: pulumi.Output<number | undefined>;
  /** The days on which shifts begin, if not every day. */
  declare readonly daysOfWeek: pulumi.Output<DayOfWeek[] | undefined>;
  /** When the next person's turn comes. */
  declare readonly turn: pulumi.Output<Turn>;
  /** The last day on which a shift begins, if there is one. */
  declare readonly lastDay: pulumi.Output<string | undefined>;
  /** PagerTree's events that carry it from the last change on, with the order in which their shifts go. */
  declare readonly events: pulumi.Output<EventState[]>;
  /** The ULIDs of events that carried it before, and still have a shift to go. */
  declare readonly passingEventIds: pulumi.Output<string[]>;

  /**
   * Declares a rotation.
   *
   * @param name - The name of the resource in the stack.
   * @param args - The arguments of the rotation.
   * @param options - Pulumi's resource options.
   * @throws ConfigError if the stack has no PagerTree API key.
   */
  constructor(name: string, args: RotationArgs, options?: pulumi.CustomResourceOptions);
  /** @internal Only `get` has no arguments: the engine then reads what `options.id` names. */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: RotationArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super("Rotation", name, { ...outputs, ...(args && carriable(`Rotation "${name}"`, args)) }, options);
  }

  /**
   * Looks at a rotation that this stack does not manage.
   *
   * @param name - The name of the resource in the stack.
   * @param id - The ULID or prefix id of its event, or of one of its events.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Rotation {
    return new this(name, undefined, { ...options, id });
  }

  /** Whether an object is a {@link Rotation}, even one from another copy of this package. Policy packs call it. */
  static override isInstance(object: unknown): object is Rotation {
    return isOfType(object, "Rotation");
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
  firstHandOff: undefined,
  frequencyUnit: undefined,
  frequency: undefined,
  shiftHours: undefined,
  daysOfWeek: undefined,
  turn: undefined,
  lastDay: undefined,
  events: undefined,
  passingEventIds: undefined,
} satisfies Record<keyof Omit<Rotation, keyof pulumi.CustomResource>, undefined>;
