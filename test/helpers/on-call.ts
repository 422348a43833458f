// Shorthands for schedules: an event to begin with, and who is on call from when to when, in short lines.
import { expect } from "vitest";
import type { Emulator, Schedule } from "../../emulator/src/index.ts";
import { type Answer, type Body, callApi, idOf } from "./call-api.ts";
import { demoAccount } from "./demo-account.ts";

/** Three people weekly from Monday 2026-10-05 09:00 New York on. */
export const WEEKLY = {
  layer: 1,
  time_zone: "Eastern Time (US & Canada)",
  start_time: "2026-10-05T09:00:00-04:00",
  end_time: "2026-10-12T09:00:00-04:00",
  repeat: true,
  frequency: 1,
  frequency_unit: "weekly",
  rotation: true,
};

/** A schedule on which nobody is yet. */
export function emptySchedule(emulator: Emulator): Schedule {
  return emulator.store.insert("schedules", demoAccount(emulator).platform.account_id, { name: "Search" });
}

/** Tries to create an event of Ada, Grace and Alan; `attributes` are added to those of a layer alone. */
export async function postEvent(
  emulator: Emulator,
  schedule: Schedule,
  attributes: Body = WEEKLY,
): Promise<Answer> {
  const { ada, grace, alan } = demoAccount(emulator);
  return callApi(emulator, "POST", "/events", {
    schedule_ids: [schedule.id],
    account_user_ids: [ada.id, grace.id, alan.id],
    layer: 1,
    ...attributes,
  });
}

/** Creates an event in a schedule of its own, and gives the ids of both. */
export async function createEvent(emulator: Emulator, attributes?: Body) {
  const schedule = emptySchedule(emulator);
  const answer = await postEvent(emulator, schedule, attributes);
  expect(answer.status, answer.text).toBe(201);
  return { schedule, eventId: idOf(answer) };
}

/**
 * Who is on call in a window of UTC, a line for each occurrence such as `2026-10-05T13:00Z 10-12T13:00Z ada`; a layer
 * other than the first stands at the end.
 */
export async function windowEvents(
  emulator: Emulator,
  schedule: Pick<Schedule, "id">,
  start: string,
  end: string,
): Promise<string[]> {
  const query = new URLSearchParams({ start, end });
  const answer = await callApi(emulator, "GET", `/schedules/${schedule.id}/window_events?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return occurrencesOf(emulator, answer);
}

/** Who is on call now, in the lines of `windowEvents`. */
export async function currentOnCall(emulator: Emulator, schedule: Pick<Schedule, "id">): Promise<string[]> {
  return occurrencesOf(emulator, await callApi(emulator, "GET", `/schedules/${schedule.id}/current_oncall`));
}

function occurrencesOf(emulator: Emulator, answer: Answer): string[] {
  const value: unknown = JSON.parse(answer.text);
  const rows: unknown[] = Array.isArray(value) ? value : [];
  return rows.map((row) => {
    const { start_time, end_time, layer, attendees } = row as {
      start_time: string;
      end_time: string;
      layer: number;
      attendees: { attendee_id: string }[];
    };
    const names = attendees.map(({ attendee_id }) => nameOf(emulator, attendee_id)).join("+") || "nobody";
    return `${short(start_time)} ${short(end_time).slice(5)} ${names}${layer === 1 ? "" : ` layer ${layer}`}`;
  });
}

/** In UTC, to the minute. */
function short(time: string): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
}

function nameOf({ store }: Emulator, id: string): string {
  return store.find("account_users", id)?.user.name.split(" ")[0]?.toLowerCase() ?? id;
}
