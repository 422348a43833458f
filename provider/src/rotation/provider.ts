/** The life cycle of a rotation: its id stays, while the events that carry it come and go. */
import type * as dynamic from "@pulumi/pulumi/dynamic";
import { isEqual } from "es-toolkit";
import { commonOutputs } from "../api/common-attributes.ts";
import type { EventWire } from "../api/on-call-wire.ts";
import { isUnknown } from "../common/unknown.ts";
import { lostPlaces, placesIn } from "../destinations/routes.ts";
import { adoptOf } from "../lifecycle/check-adoption.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import { type OwnLifeCycle, providerOf } from "../lifecycle/own-life-cycle.ts";
import { refuse } from "../lifecycle/resource-provider.ts";
import { readEvent } from "../on-call/read-event.ts";
import { adoptRotation, checkAdopt, declarationOf } from "./adopt.ts";
import { idArguments } from "./arguments.ts";
import { end, readEventRow, readScheduleEvents } from "./carry-out.ts";
import { changeRotation, tellChange } from "./change.ts";
import { checkRotation } from "./check.ts";
import { createRotation, warnOfRotation } from "./create.ts";
import { type EventState, expectedEvents, type HeldRotation, seenInputs, toEventState } from "./held.ts";
import { normaliseRotation, type RotationInputs } from "./inputs.ts";
import { endLeftOver } from "./left-over.ts";
import { cutOff, hasShiftsToCome } from "./plan-change.ts";
import { takenOut } from "./team.ts";

/** PagerTree's names of the arguments: https://pagertree.com/docs/api/events */
const attributeNames: Readonly<Record<string, string>> = {
  layer: "layer",
  account_user_ids: "accountUserIds",
  account_users: "accountUserIds",
  time_zone: "timeZone",
  start_time: "firstHandOff",
  end_time: "shiftHours",
  frequency: "frequency",
  frequency_unit: "frequencyUnit",
  days_of_week: "daysOfWeek",
  repeat_end_datetime: "lastDay",
  schedule_ids: "teamId",
};

/** Makes the Pulumi provider of rotations. */
export function createRotationProvider(
  context: EngineContext,
): Required<dynamic.ResourceProvider<RotationInputs, RotationInputs>> {
  const cycle: OwnLifeCycle<RotationInputs> = {
    propertyOf: (attribute) => attributeNames[attribute],

    async check(declared, adopt, previous) {
      const checked = await checkRotation(declared, previous, context);
      return checkAdopt(adopt, previous, checked, context);
    },

    warnOfTwin: (inputs) => warnOfRotation(inputs, context),

    async diff(id, olds, news) {
      const isChanged = !isEqual(normaliseRotation(olds), normaliseRotation(news));
      context.ownership.compare(id, adoptOf(news) === id);
      if (context.ownership.isDeclared(id)) {
        for (const event of (olds as HeldRotation).events ?? []) {
          context.ownership.compare(event.id, false);
        }
        refuse(await lostPlaces(placesIn(news, idArguments), idArguments, context));
        if (isChanged && !hasUnknown(news)) {
          await context.ask(() => tellChange(olds, news, context), undefined);
        }
      }
      return isChanged ? { replaces: [] } : { changes: false, replaces: [] };
    },

    async create(inputs) {
      const adopt = adoptOf(inputs);
      const made =
        adopt === undefined
          ? await createRotation(inputs, context)
          : await adoptRotation(adopt, inputs, context);
      return { id: made.id, outs: made.outputs };
    },

    async read(id, state) {
      const known: Partial<HeldRotation> = state ?? {};
      const rows = await readRows(known.events?.map((event) => event.id) ?? [id], known, context);
      const [row] = rows;
      if (row === undefined) {
        return { id: "" };
      }
      for (const each of [id, ...rows.map((event) => event.id)]) {
        context.ownership.read(each);
      }
      const { inputs, events } = isWhole(known) ? seenAs(known, rows) : await declaredAs(row, context);
      const passingEventIds = await stillPassing(known.passingEventIds ?? [], context);
      const outputs = {
        ...inputs,
        ...commonOutputs(row),
        scheduleId: known.scheduleId ?? row.schedule_ids[0],
        events,
        passingEventIds,
      };
      return { id: isWhole(known) ? id : row.id, inputs, props: outputs };
    },

    async update(_id, olds, news) {
      return { outs: await changeRotation(olds, news, context) };
    },

    async delete(id, state) {
      const held: Partial<HeldRotation> = state;
      const ids = [...(held.events ?? []).map((event) => event.id), ...(held.passingEventIds ?? [])];
      context.ownership.delete(id);
      if (context.ownership.isKept(id)) {
        return;
      }
      for (const eventId of ids) {
        context.ownership.delete(eventId);
      }
      const events = (await readRows(ids, state, context)).flatMap((row) => readEvent(row) ?? []);
      const readAll = () => readScheduleEvents(held.scheduleId ?? "", context, state);
      await endLeftOver(events, readAll, Date.now(), context);
      for (const ending of cutOff(events, Date.now()).ends) {
        await end(ending, context);
      }
    },
  };
  return providerOf(cycle, context);
}

function hasUnknown(inputs: RotationInputs): boolean {
  return Object.values(inputs).some((value) =>
    Array.isArray(value) ? value.some(isUnknown) : isUnknown(value),
  );
}

function isWhole(state: Partial<HeldRotation>): state is HeldRotation & { events: readonly EventState[] } {
  return state.events !== undefined && state.firstHandOff !== undefined;
}

async function readRows(ids: readonly string[], state: object, context: EngineContext): Promise<EventWire[]> {
  const rows = await Promise.all(ids.map((id) => readEventRow(id, context, state)));
  return rows.filter((row) => row !== undefined);
}

function seenAs(
  known: HeldRotation & { events: readonly EventState[] },
  rows: readonly EventWire[],
): { inputs: RotationInputs; events: EventState[] } {
  const seen = rows.flatMap((row) => readEvent(row) ?? []);
  const isElsewhere = rows.some(
    (row) => known.scheduleId !== undefined && !row.schedule_ids.includes(known.scheduleId),
  );
  const before = normaliseRotation(known);
  const inputs = seenInputs(before, expectedEvents(before, known.events), seen);
  return {
    inputs: isElsewhere ? { ...inputs, teamId: takenOut } : inputs,
    events: seen.map(toEventState),
  };
}

async function declaredAs(
  row: EventWire,
  context: EngineContext,
): Promise<{ inputs: RotationInputs; events: EventState[] }> {
  const { inputs, events } = await declarationOf(row, context);
  return { inputs, events: events.map(toEventState) };
}

/** The events that still have shifts to come. */
async function stillPassing(ids: readonly string[], context: EngineContext): Promise<string[]> {
  const rows = await readRows(ids, {}, context);
  const now = Date.now();
  return rows
    .flatMap((row) => readEvent(row) ?? [])
    .filter((event) => hasShiftsToCome(event, now))
    .map(({ id }) => id);
}
