// Who is on call by PagerTree's own word.
import { z } from "zod";
import type { Emulator } from "../../emulator/src/index.ts";
import { callApi } from "./call-api.ts";
import { minutes } from "./shifts.ts";

const rowsSchema = z.array(
  z.object({
    start_time: z.string(),
    layer: z.number(),
    attendees: z.array(z.object({ attendee_id: z.string() })),
  }),
);

/** A line such as `1: Ada 2026-10-05T13:00Z` for each shift of a span: its layer, people and start. */
export async function shiftsOf(
  emulator: Emulator,
  scheduleId: string,
  from: string,
  to: string,
): Promise<string[]> {
  const query = `start=${encodeURIComponent(from)}&end=${encodeURIComponent(to)}`;
  const { text } = await callApi(emulator, "GET", `/schedules/${scheduleId}/window_events?${query}`);
  const rows = rowsSchema.parse(JSON.parse(text));
  const names = new Map(
    emulator.store.all("account_users").map(({ id, user }) => [id, user.name.split(" ")[0]]),
  );
  return rows.map(({ start_time, layer, attendees }) => {
    const people = attendees.map(({ attendee_id: id }) => names.get(id)).join("+");
    return `${layer}: ${people} ${minutes(Date.parse(start_time))}`;
  });
}
