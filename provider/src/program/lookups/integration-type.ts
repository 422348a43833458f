/** Looks up integration types. PagerTree documents neither their ids nor all of them, so a program finds them by name. */
import * as pulumi from "@pulumi/pulumi";
import type { IntegrationTypeWire } from "../../api/wire.ts";
import {
  findTypeByDisplayName,
  integrationTypeEntry,
  isTypeName,
  sameDisplayName,
} from "../../catalog/catalog.ts";
import type { IntegrationTypeName } from "../../catalog/option-types.ts";
import { findOne, type Search } from "./find-one.ts";
import { lookUp, lookUpList } from "./look-up.ts";
import { sharedList } from "./shared-list.ts";

/** An integration type (https://pagertree.com/docs/api/integrations, "List all Integration Types"). */
export interface GetIntegrationTypeResult {
  /** The id, which `integrationTypeId` of an integration takes. */
  id: string;
  /** The name that PagerTree's web page shows, such as `AWS CloudWatch`. */
  name: string;
  /** The name that `type` of an integration takes, such as `aws-cloudwatch`; undefined if this package does not know the type. */
  type: IntegrationTypeName | undefined;
}

/** Which integration type: one of its name and its id. */
export type GetIntegrationTypeArgs =
  | {
      /**
       * Its name, as `type` of an integration takes it (`aws-cloudwatch`) or as the web page shows it (`AWS
       * CloudWatch`). Case, spaces and punctuation make no difference.
       */
      name: string;
      id?: never;
    }
  | {
      /** Its id. */
      id: string;
      name?: never;
    };

/** {@link GetIntegrationTypeArgs}, with outputs. */
export type GetIntegrationTypeOutputArgs =
  | { name: pulumi.Input<string>; id?: never }
  | { id: pulumi.Input<string>; name?: never };

const search: Search<"integrationTypes"> = {
  kind: "integrationTypes",
  caller: "getIntegrationType",
  noun: "integration type",
  nameOf: (type) => type.name,
  matches: {
    name: (type, wanted) =>
      sameDisplayName(type.name, isTypeName(wanted) ? integrationTypeEntry(wanted).name : wanted),
  },
};

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
  return lookUp("getIntegrationType", args, async () => toResult(await findOne(search, args)));
}

/** {@link getIntegrationType} for arguments that may be outputs; gives an output. */
export function getIntegrationTypeOutput(
  args: GetIntegrationTypeOutputArgs,
): pulumi.Output<GetIntegrationTypeResult> {
  return pulumi.output(args).apply(getIntegrationType);
}

/** All integration types of the account. Mocks answer with `{ integrationTypes: [...] }`. */
export function getIntegrationTypes(): Promise<GetIntegrationTypeResult[]> {
  return lookUpList("getIntegrationTypes", "integrationTypes", {}, async () =>
    (await sharedList("integrationTypes").rows).map(toResult),
  );
}

/** {@link getIntegrationTypes} as an output. */
export function getIntegrationTypesOutput(): pulumi.Output<GetIntegrationTypeResult[]> {
  return pulumi.output(getIntegrationTypes());
}

function toResult({ id, name }: IntegrationTypeWire): GetIntegrationTypeResult {
  return { id, name, type: findTypeByDisplayName(name) };
}
