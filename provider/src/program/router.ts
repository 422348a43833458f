/** The `Router` resource as a program declares it; how it is checked and sent is left to the other files of this folder. */
import type * as pulumi from "@pulumi/pulumi";
import type { RouterRule } from "../rules/router-rule-types.ts";
import { carriable } from "./carriable.ts";
import type { ForceDeleteArgs } from "./force-delete.ts";
import { commonOutputs, isOfType, PagerTreeResource } from "./resource.ts";
import type { ResourceArgs } from "./resource-arguments.ts";

/** What every {@link Router} takes. */
interface CommonRouterArgs extends ResourceArgs, ForceDeleteArgs {
  /** The name of the router. It need not be unique. */
  name: pulumi.Input<string>;
  /**
   * Whether its rules are applied; if not, every alert goes to its default receiver.
   * @default true
   */
  enabled?: pulumi.Input<boolean>;
  /**
   * The rules, applied from first to last: as objects, or as YAML text with the list `rules` at its root. They are
   * compared by their meaning: comments, formatting and the order of keys make no difference.
   * @default no rules: every alert goes to the default receiver
   */
  rules?: pulumi.Input<readonly RouterRule[]> | pulumi.Input<string>;
}

/** Arguments of a {@link Router}: with one default receiver, which gets the alerts that no rule assigns. */
export type RouterArgs = CommonRouterArgs &
  // TypeScript says of arguments that fit none of these what they lack of the last one: the usual one.
  (
    | {
        /** PagerTree refuses a new router without a default receiver, but an existing one can be adopted. */
        adopt: pulumi.Input<string>;
        teamId?: never;
        routerId?: never;
        accountUserId?: never;
      }
    | {
        /** The router that is the default receiver, by ULID or prefix id (`rtr_…`). */
        routerId: pulumi.Input<string>;
        teamId?: never;
        accountUserId?: never;
      }
    | {
        /** The account user who is the default receiver, by ULID or prefix id (`usr_…`). */
        accountUserId: pulumi.Input<string>;
        teamId?: never;
        routerId?: never;
      }
    | {
        /** The team that is the default receiver, by ULID or prefix id (`tem_…`). */
        teamId: pulumi.Input<string>;
        routerId?: never;
        accountUserId?: never;
      }
  );

/**
 * A PagerTree router: rules that change alerts and send them to teams, other routers or account users.
 *
 * ```typescript
 * import * as pagertree from "pulumi-pagertree";
 *
 * const platform = pagertree.getTeamOutput({ name: "Platform" });
 * const payments = pagertree.getTeamOutput({ name: "Payments" });
 * const byTitle = new pagertree.Router("by-title", {
 *   name: "By title",
 *   teamId: platform.id,
 *   rules: [
 *     {
 *       match: { "alert.title": { $regex: "checkout", $options: "i" } },
 *       actions: [{ type: "assign", receiver: payments.prefixId }],
 *     },
 *   ],
 * });
 * ```
 *
 * Source: https://pagertree.com/docs/routers
 */
export class Router extends PagerTreeResource {
  /** The name in PagerTree. */
  declare readonly name: pulumi.Output<string>;
  /** Whether its rules are applied. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** Its rules as YAML in a normal form, if there are any. */
  declare readonly rules: pulumi.Output<string | undefined>;
  /** The ULID of the team that is its default receiver, if it is one. */
  declare readonly teamId: pulumi.Output<string | undefined>;
  /** The ULID of the router that is its default receiver, if it is one. */
  declare readonly routerId: pulumi.Output<string | undefined>;
  /** The ULID of the account user who is its default receiver, if it is one. */
  declare readonly accountUserId: pulumi.Output<string | undefined>;

  /**
   * Declares a router.
   *
   * @param name - The name of the resource in the stack.
   * @param args - The arguments of the router.
   * @param options - Pulumi's resource options.
   * @throws ConfigError if the stack has no PagerTree API key.
   */
  constructor(name: string, args: RouterArgs, options?: pulumi.CustomResourceOptions);
  /** @internal Only `get` has no arguments: the engine then reads what `options.id` names. */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: RouterArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super("Router", name, { ...outputs, ...(args && carriable(`Router "${name}"`, args)) }, options);
  }

  /**
   * Looks at a router that this stack does not manage.
   *
   * @param name - The name of the resource in the stack.
   * @param id - The ULID or prefix id of the router.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Router {
    return new this(name, undefined, { ...options, id });
  }

  /** Whether an object is a {@link Router}, even one from another copy of this package. Policy packs call it. */
  static override isInstance(object: unknown): object is Router {
    return isOfType(object, "Router");
  }
}

/** Properties that PagerTree or the provider fills. */
const outputs = {
  ...commonOutputs,
  name: undefined,
  enabled: undefined,
  rules: undefined,
  teamId: undefined,
  routerId: undefined,
  accountUserId: undefined,
} satisfies Record<keyof Omit<Router, keyof pulumi.CustomResource>, undefined>;
