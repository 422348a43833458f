/** The life cycle of an override: its id stays, while the events that carry it may be others after a change. */
import type * as dynamic from "@pulumi/pulumi/dynamic";
import { isEqual, omit } from "es-toolkit";
import { commonOutputs } from "../api/common-attributes.ts";
import type { EventWire } from "../api/on-call-wire.ts";
import type { TeamWire } from "../api/wire.ts";
import { lostPlaces, placesIn } from "../destinations/routes.ts";
import { allowsDuplicate } from "../lifecycle/allow-duplicate.ts";
import { adoptOf } from "../lifecycle/check-adoption.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import { tellNamesNotTaken } from "../lifecycle/not-taken.ts";
import { type OwnLifeCycle, providerOf } from "../lifecycle/own-life-cycle.ts";
import { untilOwnersAreKnown } from "../lifecycle/refuse-twin.ts";
import { refuse } from "../lifecycle/resource-provider.ts";
import { readEvent } from "../on-call/read-event.ts";
import { idArguments } from "../rotation/arguments.ts";
import { readEventRow } from "../rotation/carry-out.ts";
import { rotationTitle, scheduleOf, takenOut } from "../rotation/team.ts";
import { refusedEvent, warnOfEvent } from "../rotation/twin.ts";
import { adoptOverride, checkAdopt, insteadOf, readDeclared } from "./adopt.ts";
import { checkOverride } from "./check.ts";
import { giveBack } from "./give-back.ts";
import {
  type HeldOverride,
  normaliseOverride,
  type OverrideEventState,
  type OverrideInputs,
  spanOf,
} from "./inputs.ts";
import { type MadeEvent, putOnCall } from "./make.ts";
import { tellMovedTurns } from "./moved-turns.ts";
import { isSamePeople } from "./pieces.ts";
import { seenInputs, toEventState } from "./seen.ts";
import { ShownOverrides } from "./shown.ts";

/** PagerTree's names of the arguments: https://pagertree.com/docs/api/events */
const attributeNames: Readonly<Record<string, string>> = {
  layer: "layer",
  account_user_ids: "accountUserIds",
  account_users: "accountUserIds",
  time_zone: "timeZone",
  start_time: "startTime",
  end_time: "endTime",
  schedule_ids: "teamId",
};

/** Makes the Pulumi provider of overrides. */
export function createOverrideProvider(
  context: EngineContext,
): Required<dynamic.ResourceProvider<OverrideInputs, OverrideInputs>> {
  const shown = new ShownOverrides(context);
  const cycle: OwnLifeCycle<OverrideInputs> = {
    propertyOf: (attribute) => attributeNames[attribute],

    async check(declared, adopt, previous) {
      const checked = await checkOverride(declared, previous, context);
      return checkAdopt(adopt, previous, checked, context);
    },

    warnOfTwin: (inputs) => warnOfEvent(inputs, "override", (rows) => twinIn(rows, inputs, context), context),

    async diff(id, olds, news) {
      const isChanged = !isEqual(normaliseOverride(olds), normaliseOverride(news));
      context.ownership.compare(id, adoptOf(news) === id);
      shown.add(olds as HeldOverride);
      if (context.ownership.isDeclared(id)) {
        for (const event of (olds as HeldOverride).events ?? []) {
          context.ownership.compare(event.id, false);
        }
        refuse(await lostPlaces(placesIn(news, idArguments), idArguments, context));
      }
      return isChanged ? { replaces: [] } : { changes: false, replaces: [] };
    },

    async create(inputs) {
      const adopt = adoptOf(inputs);
      if (adopt !== undefined) {
        const adopted = await adoptOverride(adopt, inputs.teamId, context);
        return { id: adopted.id, outs: await changeOverride(adopted.held, inputs, context) };
      }
      const outputs = await makeNew(inputs, shown, context);
      return { id: outputs.events?.[0]?.id ?? "", outs: outputs };
    },

    async read(id, state) {
      const known: Partial<HeldOverride> = state ?? {};
      const states = known.events;
      shown.add(known);
      const ids = states?.map((event) => event.id) ?? [id];
      const rows = (await Promise.all(ids.map((each) => readEventRow(each, context, known)))).filter(
        (row) => row !== undefined,
      );
      const [row] = rows;
      if (row === undefined) {
        return { id: "" };
      }
      for (const each of [id, ...rows.map((event) => event.id)]) {
        context.ownership.read(each);
      }
      if (states === undefined || known.startTime === undefined) {
        const { held } = await readDeclared(row, undefined, context);
        return { id: row.id, inputs: normaliseOverride(held), props: held };
      }
      const seen = seenInputs(normaliseOverride(known as HeldOverride), states, rows);
      const { scheduleId } = known;
      const isElsewhere = rows.some((each) => scheduleId && !each.schedule_ids.includes(scheduleId));
      const inputs = isElsewhere ? { ...seen, teamId: takenOut } : seen;
      const events = states.flatMap((event) => {
        const found = rows.find((each) => each.id === event.id);
        return found === undefined ? [] : [toEventState(found, event)];
      });
      return {
        id,
        inputs,
        props: { ...inputs, ...commonOutputs(row), scheduleId: known.scheduleId, events },
      };
    },

    async update(_id, olds, news) {
      return { outs: await changeOverride(olds, news, context) };
    },

    async delete(id, state) {
      const { events = [], scheduleId = "" }: Partial<HeldOverride> = state;
      context.ownership.delete(id);
      if (context.ownership.isKept(id)) {
        return;
      }
      for (const event of events) {
        context.ownership.delete(event.id);
      }
      await context.turns.run(`events ${scheduleId}`, () => giveBack(events, scheduleId, state, context));
    },
  };
  return providerOf(cycle, context);
}

/** Ends what was, and puts the people on call for what is to come. */
async function changeOverride(
  olds: HeldOverride,
  news: OverrideInputs,
  context: EngineContext,
): Promise<HeldOverride> {
  const [before, after] = [normaliseOverride(olds), normaliseOverride(news)];
  if (isEqual(before, after)) {
    return { ...olds, ...after };
  }
  const events = olds.events ?? [];
  const areToCome = events.every(({ startTime }) => Date.parse(startTime) > Date.now());
  if (isEqual(omit(before, ["accountUserIds"]), omit(after, ["accountUserIds"])) && areToCome) {
    const made = await Promise.all(events.map((event) => exchangePeople(event, after, context)));
    return heldOverride(after, olds.scheduleId ?? "", made);
  }
  return makeAgain(after, olds, context);
}

async function exchangePeople(
  state: OverrideEventState,
  { accountUserIds }: OverrideInputs,
  context: EngineContext,
): Promise<[EventWire, OverrideEventState]> {
  const row = await context.api.update("events", state.id, { account_user_ids: accountUserIds });
  const people = readEvent(row)?.accountUserIds ?? [];
  // An event has somebody: an answer with nobody does not show it.
  if (people.length > 0 && !isSamePeople(people, accountUserIds)) {
    tellNamesNotTaken(["accountUserIds"], `the override of event ${row.prefix_id}`, row.id, context);
  }
  return [row, state];
}

/** @throws OwnershipError if the schedule has it already. */
async function makeNew(
  inputs: OverrideInputs,
  shown: ShownOverrides,
  context: EngineContext,
): Promise<HeldOverride> {
  const team = await context.api.read("teams", inputs.teamId);
  const scheduleId = scheduleOf(team);
  return context.turns.run(`events ${scheduleId}`, async () => {
    if (!allowsDuplicate(inputs)) {
      let rows: readonly EventWire[] = [];
      const find = async () => {
        rows = await context.api.scheduleEvents(scheduleId);
        return twinIn(rows, inputs, context);
      };
      const twin = await untilOwnersAreKnown(find, context);
      if (twin !== undefined) {
        throw refusedEvent(twin, rotationTitle(team, inputs, "override"), context);
      }
      // One that the engine replaces: else the new one would be cut out of it, and be given back to its people.
      const replaced = rows.find((row) => isTwin(row, inputs) && !context.ownership.isDeclared(row.id));
      await giveBack(replaced === undefined ? [] : shown.eventsWith(replaced.id), scheduleId, {}, context);
    }
    return put(inputs, team, scheduleId, false, context);
  });
}

/** @param former - What it is so far. */
async function makeAgain(
  inputs: OverrideInputs,
  former: HeldOverride,
  context: EngineContext,
): Promise<HeldOverride> {
  const { events = [], scheduleId: formerId = "" } = former;
  const team = await context.api.read("teams", inputs.teamId);
  const scheduleId = scheduleOf(team);
  await context.turns.run(`events ${formerId}`, () => giveBack(events, formerId, former, context));
  return context.turns.run(`events ${scheduleId}`, () => put(inputs, team, scheduleId, true, context));
}

async function put(
  inputs: OverrideInputs,
  team: TeamWire,
  scheduleId: string,
  mayTakeOver: boolean,
  context: EngineContext,
): Promise<HeldOverride> {
  const made = await putOnCall(inputs, scheduleId, mayTakeOver, context);
  const shifts = made.flatMap(({ shift }) => shift ?? []);
  await tellMovedTurns(shifts, scheduleId, rotationTitle(team, inputs, "override"), context);
  return heldOverride(inputs, scheduleId, made.map(withState));
}

function withState({ row, shift }: MadeEvent): [EventWire, OverrideEventState] {
  return [row, toEventState(row, insteadOf(shift))];
}

function heldOverride(
  inputs: OverrideInputs,
  scheduleId: string,
  events: readonly (readonly [EventWire, OverrideEventState])[],
): HeldOverride {
  const [first] = events;
  return {
    ...normaliseOverride(inputs),
    ...(first !== undefined && commonOutputs(first[0])),
    scheduleId,
    events: events.map(([, state]) => state),
  };
}

function twinIn(
  rows: readonly EventWire[],
  inputs: OverrideInputs,
  context: EngineContext,
): EventWire | undefined {
  return rows.find((row) => !context.ownership.knows(row.id) && isTwin(row, inputs));
}

/** Whether an event is just a part of what the inputs declare. */
function isTwin(row: EventWire, inputs: OverrideInputs): boolean {
  const { from, to } = spanOf(inputs);
  const event = readEvent(row);
  return (
    event !== undefined &&
    event.repeats === undefined &&
    event.layer === inputs.layer &&
    event.startsAt >= from &&
    event.endsAt <= to &&
    isSamePeople(event.accountUserIds, inputs.accountUserIds)
  );
}
