/** Integration types as lookups give them. */
import type { IntegrationTypeWire } from "../api/wire.ts";
import {
  findTypeByDisplayName,
  integrationTypeEntry,
  isTypeName,
  sameDisplayName,
} from "../catalog/catalog.ts";
import type { IntegrationTypeName } from "../catalog/option-types.ts";
import type { Lookup } from "./find-one.ts";

/** An integration type (https://pagertree.com/docs/api/integrations, "List all Integration Types"). */
export interface GetIntegrationTypeResult {
  /** The id, which `integrationTypeId` of an integration takes. */
  id: string;
  /** The name that PagerTree's web page shows, such as `AWS CloudWatch`. */
  name: string;
  /** The name that `type` of an integration takes, such as `aws-cloudwatch`; undefined if this package does not know the type. */
  type: IntegrationTypeName | undefined;
}

/** How integration types are looked up. */
export const integrationTypeLookup: Lookup<"integrationTypes", GetIntegrationTypeResult> = {
  kind: "integrationTypes",
  caller: "getIntegrationType",
  noun: "integration type",
  nameOf: (type) => type.name,
  matches: {
    name: (type, wanted) =>
      sameDisplayName(type.name, isTypeName(wanted) ? integrationTypeEntry(wanted).name : wanted),
  },
  resultOf: toResult,
};

function toResult({ id, name }: IntegrationTypeWire): GetIntegrationTypeResult {
  return { id, name, type: findTypeByDisplayName(name) };
}
