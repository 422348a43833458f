/** The inputs of an escalation policy in their normal form, and PagerTree's names of them. */
import { normaliseId, normaliseIds } from "../common/ids.ts";
import type { PolicyEnding, TimeoutUnit } from "./words.ts";

/** A layer of a policy. */
export interface EscalationLayer {
  /** Its number; absent where that is its place in the list, from 1. */
  layer?: number | undefined;
  /** How long its people have before the next layer is paged. */
  timeout: number;
  /** The unit of `timeout`. */
  timeoutUnit: TimeoutUnit;
  /** Its colour, such as `#10B981`; absent where the program leaves it to others. */
  color?: string | undefined;
}

/** What a policy holds. */
export interface EscalationPolicyContent {
  /** Its name; absent where the program leaves it to others. */
  name?: string | undefined;
  /** Its layers, in order. */
  layers: EscalationLayer[];
  /** How often all layers are gone through again. */
  repeat: number;
  /** The ULIDs of the teams that alerts go to in the end, sorted. */
  reassignTeamIds: string[];
  /** The ULIDs of the account users that alerts go to in the end, sorted. */
  reassignAccountUserIds: string[];
}

/** What a program declares of an escalation policy, every default filled. */
export interface EscalationPolicyInputs extends EscalationPolicyContent {
  /** ULID. */
  teamId: string;
  /** It is the stack's alone: PagerTree does not know it. */
  onDestroy: PolicyEnding;
}

/** What the stack last knew of a policy. */
export type EscalationPolicyState = Partial<EscalationPolicyInputs> & {
  readonly original?: EscalationPolicyContent;
};

/** The arguments that take ids of objects. */
export const idArguments = {
  teamId: "teams",
  reassignTeamIds: "teams",
  reassignAccountUserIds: "accountUsers",
} as const;

/** PagerTree's names of the arguments: https://pagertree.com/docs/api/escalation-policies */
export const attributeNames = {
  name: "name",
  layers: "escalation_layers",
  repeat: "repeat",
  reassignTeamIds: "reassign_team_ids",
  reassignAccountUserIds: "reassign_account_user_ids",
} as const satisfies Record<keyof EscalationPolicyContent, string>;

/** The normal form of inputs: two that declare the same policy are equal in it. */
export function normalisePolicy(inputs: EscalationPolicyInputs): EscalationPolicyInputs {
  const { teamId, onDestroy } = inputs;
  return { teamId: normaliseId(teamId), ...normaliseContent(inputs), onDestroy };
}

/** The same of what a policy holds. */
export function normaliseContent(content: EscalationPolicyContent): EscalationPolicyContent {
  const { name, layers, repeat } = content;
  return {
    // Left out, not undefined: the engine's protocol does not know undefined.
    ...(name !== undefined && { name }),
    layers: Array.isArray(layers) ? layers.map(normaliseLayer) : layers,
    repeat,
    reassignTeamIds: normaliseIds(content.reassignTeamIds),
    reassignAccountUserIds: normaliseIds(content.reassignAccountUserIds),
  };
}

function normaliseLayer(
  { layer, timeout, timeoutUnit, color }: EscalationLayer,
  index: number,
): EscalationLayer {
  return {
    ...(layer !== undefined && layer !== index + 1 && { layer }),
    timeout,
    timeoutUnit,
    ...(color !== undefined && { color: color.toUpperCase() }),
  };
}
