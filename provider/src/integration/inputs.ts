/** The inputs of an integration in their normal form: what `check` returns, the state holds and `diff` compares. */

import { isPlainObject } from "es-toolkit";
import type { DestinationKind } from "../api/destination-kinds.ts";
import { isTypeName } from "../catalog/catalog.ts";
import { normaliseOptions } from "../catalog/normalise-options.ts";
import type { IntegrationTypeName } from "../catalog/option-types.ts";
import { normaliseId, normaliseIds } from "../common/ids.ts";
import type { Receiver } from "../receivers/receiver.ts";
import { canonicalRules } from "../rules/rules-text.ts";

/** An integration type as an integration's outputs name it. */
export interface IntegrationTypeReference {
  /** The ULID of the type, which `integrationTypeId` takes. */
  id: string;
  /** The name that PagerTree's web page shows, such as `Datadog`. */
  name: string;
}

/** Options by name. A value that PagerTree answers may be of any kind. */
export type Options = Record<string, unknown>;

/** What a program declares of an integration, every default filled. */
export interface IntegrationInputs {
  name: string;
  /** One of {@link Urgency}, or what PagerTree answers in its place. */
  urgency: string;
  enabled: boolean;
  /** ULIDs, sorted, each once. */
  teamIds: string[];
  routerIds: string[];
  accountUserIds: string[];
  /** Either this… */
  type?: IntegrationTypeName | undefined;
  /** …or this. */
  integrationTypeId?: string | undefined;
  /** Who receives an outgoing webhook. It is the stack's alone: PagerTree does not know it. */
  receiver?: Receiver | undefined;
  /** By their names in a program under a `type`, else by PagerTree's. */
  options: Options;
  additionalOptions?: Options | undefined;
}

/** What the stack last knew of an integration; nothing, if it was never in the stack. */
export type IntegrationState = Partial<IntegrationInputs> & {
  readonly integrationType?: IntegrationTypeReference;
};

/** The arguments for an integration's destinations, and what each leads to. */
export const destinationArguments = {
  teamIds: "teams",
  routerIds: "routers",
  accountUserIds: "accountUsers",
} as const satisfies Partial<Record<keyof IntegrationInputs, DestinationKind>>;

/** The normal form of inputs: two that declare the same integration are equal in it. */
export function normaliseIntegration(inputs: IntegrationInputs): IntegrationInputs {
  const { type, integrationTypeId, receiver, additionalOptions } = inputs;
  return {
    name: inputs.name,
    urgency: inputs.urgency,
    enabled: inputs.enabled,
    teamIds: normaliseIds(inputs.teamIds),
    routerIds: normaliseIds(inputs.routerIds),
    accountUserIds: normaliseIds(inputs.accountUserIds),
    // Left out, not undefined: the engine's protocol does not know undefined.
    ...(type !== undefined && { type }),
    ...(integrationTypeId !== undefined && { integrationTypeId: normaliseId(integrationTypeId) }),
    ...(receiver !== undefined && { receiver }),
    options: normaliseOptionsOf(inputs),
    ...(additionalOptions !== undefined && { additionalOptions }),
  };
}

/** Rules are compared by their meaning where the stack has checked that they have one. */
function normaliseOptionsOf({ type, receiver, options }: IntegrationInputs): Options {
  // Unknown, or from a state that somebody has written by hand.
  if (!isTypeName(type) || !isPlainObject(options)) {
    return options;
  }
  const normal = normaliseOptions(type, options);
  const rules = normal["outgoingRules"];
  return receiver !== undefined && typeof rules === "string"
    ? { ...normal, outgoingRules: canonicalRules(rules) }
    : normal;
}
