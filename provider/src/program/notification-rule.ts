/** The `NotificationRule` resource as a program declares it; how it is checked and sent is left to the folder of its name. */
import type * as pulumi from "@pulumi/pulumi";
import type { NotificationRuleItem } from "../rules/notification-rule-types.ts";
import { carriable } from "./carriable.ts";
import { commonOutputs, isOfType, PagerTreeResource } from "./resource.ts";
import type { ResourceArgs } from "./resource-arguments.ts";

/** Arguments of a {@link NotificationRule}. */
export interface NotificationRuleArgs extends ResourceArgs {
  /** The name of the rule. It need not be unique. */
  name: pulumi.Input<string>;
  /**
   * Whether it is in use; if not, its people are notified by their default channels.
   * @default true
   */
  enabled?: pulumi.Input<boolean>;
  /**
   * The rules, applied from first to last: as objects, or as YAML text with the list `rules` at its root. They are
   * compared by their meaning.
   */
  rules: pulumi.Input<readonly NotificationRuleItem[]> | pulumi.Input<string>;
  /**
   * The account users who have it, by ULID or prefix id (`usr_…`). A set. Each person has one rule. Nobody is made or invited.
   * @default left as PagerTree has it
   */
  accountUserIds?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * How people are notified of alerts: by which channels, after how long, and how often.
 *
 * ```typescript
 * import * as pagertree from "pulumi-pagertree";
 *
 * const ada = pagertree.getAccountUserOutput({ email: "ada@example.com" });
 *
 * new pagertree.NotificationRule("loud", {
 *   name: "Loud",
 *   rules: [
 *     {
 *       match: { always: true },
 *       actions: [
 *         { type: "notify", channels: ["push"], timeout: "2m" },
 *         { type: "notify", channels: ["voice"] },
 *         { type: "repeat", times: 1 },
 *       ],
 *     },
 *   ],
 *   accountUserIds: [ada.id],
 * });
 * ```
 *
 * If no rule matches, a person is notified by their default channels. The same is true once the rule is destroyed.
 *
 * Source: https://pagertree.com/docs/notification-rules, https://pagertree.com/docs/api/notification-rules
 */
export class NotificationRule extends PagerTreeResource {
  /** The name in PagerTree. */
  declare readonly name: pulumi.Output<string>;
  /** Whether it is in use. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** The rules, as YAML text in its normal form. */
  declare readonly rules: pulumi.Output<string>;
  /** The ULIDs of the account users who have it, sorted, if the program declares them. */
  declare readonly accountUserIds: pulumi.Output<string[] | undefined>;

  /**
   * Declares a notification rule.
   *
   * @param name - The name of the resource in the stack.
   * @param args - The arguments of the notification rule.
   * @param options - Pulumi's resource options.
   * @throws ConfigError if the stack has no PagerTree API key.
   */
  constructor(name: string, args: NotificationRuleArgs, options?: pulumi.CustomResourceOptions);
  /** @internal Only `get` has no arguments: the engine then reads what `options.id` names. */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: NotificationRuleArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(
      "NotificationRule",
      name,
      { ...outputs, ...(args && carriable(`NotificationRule "${name}"`, args)) },
      options,
    );
  }

  /**
   * Looks at a notification rule that this stack does not manage.
   *
   * @param name - The name of the resource in the stack.
   * @param id - The ULID or prefix id of the notification rule.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): NotificationRule {
    return new this(name, undefined, { ...options, id });
  }

  /**
   * Whether an object is a {@link NotificationRule}, even one from another copy of this package. Policy packs call it.
   */
  static override isInstance(object: unknown): object is NotificationRule {
    return isOfType(object, "NotificationRule");
  }
}

/** Properties that PagerTree or the provider fills. */
const outputs = {
  ...commonOutputs,
  name: undefined,
  enabled: undefined,
  rules: undefined,
  accountUserIds: undefined,
} satisfies Record<keyof Omit<NotificationRule, keyof pulumi.CustomResource>, undefined>;
