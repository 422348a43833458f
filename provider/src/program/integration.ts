/** The `Integration` resource as a program declares it; how it is checked and sent is left to the other files of this folder. */
import * as pulumi from "@pulumi/pulumi";
import { isPlainObject, mapValues } from "es-toolkit";
import { isSecretOptionName, isTypeName, secretOptionNames, toOptionKey } from "../catalog/catalog.ts";
import { isRulesOption, mayHoldUrl } from "../catalog/may-hold-url.ts";
import type {
  IntegrationOptionsByType,
  IntegrationTypeName,
  IntegrationTypeNamed,
} from "../catalog/option-types.ts";
import type { Urgency } from "../catalog/urgency.ts";
import type { IntegrationTypeReference } from "../integration/inputs.ts";
import { resourceArguments } from "../lifecycle/resource-arguments.ts";
import type { WebhookEvent } from "../receivers/events.ts";
import type { Receiver } from "../receivers/receiver.ts";
import { carriable } from "./carriable.ts";
import { commonOutputs, isOfType, PagerTreeResource } from "./resource.ts";
import type { ResourceArgs } from "./resource-arguments.ts";

/** One option's value in PagerTree's own terms: text, number, boolean, or null for "not set". */
export type OptionValue = string | number | boolean | null;

/** Arguments of every integration, whatever its type. */
export interface CommonIntegrationArgs extends ResourceArgs {
  /** The name of the integration in PagerTree. It need not be unique. */
  name: pulumi.Input<string>;
  /**
   * The urgency of its alerts if the sender does not give one.
   * @default "high"
   */
  urgency?: pulumi.Input<Urgency>;
  /**
   * Whether the integration receives (or sends) anything.
   * @default true
   */
  enabled?: pulumi.Input<boolean>;
  /**
   * The teams that its alerts go to, by ULID or prefix id (`tem_…`). A set: order and repeats do not matter.
   * An integration needs at least one destination of any of the three kinds.
   * @default []
   */
  teamIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The routers that its alerts go to, by ULID or prefix id (`rtr_…`). A set.
   * @default []
   */
  routerIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The account users that its alerts go to, by ULID or prefix id (`usr_…`): the id of the *account user*,
   * not of its `user`. A set.
   * @default []
   */
  accountUserIds?: pulumi.Input<pulumi.Input<string>[]>;
}

/** `options` is an argument that may be left out exactly where the type requires none of its options. */
type OptionsArgument<Options> =
  Record<never, never> extends Options
    ? {
        /** The options of the integration's type. An option that you leave out has its default, and goes back to it. */
        options?: pulumi.Input<Options>;
      }
    : {
        /** The options of the integration's type. An option that you leave out has its default, and goes back to it. */
        options: pulumi.Input<Options>;
      };

/** What the bridges (`OutgoingWebhook`, `RootlyBridge`) tell of the webhook that they are made of. */
type ReceiverArguments<Type extends IntegrationTypeName> = Type extends "outgoing-webhook"
  ? {
      /**
       * Who receives the webhook. This turns on the checks of the bridges: template and rules must work and let every
       * event through, and with `rootly`, Rootly must be able to read what arrives.
       * @default no checks: PagerTree stores any text
       */
      receiver?: pulumi.Input<Receiver>;
      /**
       * The events that are sent. It sets the options that switch events on; an option that you give wins.
       * @default only the options
       */
      events?: pulumi.Input<pulumi.Input<WebhookEvent>[]>;
    }
  : Record<never, never>;

/** Arguments of an integration of one of the types that the catalog knows, which `type` names. */
export type TypedIntegrationArgs<Type extends IntegrationTypeName> = CommonIntegrationArgs &
  OptionsArgument<IntegrationOptionsByType[Type]> &
  ReceiverArguments<Type> & {
    /** The integration type, such as `"datadog"`. A change of type replaces the integration. */
    type: Type;
    /**
     * Options that this version of the package does not know yet, by PagerTree's own names without the `option_`
     * prefix, such as `{ new_switch: true }`. Only the options that are named are managed.
     */
    additionalOptions?: pulumi.Input<Record<string, pulumi.Input<OptionValue>>>;
    integrationTypeId?: never;
  } & Pick<IntegrationTypeNamed[Type], "type">;

/** Arguments of an integration of any type of the account, also one that the catalog does not know. */
export interface RawIntegrationArgs extends CommonIntegrationArgs {
  /**
   * The id of the integration type, from `getIntegrationType`. Its options have PagerTree's own names, and belong in
   * `additionalOptions`. A change of type replaces the integration.
   */
  integrationTypeId: pulumi.Input<string>;
  /**
   * Options by PagerTree's own names without the `option_` prefix, such as `{ alert_open: true }`. Only the
   * options that are named are managed; `null` clears one.
   */
  options?: pulumi.Input<Record<string, pulumi.Input<OptionValue>>>;
  /**
   * The same as `options`. Programs in other languages use this, since their `options` take only the names in the
   * catalog.
   */
  additionalOptions?: pulumi.Input<Record<string, pulumi.Input<OptionValue>>>;
  type?: never;
}

/** Arguments of an {@link Integration}: `type` with typed options, or `integrationTypeId` with raw ones. */
export type IntegrationArgs =
  // TypeScript says of arguments that fit none of these what they lack of the last one: the usual one.
  RawIntegrationArgs | { [Type in IntegrationTypeName]: TypedIntegrationArgs<Type> }[IntegrationTypeName];

/**
 * A PagerTree integration: turns another system's webhooks or e-mails into alerts, or sends PagerTree's alerts
 * on to another system.
 *
 * ```typescript
 * import * as pagertree from "pulumi-pagertree";
 *
 * const platform = pagertree.getTeamOutput({ name: "Platform" });
 * const datadog = new pagertree.Integration("datadog", {
 *   name: "Datadog production",
 *   type: "datadog",
 *   teamIds: [platform.id],
 *   options: { supportRetriggeredEvent: true },
 * });
 * export const endpoint = datadog.endpoint;
 * ```
 *
 * Source: https://pagertree.com/docs/api/integrations
 */
export class Integration extends PagerTreeResource {
  /** The type, as PagerTree knows it. */
  declare readonly integrationType: pulumi.Output<IntegrationTypeReference>;
  /**
   * The URL that the other system sends to, or the address of an e-mail integration.
   */
  declare readonly endpoint: pulumi.Output<string>;
  /** The address of an e-mail integration; undefined for every other type. */
  declare readonly email: pulumi.Output<string | undefined>;
  /** The name in PagerTree. */
  declare readonly name: pulumi.Output<string>;
  /** The urgency in PagerTree. */
  declare readonly urgency: pulumi.Output<Urgency>;
  /** Whether it is enabled in PagerTree. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** The ULIDs of its teams, sorted. */
  declare readonly teamIds: pulumi.Output<string[]>;
  /** The ULIDs of its routers, sorted. */
  declare readonly routerIds: pulumi.Output<string[]>;
  /** The ULIDs of its account users, sorted. */
  declare readonly accountUserIds: pulumi.Output<string[]>;
  /** The name of its type in the catalog; undefined if it was declared with `integrationTypeId`. */
  declare readonly type: pulumi.Output<IntegrationTypeName | undefined>;
  /** The ULID of its type, if it was declared with `integrationTypeId`. */
  declare readonly integrationTypeId: pulumi.Output<string | undefined>;
  /** Who receives an outgoing webhook, if the program says so. */
  declare readonly receiver: pulumi.Output<Receiver | undefined>;
  /** Its options in PagerTree; options without a value are left out. */
  declare readonly options: pulumi.Output<Record<string, OptionValue>>;
  /** The additional options in PagerTree. */
  declare readonly additionalOptions: pulumi.Output<Record<string, OptionValue> | undefined>;

  /**
   * Declares an integration.
   *
   * @param name - The name of the resource in the stack.
   * @param args - The arguments of the integration.
   * @param options - Pulumi's resource options; `ignoreChanges: ["options.alertOpen"]` leaves one option to
   * PagerTree's web page.
   * @throws ConfigError if the stack has no PagerTree API key.
   */
  constructor(name: string, args: IntegrationArgs, options?: pulumi.CustomResourceOptions);
  /** @internal Only `get` has no arguments: the engine then reads what `options.id` names. */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: IntegrationArgs | undefined, options?: pulumi.CustomResourceOptions) {
    const carried = args && carriable(`Integration "${name}"`, args);
    super("Integration", name, { ...outputs, ...(carried && withSecretOptions(carried)) }, options);
  }

  /**
   * Looks at an integration that this stack does not manage.
   *
   * Its `options` are secret as a whole, since they may hold secrets that the program never named.
   *
   * @param name - The name of the resource in the stack.
   * @param id - The ULID or prefix id of the integration.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Integration {
    return new this(name, undefined, {
      ...options,
      id,
      additionalSecretOutputs: [...(options?.additionalSecretOutputs ?? []), "options"],
    });
  }

  /** Whether an object is an {@link Integration}, even one from another copy of this package. Policy packs call it. */
  static override isInstance(object: unknown): object is Integration {
    return isOfType(object, "Integration");
  }
}

/** Properties that PagerTree or the provider fills. */
const outputs = {
  ...commonOutputs,
  integrationType: undefined,
  endpoint: undefined,
  email: undefined,
  name: undefined,
  urgency: undefined,
  enabled: undefined,
  teamIds: undefined,
  routerIds: undefined,
  accountUserIds: undefined,
  type: undefined,
  integrationTypeId: undefined,
  receiver: undefined,
  options: undefined,
  additionalOptions: undefined,
} satisfies Record<keyof Omit<Integration, keyof pulumi.CustomResource>, undefined>;

/**
 * Stands for what `check` refuses whatever it is: a misspelt argument, or options that are no object. The engine
 * prints the value of an argument that is refused, and this one may hold secrets.
 */
const notShown = "[not shown]";

/** Marks the options that are secret as Pulumi secrets, so that nobody has to remember it. */
function withSecretOptions(args: IntegrationArgs): pulumi.Inputs {
  const { type } = args;
  // A type that is no text yet, against the types of TypeScript, is told to `check` alone.
  const isSecret = isTypeName(type)
    ? (option: string) => secretOptionNames(type).includes(option)
    : (option: string) => isSecretOptionName(toOptionKey(option));
  return {
    ...mapValues(args, (value, name) => (name in outputs || isNoOutput(name) ? value : notShown)),
    // Never left out: the engine cannot apply `ignoreChanges: ["options.x"]` where there are no options.
    options: markSecrets(args.options ?? {}, isSecret),
    additionalOptions: markSecrets(args.additionalOptions, isSecretOptionName),
  };
}

/** The events become options, and what every resource takes is for the life cycle. */
function isNoOutput(argument: string): boolean {
  return ["events", ...resourceArguments].includes(argument);
}

function markSecrets(options: unknown, isSecret: (option: string) => boolean): unknown {
  if (pulumi.Output.isInstance(options) || options instanceof Promise) {
    return pulumi.output(options).apply((known) => markSecrets(known, isSecret));
  }
  if (options === undefined || options === null) {
    return options;
  }
  return isPlainObject(options)
    ? mapValues(options, (value, option) => {
        if (isSecret(String(option))) {
          return secret(value);
        }
        return isRulesOption(String(option)) ? secretIfUrl(value) : value;
      })
    : notShown;
}

/** Rules are a secret where they may set a URL. */
function secretIfUrl(rules: unknown): unknown {
  if (pulumi.Output.isInstance(rules) || rules instanceof Promise) {
    return pulumi.output(rules).apply(secretIfUrl);
  }
  return typeof rules === "string" && !mayHoldUrl(rules) ? rules : secret(rules);
}

function secret(value: unknown): unknown {
  return value === undefined || value === null ? value : pulumi.secret(value);
}
