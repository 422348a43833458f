/** Looks up escalation policies. */
import type * as pulumi from "@pulumi/pulumi";
import { escalationPolicyLookup, type GetEscalationPolicyResult } from "../../lookups/escalation-policy.ts";
import { find, lookUp, lookUpAll, lookUpOutput, type NameOrIdOutput } from "./look-up.ts";

export type { GetEscalationPolicyLayer, GetEscalationPolicyResult } from "../../lookups/escalation-policy.ts";

/** Which escalation policy: by its name or its id. */
export type GetEscalationPolicyArgs =
  | {
      /** Its ULID or prefix id (`esp_…`). */
      id: string;
      name?: never;
    }
  | {
      /** Its exact name. Names need not be unique: two of that name are an error. */
      name: string;
      id?: never;
    };

/** {@link GetEscalationPolicyArgs}, with outputs. */
export type GetEscalationPolicyOutputArgs = NameOrIdOutput;

/**
 * Finds one escalation policy by its name or id.
 *
 * ```typescript
 * const platform = await getEscalationPolicy({ name: "Platform Escalation Policy" });
 * ```
 *
 * @throws LookupError if there is no such escalation policy, or more than one; ConfigError, ApiError, TransportError.
 */
export function getEscalationPolicy(args: GetEscalationPolicyArgs): Promise<GetEscalationPolicyResult> {
  return lookUp("getEscalationPolicy", args, () => find(escalationPolicyLookup, args));
}

/** {@link getEscalationPolicy} for arguments that may be outputs; returns an output. */
export function getEscalationPolicyOutput(
  args: GetEscalationPolicyOutputArgs,
): pulumi.Output<GetEscalationPolicyResult> {
  return lookUpOutput(args, getEscalationPolicy);
}

/**
 * All escalation policies of the account. Mocks answer with `{ escalationPolicies: [...] }`.
 *
 * ```typescript
 * const escalationPolicies = await getEscalationPolicies();
 * ```
 */
export function getEscalationPolicies(): Promise<GetEscalationPolicyResult[]>;
export function getEscalationPolicies(filters: object = {}): Promise<GetEscalationPolicyResult[]> {
  return lookUpAll("getEscalationPolicies", "escalationPolicies", filters, escalationPolicyLookup);
}

/** {@link getEscalationPolicies} as an output. */
export function getEscalationPoliciesOutput(): pulumi.Output<GetEscalationPolicyResult[]>;
export function getEscalationPoliciesOutput(
  filters: object = {},
): pulumi.Output<GetEscalationPolicyResult[]> {
  return lookUpOutput(filters, getEscalationPolicies);
}
