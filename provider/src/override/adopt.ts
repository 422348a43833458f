/** An override takes over an event that PagerTree has already. */
import { isEqual } from "es-toolkit";
import { commonOutputs } from "../api/common-attributes.ts";
import type { EventWire } from "../api/on-call-wire.ts";
import { LookupError } from "../common/errors.ts";
import { takenError } from "../lifecycle/adopt.ts";
import { checkEventAdoption } from "../lifecycle/check-event-adoption.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import type { Occurrence } from "../on-call/event.ts";
import { readEvent } from "../on-call/read-event.ts";
import { wallClockText } from "../on-call/wall-clock.ts";
import { zoneClock } from "../on-call/zone-clock.ts";
import { rotationTitle } from "../rotation/team.ts";
import {
  type HeldOverride,
  normaliseOverride,
  type OverrideEventState,
  type OverrideInputs,
} from "./inputs.ts";
import { leftOutOf } from "./pieces.ts";
import { toEventState } from "./seen.ts";

/** What the state keeps of the shift that an override was cut out of. */
export function insteadOf(
  shift: Occurrence | undefined,
): Pick<OverrideEventState, "insteadOfAccountUserIds" | "isOfSeries"> {
  return {
    insteadOfAccountUserIds: shift?.accountUserIds ?? [],
    isOfSeries: shift?.event.repeats !== undefined,
  };
}

/** Checks what a resource names in `adopt`, and tells what will change. */
export function checkAdopt(
  adopt: unknown,
  previous: Partial<OverrideInputs>,
  checked: Checked<OverrideInputs>,
  context: EngineContext,
): Promise<Checked<OverrideInputs>> {
  return checkEventAdoption(adopt, previous, checked, context, async (row, inputs) => {
    const { held } = await readDeclared(row, inputs.teamId, context);
    const before = normaliseOverride(held);
    const changed = Object.entries(inputs).flatMap(([name, value]) =>
      isEqual(value, before[name as keyof OverrideInputs]) ? [] : [name],
    );
    const effect = changed.length === 0 ? "nothing changes" : `changes ${changed.join(", ")}`;
    const team = await context.objects.find("teams", held.teamId);
    context.tell(`adopts event ${row.prefix_id} (${rotationTitle(team, held, "override")}): ${effect}`);
  });
}

/** Takes an event over as it is. */
export async function adoptOverride(
  adopt: string,
  teamId: string,
  context: EngineContext,
): Promise<{ id: string; held: HeldOverride }> {
  const row = await context.api.read("events", adopt);
  const declared = await readDeclared(row, teamId, context);
  if (!context.ownership.adopt(row.id)) {
    throw takenError(adopt);
  }
  return declared;
}

/**
 * An event that the stack does not know, as an override.
 *
 * @param teamId - The team that it is to be of, if its schedule is shared.
 * @throws LookupError if it repeats, or is in the schedule of no team.
 */
export async function readDeclared(
  row: EventWire,
  teamId: string | undefined,
  context: EngineContext,
): Promise<{ id: string; held: HeldOverride }> {
  const event = readEvent(row);
  const teams = (await context.objects.all("teams")).filter(
    ({ schedule_id: id }) => id && row.schedule_ids.includes(id),
  );
  const team = teams.find(({ id }) => id === teamId) ?? teams[0];
  if (event === undefined || event.repeats !== undefined) {
    throw new LookupError(`event ${row.prefix_id} repeats.`, "It is a rotation, not an override.");
  }
  if (!team?.schedule_id) {
    throw new LookupError(
      `event ${row.prefix_id} is in the schedule of no team of the account.`,
      "An override must be an event in the schedule of a team.",
    );
  }
  const clock = zoneClock(event.timeZone);
  const rows = await context.api.scheduleEvents(team.schedule_id);
  const others = rows.flatMap((each) => (each.id === row.id ? [] : (readEvent(each) ?? [])));
  const span = { from: event.startsAt, to: event.endsAt };
  const [piece] = leftOutOf(others, event.layer, span);
  const inputs = normaliseOverride({
    teamId: team.id,
    layer: event.layer,
    accountUserIds: [...event.accountUserIds],
    timeZone: event.timeZone,
    startTime: wallClockText(clock.wallAt(event.startsAt)),
    endTime: wallClockText(clock.wallAt(event.endsAt)),
  });
  const events = [toEventState(row, insteadOf(piece?.shift))];
  return { id: row.id, held: { ...inputs, ...commonOutputs(row), scheduleId: team.schedule_id, events } };
}
