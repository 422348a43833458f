/** Escalation policies as lookups give them. */
import { type CommonAttributes, commonAttributes } from "../api/common-attributes.ts";
import type { EscalationPolicyWire } from "../api/on-call-wire.ts";
import { contentOf } from "../escalation-policy/wire.ts";
import type { TimeoutUnit } from "../escalation-policy/words.ts";
import { byName, type Lookup } from "./find-one.ts";

/** A layer of an escalation policy, as PagerTree has it. */
export interface GetEscalationPolicyLayer {
  /** Its number. Rotations put people on call on it. */
  layer: number;
  /** How long its people have to answer before the next layer is paged. */
  timeout: number;
  /** The unit of `timeout`. */
  timeoutUnit: TimeoutUnit;
  /** Its colour, such as `#10B981`. */
  color: string | undefined;
}

/** An escalation policy (https://pagertree.com/docs/api/escalation-policies). */
export interface GetEscalationPolicyResult extends CommonAttributes {
  /** Its name. */
  name: string;
  /** Its layers, in order. */
  layers: GetEscalationPolicyLayer[];
  /** How often all layers are paged again. */
  repeat: number;
  /** The ULIDs of the teams that alerts go to in the end. */
  reassignTeamIds: string[];
  /** The ULIDs of the account users that alerts go to in the end. */
  reassignAccountUserIds: string[];
  /** The ULIDs of the teams that use it. */
  teamIds: string[];
}

/** How escalation policies are looked up. */
export const escalationPolicyLookup: Lookup<"escalationPolicies", GetEscalationPolicyResult> = {
  kind: "escalationPolicies",
  caller: "getEscalationPolicy",
  noun: "escalation policy",
  ...byName,
  resultOf: toResult,
};

function toResult(wire: EscalationPolicyWire): GetEscalationPolicyResult {
  const { name, layers, repeat, reassignTeamIds, reassignAccountUserIds } = contentOf(wire);
  return {
    ...commonAttributes(wire),
    name,
    layers: layers.map(({ layer, timeout, timeoutUnit, color }, index) => ({
      layer: layer ?? index + 1,
      timeout,
      timeoutUnit,
      color,
    })),
    repeat,
    reassignTeamIds,
    reassignAccountUserIds,
    teamIds: wire.team_ids,
  };
}
