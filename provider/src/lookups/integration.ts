/** Integrations as lookups give them. */
import { type CommonAttributes, commonAttributes } from "../api/common-attributes.ts";
import type { IntegrationWire } from "../api/wire.ts";
import { findTypeByDisplayName, isSecretOptionName, toOptionName } from "../catalog/catalog.ts";
import type { IntegrationTypeName } from "../catalog/option-types.ts";
import { endpointOf } from "../integration/endpoint.ts";
import { checkFilters } from "./filters.ts";
import { byName, type Lookup, type LookupSource } from "./find-one.ts";

/** An integration in PagerTree (https://pagertree.com/docs/api/integrations). */
export interface GetIntegrationResult extends CommonAttributes {
  /** Its name. */
  name: string;
  /** Whether it is enabled. */
  enabled: boolean;
  /** The urgency of its alerts if the sender does not give one. */
  urgency: string | undefined;
  /** The id of its type. */
  integrationTypeId: string;
  /** The name of its type, as `type` of an integration takes it; undefined if this package does not know the type. */
  type: IntegrationTypeName | undefined;
  /** The URL that the other system sends to, or the address of an e-mail integration. */
  endpoint: string;
  /**
   * Its options in camel case, without the secret ones: a promise returns a plain value, which Pulumi could not keep
   * secret.
   */
  options: Record<string, unknown>;
  /** The ULIDs of the teams that its alerts go to. */
  teamIds: string[];
  /** The ULIDs of the routers that its alerts go to. */
  routerIds: string[];
  /** The ULIDs of the account users that its alerts go to. */
  accountUserIds: string[];
}

/** Which integrations: those that match every filter. Without filters, all of them. */
export interface GetIntegrationsArgs {
  /** The exact name. */
  name?: string;
  /** The type, as `type` of an integration takes it. */
  type?: IntegrationTypeName;
  /** The id of the type. */
  integrationTypeId?: string;
  /** Only the enabled ones, or only the others. */
  enabled?: boolean;
  /** The urgency. */
  urgency?: string;
}

/** How integrations are looked up. */
export const integrationLookup: Lookup<"integrations", GetIntegrationResult> = {
  kind: "integrations",
  caller: "getIntegration",
  noun: "integration",
  ...byName,
  resultOf: toResult,
};

/** Every filter, with the type of its value. */
const filterTypes: Readonly<Record<keyof GetIntegrationsArgs, "string" | "boolean">> = {
  name: "string",
  type: "string",
  integrationTypeId: "string",
  enabled: "boolean",
  urgency: "string",
};

/** Makes sure that each filter is one. */
export function checkIntegrationFilters(filters: object): void {
  checkFilters("getIntegrations", filters, filterTypes);
}

/** PagerTree ignores filters that it does not know, and none of them goes by the name of a type: so they are applied here. */
export function fits(integration: GetIntegrationResult, filters: GetIntegrationsArgs): boolean {
  const { name, type, integrationTypeId, enabled, urgency } = filters;
  return (
    (name === undefined || integration.name === name) &&
    (type === undefined || integration.type === type) &&
    (integrationTypeId === undefined || integration.integrationTypeId === integrationTypeId) &&
    (enabled === undefined || integration.enabled === enabled) &&
    (urgency === undefined || integration.urgency === urgency)
  );
}

function toResult(wire: IntegrationWire, { baseUrl }: Pick<LookupSource, "baseUrl">): GetIntegrationResult {
  const type = findTypeByDisplayName(wire.integration_type.name ?? "");
  const options = Object.entries(wire.options)
    .filter(([key]) => !isSecretOptionName(key))
    .map(([key, value]) => [toOptionName(key), value]);
  return {
    ...commonAttributes(wire),
    name: wire.name,
    enabled: wire.enabled,
    urgency: wire.urgency ?? undefined,
    integrationTypeId: wire.integration_type.id,
    type,
    endpoint: endpointOf(wire, type, baseUrl),
    options: Object.fromEntries(options),
    teamIds: wire.team_ids,
    routerIds: wire.router_ids,
    accountUserIds: wire.account_user_ids,
  };
}
