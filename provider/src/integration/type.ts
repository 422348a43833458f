/** The type of an integration: how a program names it, and its id in the account, which is never built in. */

import type { IntegrationTypeWire } from "../api/wire.ts";
import {
  findTypeByDisplayName,
  findTypesByWord,
  integrationTypeEntry,
  isTypeName,
  sameDisplayName,
  typeNames,
} from "../catalog/catalog.ts";
import type { IntegrationTypeName } from "../catalog/option-types.ts";
import type { Failure } from "../common/failure.ts";
import { nearest } from "../common/nearest.ts";
import { isUnknown } from "../common/unknown.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { IntegrationInputs, IntegrationState } from "./inputs.ts";

const example = 'such as "datadog"; docs/integration-types.md lists them all';

/** Checks that exactly one of `type` and `integrationTypeId` is given, and that the catalog knows a `type`. */
export function checkTypeArguments({ type, integrationTypeId }: Record<string, unknown>): Failure[] {
  if (type === undefined) {
    const reason = `is required: the name of an integration type, ${example}. For a type that this package does not know, use integrationTypeId`;
    return integrationTypeId === undefined ? [{ path: ["type"], reason }] : [];
  }
  if (integrationTypeId !== undefined) {
    return [{ path: ["integrationTypeId"], reason: "cannot be set together with type: give one of the two" }];
  }
  if (typeof type !== "string" || isUnknown(type)) {
    return [
      {
        path: ["type"],
        reason: `must be known when the program runs: the name of an integration type, ${example}`,
      },
    ];
  }
  if (isTypeName(type)) {
    return [];
  }
  const [ofThatWord, another] = findTypesByWord(type);
  const suggestion =
    findTypeByDisplayName(type) ??
    nearest(type, typeNames) ??
    // A word of many descriptions, such as "alerts", says nothing.
    (another === undefined ? ofThatWord : undefined);
  const hint = suggestion === undefined ? `, ${example}` : `; did you mean "${suggestion}"?`;
  return [
    { path: ["type"], reason: `${JSON.stringify(type)} is not the name of an integration type${hint}` },
  ];
}

/** The id of a type in the account, or why it cannot be told. */
export type FoundTypeId = { readonly id: string } | { readonly failure: Failure };

/** Finds the type that an integration declares, by name or by id, among the account's integration types. */
export async function findTypeId(
  { type, integrationTypeId }: Pick<IntegrationInputs, "type" | "integrationTypeId">,
  context: ProviderContext,
): Promise<FoundTypeId> {
  const types = await context.integrationTypes();
  return type === undefined ? findById(integrationTypeId ?? "", types) : findByName(type, types);
}

/** The arguments whose change makes another integration necessary: PagerTree does not change the type of one. */
export function typeChanges(state: IntegrationState, inputs: IntegrationInputs): string[] {
  const { type, integrationTypeId } = inputs;
  if (type === undefined) {
    return integrationTypeId === (state.integrationType?.id ?? state.integrationTypeId)
      ? []
      : ["integrationTypeId"];
  }
  if (state.type !== undefined) {
    return type === state.type ? [] : ["type"];
  }
  // Until now the type was declared by its id.
  return sameDisplayName(integrationTypeEntry(type).name, state.integrationType?.name ?? "") ? [] : ["type"];
}

function findById(given: string, types: readonly IntegrationTypeWire[]): FoundTypeId {
  const match = types.find(({ id, prefix_id: prefixId }) => id === given.toUpperCase() || prefixId === given);
  if (match === undefined) {
    const reason = `${given} is not the id of an integration type of this PagerTree account; getIntegrationTypes() lists those it has`;
    return { failure: { path: ["integrationTypeId"], reason } };
  }
  return { id: match.id };
}

/** Display names are compared without regard to case, spaces and punctuation, which differ between PagerTree's pages. */
function findByName(type: IntegrationTypeName, types: readonly IntegrationTypeWire[]): FoundTypeId {
  const { name } = integrationTypeEntry(type);
  const matches = types.filter((candidate) => sameDisplayName(candidate.name, name));
  const [match, ...others] = matches;
  if (match === undefined) {
    const reason = `this PagerTree account has no integration type named "${name}"; getIntegrationTypes() lists those it has, and integrationTypeId takes the id of any`;
    return { failure: { path: ["type"], reason } };
  }
  if (others.length > 0) {
    const ids = matches.map(({ id }) => id).join(", ");
    const reason = `this PagerTree account has more than one integration type named "${name}"; give the id of the right one as integrationTypeId: ${ids}`;
    return { failure: { path: ["type"], reason } };
  }
  return { id: match.id };
}
