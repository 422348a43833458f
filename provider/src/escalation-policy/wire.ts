/** The layers of a policy on the way to PagerTree and back: https://pagertree.com/docs/api/escalation-policies */
import type { EscalationPolicyWire } from "../api/on-call-wire.ts";
import type { WireBody } from "../lifecycle/resource-definition.ts";
import type {
  EscalationLayer,
  EscalationPolicyContent,
  EscalationPolicyInputs,
  EscalationPolicyState,
} from "./inputs.ts";
import { normaliseContent } from "./inputs.ts";
import { type TimeoutUnit, timeoutUnits } from "./words.ts";

/** A layer as its attributes; without a colour where that is left to others. */
interface LayerWire {
  readonly layer: number;
  readonly timeout: number;
  readonly timeout_unit: string;
  readonly color_hex?: string;
}

/** The layers as they are compared, and put into a request by {@link toUpdate}. */
export function layersToWire(layers: EscalationPolicyInputs["layers"]): LayerWire[] {
  return Array.isArray(layers)
    ? layers.map(({ layer, timeout, timeoutUnit, color }, index) => ({
        layer: layer ?? index + 1,
        timeout,
        timeout_unit: timeoutUnit,
        ...(color !== undefined && { color_hex: color }),
      }))
    : layers;
}

/**
 * The body that leaves the policy with just these layers: those that it has are named by their ids, and those that it is
 * not to have are taken away.
 */
export function toUpdate(changes: WireBody, object: EscalationPolicyWire): WireBody {
  const { escalation_layers: layers, ...others } = changes;
  if (!Array.isArray(layers)) {
    return others;
  }
  const wanted: readonly LayerWire[] = layers;
  const present = object.escalation_layers;
  // PagerTree's documentation does not say whether a unit is a word or a letter: the policy does.
  const areLetters = present.some(({ timeout_unit: unit }) => unit?.length === 1);
  const changed = wanted.map((layer) => {
    const before = present.find((each) => each.layer === layer.layer);
    const unit = areLetters ? layer.timeout_unit.charAt(0) : layer.timeout_unit;
    return { ...(before && { id: before.id }), ...layer, timeout_unit: unit };
  });
  const removed = present
    .filter(({ layer }) => !wanted.some((each) => each.layer === layer))
    .map(({ id }) => ({ id, _destroy: true }));
  return { ...others, escalation_layers_attributes: [...changed, ...removed] };
}

/** What a policy holds, all of it. */
export function contentOf(object: EscalationPolicyWire): EscalationPolicyContent & { name: string } {
  const layers = object.escalation_layers
    .toSorted((one, other) => one.layer - other.layer)
    .map(
      ({ layer, timeout, timeout_unit: unit, color_hex: color }): EscalationLayer => ({
        layer,
        timeout: timeout ?? 0,
        timeoutUnit: unitOf(unit),
        ...(color && { color }),
      }),
    );
  const { name, reassign_team_ids: teamIds, reassign_account_user_ids: accountUserIds } = object;
  const content = normaliseContent({
    layers,
    repeat: object.repeat ?? 0,
    reassignTeamIds: teamIds,
    reassignAccountUserIds: accountUserIds,
  });
  return { ...content, name };
}

/** The same without what the program leaves to others. */
export function contentFor(
  object: EscalationPolicyWire,
  state: EscalationPolicyState,
): EscalationPolicyContent {
  const { name, layers, ...content } = contentOf(object);
  // Without a team the stack has never seen it.
  const isNew = state.teamId === undefined;
  const withColor = (index: number) => isNew || state.layers?.[index]?.color !== undefined;
  return {
    ...content,
    layers: layers.map(({ color, ...layer }, index) => ({
      ...layer,
      ...(withColor(index) && color !== undefined && { color }),
    })),
    ...((isNew || state.name !== undefined) && { name }),
  };
}

/** One that is not known is shown as it is, and differs from all that a program can write. */
function unitOf(unit: string | null | undefined): TimeoutUnit {
  const known = timeoutUnits.find((word) => word === unit || word.charAt(0) === unit);
  return known ?? (unit as TimeoutUnit);
}
