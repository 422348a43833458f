// A reminder of going on or off call as webhooks show it: A:outgoing_webhook/v3.

import type { Reminder } from "../on-call/reminders.ts";
import { formatTime, ianaName } from "../on-call/time-zones.ts";
import { toHash } from "../ruby/mixed.ts";
import type { RubyHash } from "../ruby/values.ts";
import type { Store } from "../store.ts";
import { accountUserBody } from "./account-user-body.ts";

/** The occurrence is shown on the clocks of its event's zone. */
export function reminderBody(store: Store, { occurrence, accountUserId }: Reminder): RubyHash {
  const { event, start, end } = occurrence;
  const teams = store.all("teams", event.account_id);
  return toHash({
    id: store.ids.ulid(store.clock()),
    prefix_id: store.ids.prefixId("evr"),
    event: toHash({
      id: event.id,
      prefix_id: event.prefix_id,
      start_time: formatTime(start, event.time_zone),
      end_time: formatTime(end, event.time_zone),
      time_zone: event.time_zone,
      iana_time_zone: ianaName(event.time_zone) ?? event.time_zone,
      layer: event.layer,
      teams: teams
        .filter(({ schedule_id }) => event.schedule_ids.includes(schedule_id))
        .map(({ id, tiny_id, prefix_id, name }) => toHash({ id, tiny_id, prefix_id, name })),
      account_user: accountUserBody(store, accountUserId),
    }),
  });
}
