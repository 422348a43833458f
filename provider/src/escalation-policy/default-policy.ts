/** What PagerTree makes with each team, and whether somebody has changed it since. */
import { isEqual } from "es-toolkit";
import type { EscalationPolicyWire } from "../api/on-call-wire.ts";
import { contentOf } from "./wire.ts";

/** The waits of the three layers, in minutes: https://pagertree.com/features/escalation-policy */
const defaultTimeouts = [5, 10, 15];

/**
 * Whether a policy pages as PagerTree's own does that a new team gets. Its name and its colours, which page nobody, do
 * not count.
 */
export function isDefaultPolicy(policy: EscalationPolicyWire): boolean {
  const { layers, repeat, reassignTeamIds, reassignAccountUserIds } = contentOf(policy);
  const waits = layers.map(({ layer, timeout, timeoutUnit }) => ({ layer, timeout, timeoutUnit }));
  return (
    repeat === 0 &&
    reassignTeamIds.length + reassignAccountUserIds.length === 0 &&
    // The number of a layer is left out where it is its place.
    isEqual(
      waits,
      defaultTimeouts.map((timeout) => ({ layer: undefined, timeout, timeoutUnit: "minutes" })),
    )
  );
}
