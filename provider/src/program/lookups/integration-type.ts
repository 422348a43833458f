/** Looks up integration types. PagerTree documents neither their ids nor all of them, so a program finds them by name. */
import type * as pulumi from "@pulumi/pulumi";
import { type GetIntegrationTypeResult, integrationTypeLookup } from "../../lookups/integration-type.ts";
import { find, lookUp, lookUpAll, lookUpOutput, type NameOrIdOutput } from "./look-up.ts";

export type { GetIntegrationTypeResult } from "../../lookups/integration-type.ts";

/** Which integration type: by its name or its id. */
export type GetIntegrationTypeArgs =
  | {
      /** Its id. */
      id: string;
      name?: never;
    }
  | {
      /**
       * Its name, as `type` of an integration takes it (`aws-cloudwatch`) or as the web page shows it (`AWS
       * CloudWatch`). Case, spaces and punctuation make no difference.
       */
      name: string;
      id?: never;
    };

/** {@link GetIntegrationTypeArgs}, with outputs. */
export type GetIntegrationTypeOutputArgs = NameOrIdOutput;

/**
 * Finds one integration type by its name or id.
 *
 * ```typescript
 * const datadog = await getIntegrationType({ name: "datadog" });
 * ```
 *
 * @throws LookupError if there is no such type, or more than one; ConfigError, ApiError, TransportError.
 */
export function getIntegrationType(args: GetIntegrationTypeArgs): Promise<GetIntegrationTypeResult> {
  return lookUp("getIntegrationType", args, () => find(integrationTypeLookup, args));
}

/** {@link getIntegrationType} for arguments that may be outputs; returns an output. */
export function getIntegrationTypeOutput(
  args: GetIntegrationTypeOutputArgs,
): pulumi.Output<GetIntegrationTypeResult> {
  return lookUpOutput(args, getIntegrationType);
}

/**
 * All integration types of the account. Mocks answer with `{ integrationTypes: [...] }`.
 *
 * ```typescript
 * const types = await getIntegrationTypes();
 * ```
 */
export function getIntegrationTypes(): Promise<GetIntegrationTypeResult[]>;
export function getIntegrationTypes(filters: object = {}): Promise<GetIntegrationTypeResult[]> {
  return lookUpAll("getIntegrationTypes", "integrationTypes", filters, integrationTypeLookup);
}

/** {@link getIntegrationTypes} as an output. */
export function getIntegrationTypesOutput(): pulumi.Output<GetIntegrationTypeResult[]>;
export function getIntegrationTypesOutput(filters: object = {}): pulumi.Output<GetIntegrationTypeResult[]> {
  return lookUpOutput(filters, getIntegrationTypes);
}
