/** The `Team` resource as a program declares it; how it is checked and sent is left to the other files of this folder. */
import type * as pulumi from "@pulumi/pulumi";
import type { TeamNotifications } from "../team/notifications.ts";
import { carriable } from "./carriable.ts";
import type { ForceDeleteArgs } from "./force-delete.ts";
import { commonOutputs, isOfType, PagerTreeResource } from "./resource.ts";
import type { ResourceArgs } from "./resource-arguments.ts";

/** Arguments of a {@link Team}. */
export interface TeamArgs extends ResourceArgs, ForceDeleteArgs {
  /** The name of the team. It need not be unique. */
  name: pulumi.Input<string>;
  /**
   * Notes that PagerTree shows for the team.
   * @default none
   */
  notes?: pulumi.Input<string>;
  /**
   * The account users who are members, by ULID or prefix id (`usr_…`): the id of the *account user*, not of its
   * `user`. At least one. A set: order and repeats do not matter.
   */
  memberAccountUserIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The account users who are admins of the team. At least one. A set. */
  adminAccountUserIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Who is notified when an alert of the team is dropped.
   * @default "none"
   */
  dropNotifications?: pulumi.Input<TeamNotifications>;
  /**
   * The account users who are notified, if `dropNotifications` is `"specific_users"`. A set.
   * @default []
   */
  dropNotificationAccountUserIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Who is notified when an alert is handed off to the team.
   * @default "none"
   */
  handoffNotifications?: pulumi.Input<TeamNotifications>;
  /**
   * The account users who are notified, if `handoffNotifications` is `"specific_users"`. A set.
   * @default []
   */
  handoffNotificationAccountUserIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Your own keys and values, managed as a whole. PagerTree's API most likely ignores them, since its docs name a
   * single value. If so, the run says that PagerTree did not take `meta`.
   * @default left as PagerTree has it
   */
  meta?: pulumi.Input<Record<string, unknown>>;
}

/**
 * A PagerTree team: account users who share a schedule and an escalation policy. PagerTree makes a default schedule and
 * policy for each team.
 *
 * ```typescript
 * import * as pagertree from "pulumi-pagertree";
 *
 * const ada = pagertree.getAccountUserOutput({ email: "ada@example.com" });
 * const checkout = new pagertree.Team("checkout", {
 *   name: "Checkout",
 *   memberAccountUserIds: [ada.id],
 *   adminAccountUserIds: [ada.id],
 * });
 * ```
 *
 * Source: https://pagertree.com/docs/api/teams
 */
export class Team extends PagerTreeResource {
  /** The ULID of its active schedule. */
  declare readonly scheduleId: pulumi.Output<string | undefined>;
  /** The ULID of its active escalation policy. */
  declare readonly escalationPolicyId: pulumi.Output<string | undefined>;
  /** The name in PagerTree. */
  declare readonly name: pulumi.Output<string>;
  /** The notes, if there are any. */
  declare readonly notes: pulumi.Output<string | undefined>;
  /** The ULIDs of its members, sorted. */
  declare readonly memberAccountUserIds: pulumi.Output<string[]>;
  /** The ULIDs of its admins, sorted. */
  declare readonly adminAccountUserIds: pulumi.Output<string[]>;
  /** Who is notified when an alert is dropped. */
  declare readonly dropNotifications: pulumi.Output<TeamNotifications>;
  /** The ULIDs of the account users who are notified of dropped alerts, sorted. */
  declare readonly dropNotificationAccountUserIds: pulumi.Output<string[]>;
  /** Who is notified when an alert is handed off to the team. */
  declare readonly handoffNotifications: pulumi.Output<TeamNotifications>;
  /** The ULIDs of the account users who are notified of handoffs, sorted. */
  declare readonly handoffNotificationAccountUserIds: pulumi.Output<string[]>;
  /** The keys and values, if the program declares them. */
  declare readonly meta: pulumi.Output<Record<string, unknown> | undefined>;

  /**
   * Declares a team.
   *
   * @param name - The name of the resource in the stack.
   * @param args - The arguments of the team.
   * @param options - Pulumi's resource options.
   * @throws ConfigError if the stack has no PagerTree API key.
   */
  constructor(name: string, args: TeamArgs, options?: pulumi.CustomResourceOptions);
  /** @internal Only `get` has no arguments: the engine then reads what `options.id` names. */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: TeamArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super("Team", name, { ...outputs, ...(args && carriable(`Team "${name}"`, args)) }, options);
  }

  /**
   * Looks at a team that this stack does not manage.
   *
   * @param name - The name of the resource in the stack.
   * @param id - The ULID or prefix id of the team.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Team {
    return new this(name, undefined, { ...options, id });
  }

  /** Whether an object is a {@link Team}, even one from another copy of this package. Policy packs call it. */
  static override isInstance(object: unknown): object is Team {
    return isOfType(object, "Team");
  }
}

/** Properties that PagerTree or the provider fills. */
const outputs = {
  ...commonOutputs,
  scheduleId: undefined,
  escalationPolicyId: undefined,
  name: undefined,
  notes: undefined,
  memberAccountUserIds: undefined,
  adminAccountUserIds: undefined,
  dropNotifications: undefined,
  dropNotificationAccountUserIds: undefined,
  handoffNotifications: undefined,
  handoffNotificationAccountUserIds: undefined,
  meta: undefined,
} satisfies Record<keyof Omit<Team, keyof pulumi.CustomResource>, undefined>;
