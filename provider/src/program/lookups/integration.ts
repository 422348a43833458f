/** Looks up integrations, also those that no stack manages. */
import * as pulumi from "@pulumi/pulumi";
import { type CommonAttributes, commonAttributes } from "../../api/common-attributes.ts";
import type { IntegrationWire } from "../../api/wire.ts";
import { findTypeByDisplayName, isSecretOptionName, toOptionName } from "../../catalog/catalog.ts";
import type { IntegrationTypeName } from "../../catalog/option-types.ts";
import { endpointOf } from "../../integration/endpoint.ts";
import { programConfig } from "../program-config.ts";
import { findOne, type Search } from "./find-one.ts";
import { lookUp, lookUpList } from "./look-up.ts";
import { sharedList } from "./shared-list.ts";

/** An integration as PagerTree holds it (https://pagertree.com/docs/api/integrations). */
export interface GetIntegrationResult extends CommonAttributes {
  /** Its name. */
  name: string;
  /** Whether it is enabled. */
  enabled: boolean;
  /** The urgency of its alerts when the sender does not say. */
  urgency: string | undefined;
  /** The id of its type. */
  integrationTypeId: string;
  /** The name of its type, as `type` of an integration takes it; undefined if this package does not know the type. */
  type: IntegrationTypeName | undefined;
  /** Where the other system sends to: the inbound URL, or the address of an e-mail integration. */
  endpoint: string;
  /**
   * Its options in camel case, without the secret ones: what a promise gives is a plain value, which Pulumi could
   * not keep secret.
   */
  options: Record<string, unknown>;
  /** The ULIDs of the teams that its alerts go to. */
  teamIds: string[];
  /** The ULIDs of the routers that its alerts go to. */
  routerIds: string[];
  /** The ULIDs of the account users that its alerts go to. */
  accountUserIds: string[];
}

/** Which integration: one of its name and its id. */
export type GetIntegrationArgs =
  | {
      /** Its exact name. Names need not be unique: two of that name are an error. */
      name: string;
      id?: never;
    }
  | {
      /** Its ULID or prefix id (`int_…`). */
      id: string;
      name?: never;
    };

/** {@link GetIntegrationArgs}, with outputs. */
export type GetIntegrationOutputArgs =
  | { name: pulumi.Input<string>; id?: never }
  | { id: pulumi.Input<string>; name?: never };

/** Which integrations: those that every given filter fits. Without any, all of them. */
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

/** {@link GetIntegrationsArgs}, with outputs. */
export type GetIntegrationsOutputArgs = {
  [Filter in keyof GetIntegrationsArgs]: pulumi.Input<NonNullable<GetIntegrationsArgs[Filter]>>;
};

const search: Search<"integrations"> = {
  kind: "integrations",
  caller: "getIntegration",
  noun: "integration",
  nameOf: (integration) => integration.name,
  matches: { name: (integration, wanted) => integration.name === wanted },
};

/**
 * Finds one integration by its name or id.
 *
 * ```typescript
 * const checkout = await getIntegration({ name: "Checkout" });
 * ```
 *
 * @throws LookupError if there is no such integration, or more than one; ConfigError, ApiError, TransportError.
 */
export function getIntegration(args: GetIntegrationArgs): Promise<GetIntegrationResult> {
  return lookUp("getIntegration", args, async () => toResult(await findOne(search, args)));
}

/** {@link getIntegration} for arguments that may be outputs; gives an output. */
export function getIntegrationOutput(args: GetIntegrationOutputArgs): pulumi.Output<GetIntegrationResult> {
  return pulumi.output(args).apply(getIntegration);
}

/**
 * All integrations of the account that the filters fit. Mocks answer with `{ integrations: [...] }`.
 *
 * ```typescript
 * const disabled = await getIntegrations({ type: "datadog", enabled: false });
 * ```
 */
export function getIntegrations(filters: GetIntegrationsArgs = {}): Promise<GetIntegrationResult[]> {
  return lookUpList("getIntegrations", "integrations", filters, async () => {
    const integrations = (await sharedList("integrations").rows).map(toResult);
    return integrations.filter((integration) => fits(integration, filters));
  });
}

/** {@link getIntegrations} for filters that may be outputs; gives an output. */
export function getIntegrationsOutput(
  filters: GetIntegrationsOutputArgs = {},
): pulumi.Output<GetIntegrationResult[]> {
  return pulumi.output(filters).apply(getIntegrations);
}

/** PagerTree ignores filters that it does not know, and none of them goes by the name of a type: so they are applied here. */
function fits(integration: GetIntegrationResult, filters: GetIntegrationsArgs): boolean {
  const { name, type, integrationTypeId, enabled, urgency } = filters;
  return (
    (name === undefined || integration.name === name) &&
    (type === undefined || integration.type === type) &&
    (integrationTypeId === undefined || integration.integrationTypeId === integrationTypeId) &&
    (enabled === undefined || integration.enabled === enabled) &&
    (urgency === undefined || integration.urgency === urgency)
  );
}

function toResult(wire: IntegrationWire): GetIntegrationResult {
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
    endpoint: endpointOf(wire, type, programConfig().baseUrl),
    options: Object.fromEntries(options),
    teamIds: wire.team_ids,
    routerIds: wire.router_ids,
    accountUserIds: wire.account_user_ids,
  };
}
