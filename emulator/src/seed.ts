// The demo account: people, teams and a router to point integrations at. It has no integration.
import moment from "moment-timezone";
import { accountIdOf, DEMO_ACCOUNT } from "./accounts.ts";
import { fixedPrefixId, fixedUlid } from "./ids.ts";
import type { AccountUser, Schedule, Team } from "./models.ts";
import { createDefaultPolicy, createDefaultSchedule } from "./on-call/team-defaults.ts";
import type { GivenIds, Store } from "./store.ts";

const HAND_OFF_HOUR = 9;
/** How often each one of a team was on call before. */
const TURNS_SO_FAR = 26;

/** Fills the demo account. Its ids are the same on every start. */
export function seedDemoAccount(store: Store): void {
  const ada = insertUser(store, "Ada Lovelace", "ada@example.com", true);
  const grace = insertUser(store, "Grace Hopper", "grace@example.com", false);
  const alan = insertUser(store, "Alan Turing", "alan@example.com", false);
  const platform = insertTeam(store, "Platform", [ada, grace], ada);
  insertTeam(store, "Payments", [grace, alan], grace);
  store.insert(
    "routers",
    accountIdOf(DEMO_ACCOUNT),
    {
      name: "Main Router",
      enabled: true,
      rules: null,
      default_receiver_account_user_id: null,
      default_receiver_router_id: null,
      default_receiver_team_id: platform.id,
    },
    fixedIds("rtr", "Main Router"),
  );
}

function insertUser(store: Store, name: string, email: string, isAdmin: boolean): AccountUser {
  return store.insert(
    "account_users",
    accountIdOf(DEMO_ACCOUNT),
    {
      roles: { admin: isAdmin, billing: false, broadcaster: false, communicator: false },
      notification_rule_id: fixedUlid(`notification_rule/${name}`),
      user: {
        ...fixedIds("user", name),
        name,
        time_zone: "UTC",
        emails: [{ id: fixedUlid(`email/${email}`), email, primary: true }],
        phones: [],
      },
      notification_channels: { notify_push: true, notify_email: true, notify_sms: true, notify_voice: true },
    },
    fixedIds("usr", name),
  );
}

/** A team whose members take turns, a week each. */
function insertTeam(store: Store, name: string, members: readonly AccountUser[], admin: AccountUser): Team {
  const accountId = accountIdOf(DEMO_ACCOUNT);
  const schedule = createDefaultSchedule(store, accountId, name, fixedIds("skd", name));
  const policy = createDefaultPolicy(store, accountId, name, fixedIds("esp", name));
  insertRotation(store, schedule, members);
  return store.insert(
    "teams",
    accountId,
    {
      name,
      notes: null,
      escalation_policy_id: policy.id,
      schedule_id: schedule.id,
      member_account_user_ids: members.map((member) => member.id),
      admin_account_user_ids: [admin.id],
      drop_notifications: "none",
      handoff_notifications: "none",
      drop_notification_account_user_ids: [],
      handoff_notification_account_user_ids: [],
    },
    fixedIds("tem", name),
  );
}

/** Weekly, Monday 09:00 UTC, for a year so far; it is the first one's turn now. */
function insertRotation(store: Store, schedule: Schedule, members: readonly AccountUser[]): void {
  const thisMonday = moment.utc(store.clock()).startOf("isoWeek").hour(HAND_OFF_HOUR);
  if (thisMonday.valueOf() > store.clock()) thisMonday.subtract(1, "week");
  const start = thisMonday.clone().subtract(TURNS_SO_FAR * members.length, "weeks");
  store.insert(
    "events",
    schedule.account_id,
    {
      start_time: start.toISOString(),
      end_time: start.clone().add(1, "week").toISOString(),
      layer: 1,
      time_zone: "UTC",
      attendees: members.map(({ id }, index) => ({
        id: fixedUlid(`event_attendee/${schedule.id}/${id}`),
        attendee_id: id,
        position: index + 1,
      })),
      schedule_ids: [schedule.id],
      repeat: true,
      frequency: 1,
      frequency_unit: "weekly",
      days_of_week: [],
      repeat_end_datetime: null,
      rotation: true,
      parent_id: null,
      exceptions: [],
      made_by_override: null,
    },
    fixedIds("evt", schedule.name),
  );
}

function fixedIds(prefix: string, name: string): GivenIds {
  return { id: fixedUlid(`${prefix}/${name}`), prefix_id: fixedPrefixId(prefix, name) };
}
