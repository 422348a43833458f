/** The `EscalationPolicy` resource as a program declares it; how it is checked and sent is left to the folder of its name. */
import type * as pulumi from "@pulumi/pulumi";
import type { EscalationLayer, EscalationPolicyContent } from "../escalation-policy/inputs.ts";
import type { PolicyEnding, TimeoutUnit } from "../escalation-policy/words.ts";
import { carriable } from "./carriable.ts";
import { commonOutputs, isOfType, PagerTreeResource } from "./resource.ts";
/** A layer of an {@link EscalationPolicy}. Rotations say who is on call on it. */
export interface EscalationPolicyLayerArgs {
  /** How long the people of the layer have to answer before the next layer is paged. A whole number, 1 or more. */
  timeout: pulumi.Input<number>;
  /**
   * The unit of `timeout`.
   * @default "minutes"
   */
  timeoutUnit?: pulumi.Input<TimeoutUnit>;
  /**
   * Its colour in the web page, such as `"#10B981"`.
   * @default left as PagerTree has it
   */
  color?: pulumi.Input<string>;
  /**
   * Its number. Rotations name it.
   * @default its place in the list, from 1
   */
  layer?: pulumi.Input<number>;
}

/** Arguments of an {@link EscalationPolicy}. */
export interface EscalationPolicyArgs {
  /** The team whose policy it is, by ULID or prefix id (`tem_…`). A change replaces the resource. */
  teamId: pulumi.Input<string>;
  /** The layers, which are paged one after the other. At least one. */
  layers: pulumi.Input<pulumi.Input<EscalationPolicyLayerArgs>[]>;
  /**
   * How often all layers are paged again if nobody answers: 0 to 3.
   * @default 0
   */
  repeat?: pulumi.Input<number>;
  /**
   * The teams that an alert goes to if nobody has answered in the end, by ULID or prefix id. A set. Without teams and
   * account users, the alert is dropped.
   * @default []
   */
  reassignTeamIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The account users that an alert goes to if nobody has answered in the end, by ULID or prefix id (`usr_…`). A set.
   * @default []
   */
  reassignAccountUserIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The name of the policy.
   * @default left as PagerTree has it
   */
  name?: pulumi.Input<string>;
  /**
   * What happens to the policy when the resource is destroyed: `"restore"` makes it what it was before the stack took
   * it over, `"leave"` keeps it as it is.
   * @default "restore"
   */
  onDestroy?: pulumi.Input<PolicyEnding>;
}

/**
 * The escalation policy of a team: which layer is paged after how long. PagerTree makes one with each team, and its API
 * cannot give a team another one. So this resource takes over that policy, and restores it when the resource is
 * destroyed.
 *
 * ```typescript
 * import * as pagertree from "pulumi-pagertree";
 *
 * const checkout = pagertree.getTeamOutput({ name: "Checkout" });
 * const platform = pagertree.getTeamOutput({ name: "Platform" });
 *
 * new pagertree.EscalationPolicy("checkout", {
 *   teamId: checkout.id,
 *   layers: [{ timeout: 5 }, { timeout: 15 }],
 *   repeat: 1,
 *   reassignTeamIds: [platform.id],
 * });
 * ```
 *
 * The policy is taken over as a whole: layers that you do not declare are removed. A preview says what will change.
 *
 * Source: https://pagertree.com/docs/escalation-policies, https://pagertree.com/docs/api/escalation-policies
 */
export class EscalationPolicy extends PagerTreeResource {
  /** The ULID of the team. */
  declare readonly teamId: pulumi.Output<string>;
  /** The name, if the program declares it. */
  declare readonly name: pulumi.Output<string | undefined>;
  /** The layers, in order. */
  declare readonly layers: pulumi.Output<EscalationLayer[]>;
  /** How often all layers are paged again. */
  declare readonly repeat: pulumi.Output<number>;
  /** The ULIDs of the teams that alerts go to in the end, sorted. */
  declare readonly reassignTeamIds: pulumi.Output<string[]>;
  /** The ULIDs of the account users that alerts go to in the end, sorted. */
  declare readonly reassignAccountUserIds: pulumi.Output<string[]>;
  /** What happens to the policy when the resource is destroyed. */
  declare readonly onDestroy: pulumi.Output<PolicyEnding>;
  /** What the policy was before the stack took it over; undefined if it was imported. */
  declare readonly original: pulumi.Output<EscalationPolicyContent | undefined>;

  /**
   * Declares an escalation policy.
   *
   * @param name - The name of the resource in the stack.
   * @param args - The arguments of the escalation policy.
   * @param options - Pulumi's resource options.
   * @throws ConfigError if the stack has no PagerTree API key.
   */
  constructor(name: string, args: EscalationPolicyArgs, options?: pulumi.CustomResourceOptions);
  /** @internal Only `get` has no arguments: the engine then reads what `options.id` names. */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: EscalationPolicyArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(
      "EscalationPolicy",
      name,
      { ...outputs, ...(args && carriable(`EscalationPolicy "${name}"`, args)) },
      options,
    );
  }

  /**
   * Looks at an escalation policy that this stack does not manage.
   *
   * @param name - The name of the resource in the stack.
   * @param id - The ULID or prefix id of the escalation policy.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): EscalationPolicy {
    return new this(name, undefined, { ...options, id });
  }

  /**
   * Whether an object is an {@link EscalationPolicy}, even one from another copy of this package. Policy packs call it.
   */
  static override isInstance(object: unknown): object is EscalationPolicy {
    return isOfType(object, "EscalationPolicy");
  }
}

/** Properties that PagerTree or the provider fills. */
const outputs = {
  ...commonOutputs,
  teamId: undefined,
  name: undefined,
  layers: undefined,
  repeat: undefined,
  reassignTeamIds: undefined,
  reassignAccountUserIds: undefined,
  onDestroy: undefined,
  original: undefined,
} satisfies Record<keyof Omit<EscalationPolicy, keyof pulumi.CustomResource>, undefined>;
