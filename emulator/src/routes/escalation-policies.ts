// /escalation_policies: create, read, update, delete, list, with their layers.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { castBoolean, castInteger, castString } from "../casts.ts";
import type { Context } from "../context.ts";
import { createDefaultPolicy, defaultLayers } from "../on-call/team-defaults.ts";
import type { EscalationLayer, EscalationPolicy } from "../on-call-models.ts";
import type { Params } from "../params.ts";
import { permitIds, permitMaps, permitScalar } from "../params.ts";
import { Failure, failIfAny, notFound } from "../responses.ts";
import type { Attributes } from "../store.ts";
import {
  checkName,
  checkWord,
  paramsOf,
  registerRecords,
  requireIds,
  requireText,
  serializeCommon,
  showIds,
} from "./shared.ts";

/** How often a policy may be gone through again: D:escalation-policies. */
const MOST_REPEATS = 3;
/** The words of `timeout_unit`; the letters are those of PagerTree's third version. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ["s", "seconds"],
  ["m", "minutes"],
  ["h", "hours"],
  ["d", "days"],
]);

export function registerEscalationPolicies(app: FastifyInstance, context: Context): void {
  registerRecords(app, context, "escalation_policies", { assign, serialize, release });
}

function assign(
  context: Context,
  request: FastifyRequest,
  stored: EscalationPolicy | undefined,
): Attributes<"escalation_policies"> {
  const { store, switches } = context;
  const params = paramsOf(request);
  const failures: string[] = [];
  const name = requireText(failures, "name", permitScalar(params, "name"), stored?.name);
  checkName(context, request, failures, "escalation_policies", name, stored);
  const teamIds = permitIds(params, "reassign_team_ids") ?? stored?.reassign_team_ids ?? [];
  const userIds = permitIds(params, "reassign_account_user_ids") ?? stored?.reassign_account_user_ids ?? [];
  requireIds(context, request, failures, "teams", "reassign_team_ids", teamIds);
  requireIds(context, request, failures, "account_users", "reassign_account_user_ids", userIds);
  const isOwn = (id: string) => store.find("teams", id)?.escalation_policy_id === stored?.id;
  if (switches.ownTeamReassignmentRefused && stored && teamIds.some(isOwn)) {
    failures.push("reassign_team_ids can't be a team of the policy");
  }
  const repeat = numberOf(params, "repeat", stored?.repeat ?? 0);
  checkNumber(context, failures, "repeat", repeat, 0, MOST_REPEATS);
  const layers = assignLayers(context, params, stored, failures);
  failIfAny(failures);
  return {
    name,
    repeat: repeat ?? 0,
    reassign_team_ids: teamIds,
    reassign_account_user_ids: userIds,
    escalation_layers: layers,
  };
}

function assignLayers(
  context: Context,
  params: Params,
  stored: EscalationPolicy | undefined,
  failures: string[],
): EscalationLayer[] {
  const { store, switches } = context;
  const sent = permitMaps(params, "escalation_layers_attributes") ?? [];
  if (stored === undefined && sent.length === 0 && switches.policyWithoutLayers !== "refused") {
    return switches.policyWithoutLayers === "none" ? [] : defaultLayers(store);
  }
  const layers = new Map(stored?.escalation_layers.map((layer) => [layer.id, layer]));
  for (const attributes of sent) {
    const id = permitScalar(attributes, "id") ?? undefined;
    const before = id === undefined ? undefined : layers.get(String(id));
    // Rails looks nested records up among the parent's own, and finds no other.
    if (id !== undefined && before === undefined) throw notFound();
    if (castBoolean(permitScalar(attributes, "_destroy") ?? null) === true) {
      if (before) layers.delete(before.id);
      continue;
    }
    const layer = assignLayer(context, attributes, before, failures);
    layers.set(layer.id, layer);
  }
  const sorted = [...layers.values()].toSorted((a, b) => a.layer - b.layer);
  if (sorted.length === 0) failures.push("escalation_layers can't be blank");
  if (switches.layersRenumbered) return sorted.map((layer, index) => ({ ...layer, layer: index + 1 }));
  if (new Set(sorted.map(({ layer }) => layer)).size < sorted.length) {
    failures.push("escalation_layers.layer has already been taken");
  }
  return sorted;
}

function assignLayer(
  context: Context,
  sent: Params,
  stored: EscalationLayer | undefined,
  failures: string[],
): EscalationLayer {
  const { store, switches } = context;
  const layer = numberOf(sent, "layer", stored?.layer ?? null);
  const timeout = numberOf(sent, "timeout", stored?.timeout ?? null);
  const color = permitScalar(sent, "color_hex");
  const sentUnit = permitScalar(sent, "timeout_unit");
  const unit =
    sentUnit === undefined ? shownUnit(context, stored?.timeout_unit ?? null) : castString(sentUnit);
  if (layer === null) failures.push("escalation_layers.layer can't be blank");
  else if (layer < 1) failures.push("escalation_layers.layer must be greater than or equal to 1");
  checkNumber(context, failures, "escalation_layers.timeout", timeout, 1);
  const areLetters = switches.timeoutUnits === "letters";
  const units = [...(areLetters ? UNITS.keys() : UNITS.values())];
  checkWord(context, failures, "escalation_layers.timeout_unit", unit, units);
  return {
    id: stored?.id ?? store.ids.ulid(store.clock()),
    prefix_id: stored?.prefix_id ?? store.ids.prefixId("esl"),
    layer: layer ?? 0,
    timeout: timeout ?? 0,
    timeout_unit: UNITS.get(unit ?? "") ?? unit ?? "",
    color_hex: color === undefined ? (stored?.color_hex ?? null) : castString(color),
  };
}

function numberOf(params: Params, attribute: string, stored: number | null): number | null {
  const sent = permitScalar(params, attribute);
  return sent === undefined ? stored : castInteger(sent);
}

function checkNumber(
  { switches }: Context,
  failures: string[],
  attribute: string,
  value: number | null,
  lowest: number,
  highest = Number.POSITIVE_INFINITY,
): void {
  if (value === null) failures.push(`${attribute} is not a number`);
  else if (switches.policyBoundsUnchecked) return;
  else if (value < lowest) failures.push(`${attribute} must be greater than or equal to ${lowest}`);
  else if (value > highest) failures.push(`${attribute} must be less than or equal to ${highest}`);
}

function shownUnit({ switches }: Context, unit: string | null): string | null {
  return switches.timeoutUnits === "letters" ? (unit?.charAt(0) ?? null) : unit;
}

function serialize(policy: EscalationPolicy, context: Context) {
  const show = showIds(context, policy.id);
  const teams = context.store.all("teams", policy.account_id);
  return {
    ...serializeCommon(policy),
    name: policy.name,
    repeat: policy.repeat,
    reassign_team_ids: show(policy.reassign_team_ids),
    reassign_account_user_ids: show(policy.reassign_account_user_ids),
    team_ids: show(
      teams.filter(({ escalation_policy_id }) => escalation_policy_id === policy.id).map(({ id }) => id),
    ),
    escalation_layers: policy.escalation_layers.map((layer) => ({
      account_id: policy.account_id,
      ...layer,
      timeout_unit: shownUnit(context, layer.timeout_unit),
    })),
  };
}

function release({ store, switches }: Context, policy: EscalationPolicy): void {
  const teams = store.all("teams").filter(({ escalation_policy_id }) => escalation_policy_id === policy.id);
  if (teams.length === 0 || switches.deletionOfUsed === "dangling") return;
  if (switches.deletionOfUsed === "refused") throw new Failure(422, ["Escalation policy is used by a team"]);
  for (const { id, account_id, name } of teams) {
    store.update("teams", id, { escalation_policy_id: createDefaultPolicy(store, account_id, name).id });
  }
}
