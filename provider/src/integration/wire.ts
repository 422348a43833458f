/** An integration on its way to PagerTree and back: attribute names, the `option_` prefix, and what the answer adds. */
import { isEqual, mapKeys, mapValues, omitBy, pick } from "es-toolkit";
import type { IntegrationWire } from "../api/wire.ts";
import { findTypeByDisplayName, isSecretOptionName, toOptionName } from "../catalog/catalog.ts";
import type { IntegrationTypeName } from "../catalog/option-types.ts";
import { readOptions } from "../catalog/read-options.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Held, WireBody } from "../lifecycle/resource-definition.ts";
import { emailOf, endpointOf } from "./endpoint.ts";
import {
  type IntegrationInputs,
  type IntegrationState,
  normaliseIntegration,
  type Options,
} from "./inputs.ts";
import { toWireOptions } from "./options.ts";
import { secretSetElsewhere, withRulesOfState, withSecretsOfState } from "./secrets.ts";

/** PagerTree's names of the arguments, as its messages use them. */
const argumentNames: Readonly<Record<string, string>> = {
  team_ids: "teamIds",
  router_ids: "routerIds",
  account_user_ids: "accountUserIds",
};

/** Every attribute of an integration that can be changed. */
export function toWire(inputs: IntegrationInputs): WireBody {
  const options = omitBy(toWireOptions(inputs), (value) => value === secretSetElsewhere);
  return {
    name: inputs.name,
    urgency: inputs.urgency,
    enabled: inputs.enabled,
    team_ids: inputs.teamIds,
    router_ids: inputs.routerIds,
    account_user_ids: inputs.accountUserIds,
    ...mapKeys(options, (_value, key) => `option_${key}`),
  };
}

/** What PagerTree holds of an integration, in the very shape that `check` gives to what a program declares. */
export function fromWire(
  object: IntegrationWire,
  state: IntegrationState,
  { baseUrl, canMarkSecrets = false }: Pick<ProviderContext, "baseUrl" | "canMarkSecrets">,
): Held<IntegrationInputs> {
  const type = typeOf(object, state);
  const known = toWireOptions(state);
  const shown = withSecretsOfState(object.options, known, isSecretOptionName, canMarkSecrets);
  const answered = canMarkSecrets ? shown : withRulesOfState(shown, known);
  const declaredWith = type === undefined ? { integrationTypeId: object.integration_type.id } : { type };
  return {
    inputs: normaliseIntegration({
      name: object.name,
      urgency: object.urgency ?? "",
      enabled: object.enabled,
      teamIds: object.team_ids,
      routerIds: object.router_ids,
      accountUserIds: object.account_user_ids,
      ...declaredWith,
      ...(type === "outgoing-webhook" && state.receiver !== undefined && { receiver: state.receiver }),
      ...managedOptions(object, answered, type, state),
    }),
    computed: {
      integrationType: pick(object.integration_type, ["id", "name"]),
      endpoint: endpointOf(object, type, baseUrl),
      ...(type === "email" ? { email: emailOf(object) } : {}),
    },
  };
}

/** The secret options that PagerTree may hold otherwise than declared: it masks them or leaves them out. */
export function hiddenAttributes(object: IntegrationWire, inputs: IntegrationInputs): string[] {
  return Object.entries(toWireOptions(inputs))
    .filter(([option, value]) => isSecretOptionName(option) && value !== null && value !== "")
    .filter(([option, value]) => object.options[option] !== value)
    .map(([option]) => `option_${option}`);
}

/** The argument of these inputs that PagerTree means by an attribute in its messages. */
export function propertyOf(
  attribute: string,
  { type, additionalOptions }: Partial<IntegrationInputs>,
): string | undefined {
  if (attribute === "integration_type" || attribute === "integration_type_id") {
    return type === undefined ? "integrationTypeId" : "type";
  }
  if (!attribute.startsWith("option_")) {
    return argumentNames[attribute];
  }
  const key = attribute.slice("option_".length);
  if (additionalOptions !== undefined && key in additionalOptions) {
    return `additionalOptions.${key}`;
  }
  return `options.${type === undefined ? key : toOptionName(key)}`;
}

/**
 * The catalog's type of an integration; undefined for one that is declared by its type's id, or whose type the
 * catalog does not know.
 */
function typeOf(
  { integration_type: held }: IntegrationWire,
  state: IntegrationState,
): IntegrationTypeName | undefined {
  if (state.integrationTypeId !== undefined) {
    return undefined;
  }
  // The id tells more than the name, which PagerTree may change. Right after a create the state has no id yet.
  const isAsDeclared = state.integrationType === undefined || state.integrationType.id === held.id;
  return state.type !== undefined && isAsDeclared ? state.type : findTypeByDisplayName(held.name ?? "");
}

function managedOptions(
  { integration_type: held }: IntegrationWire,
  answered: Options,
  type: IntegrationTypeName | undefined,
  state: IntegrationState,
): Pick<IntegrationInputs, "options" | "additionalOptions"> {
  if (type === undefined) {
    const named = findTypeByDisplayName(held.name ?? "");
    const { options, additionalOptions } = state.type === undefined ? state : {};
    return additionalOptions === undefined
      ? { options: declaredOf(answered, options, named) }
      : {
          options: declaredOf(answered, options ?? {}, named),
          additionalOptions: declaredOf(answered, additionalOptions, named),
        };
  }
  const { options, rest } = readOptions(type, answered);
  const additional = state.additionalOptions;
  return { options, ...(additional && { additionalOptions: declaredOf(rest, additional, undefined) }) };
}

/** Of raw options, those that the program names, as it writes them; all of them where no program does. */
function declaredOf(
  answered: Options,
  declared: Options | undefined,
  type: IntegrationTypeName | undefined,
): Options {
  return declared === undefined
    ? answered
    : mapValues(declared, (value, key) => {
        const held = answered[key] ?? null;
        return isHeldAs(key, value, held, type) ? value : held;
      });
}

/** Whether PagerTree, which casts 5 to "5" and null to a default, answers this value of a raw option with that one. */
function isHeldAs(
  key: string,
  value: unknown,
  held: unknown,
  type: IntegrationTypeName | undefined,
): boolean {
  const [ofValue, ofHeld] = [value, held].map((one) => type && readOptions(type, { [key]: one }));
  if (ofValue !== undefined && !(key in ofValue.rest)) {
    return isEqual(ofValue.options, ofHeld?.options);
  }
  // Of an option that the catalog does not know, the kind of value and the default can only be guessed.
  return value === null ? held === null || held === "" || held === false : String(held) === String(value);
}
