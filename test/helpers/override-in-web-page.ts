// An override that somebody makes in PagerTree's web page.
import type { Emulator } from "../../emulator/src/index.ts";
import { callApi } from "./call-api.ts";

/** What of a series is overridden. Times are those of the clock on the wall, such as `2026-10-21 18:00`. */
export interface WebOverride {
  readonly timeZone: string;
  readonly start: string;
  readonly end: string;
  /** When the overridden shift of layer 1 begins, with an offset. */
  readonly shift: string;
  readonly accountUserId: string;
}

/** @throws {Error} if PagerTree makes none */
export async function overrideInWebPage(
  emulator: Emulator,
  eventId: string,
  { timeZone, start, end, shift, accountUserId }: WebOverride,
): Promise<void> {
  const answer = await callApi(emulator, "POST", `/events/${eventId}/override`, {
    start_time: start,
    end_time: end,
    layer: 1,
    time_zone: timeZone,
    account_user_ids: [accountUserId],
    action_time: shift,
  });
  if (answer.status !== 201) throw new Error(`There is no override: ${answer.text}`);
}
