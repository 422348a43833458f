/** Looks up integrations, also those that no stack manages. */
import type * as pulumi from "@pulumi/pulumi";
import {
  checkIntegrationFilters,
  fits,
  type GetIntegrationResult,
  type GetIntegrationsArgs,
  integrationLookup,
} from "../../lookups/integration.ts";
import { find, findAll, lookUp, lookUpList, lookUpOutput, type NameOrIdOutput } from "./look-up.ts";

export type { GetIntegrationResult, GetIntegrationsArgs } from "../../lookups/integration.ts";

/** Which integration: by its name or its id. */
export type GetIntegrationArgs =
  | {
      /** Its ULID or prefix id (`int_…`). */
      id: string;
      name?: never;
    }
  | {
      /** Its exact name. Names need not be unique: two of that name are an error. */
      name: string;
      id?: never;
    };

/** {@link GetIntegrationArgs}, with outputs. */
export type GetIntegrationOutputArgs = NameOrIdOutput;

/** {@link GetIntegrationsArgs}, with outputs. */
export type GetIntegrationsOutputArgs = {
  [Filter in keyof GetIntegrationsArgs]: pulumi.Input<NonNullable<GetIntegrationsArgs[Filter]>>;
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
  return lookUp("getIntegration", args, () => find(integrationLookup, args));
}

/** {@link getIntegration} for arguments that may be outputs; returns an output. */
export function getIntegrationOutput(args: GetIntegrationOutputArgs): pulumi.Output<GetIntegrationResult> {
  return lookUpOutput(args, getIntegration);
}

/**
 * All integrations of the account that match the filters. Mocks answer with `{ integrations: [...] }`.
 *
 * ```typescript
 * const disabled = await getIntegrations({ type: "datadog", enabled: false });
 * ```
 */
export function getIntegrations(filters: GetIntegrationsArgs = {}): Promise<GetIntegrationResult[]> {
  return lookUpList("getIntegrations", "integrations", filters, async () => {
    checkIntegrationFilters(filters);
    const integrations = await findAll(integrationLookup);
    return integrations.filter((integration) => fits(integration, filters));
  });
}

/** {@link getIntegrations} for filters that may be outputs; returns an output. */
export function getIntegrationsOutput(
  filters: GetIntegrationsOutputArgs = {},
): pulumi.Output<GetIntegrationResult[]> {
  return lookUpOutput(filters, getIntegrations);
}
