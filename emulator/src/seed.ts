// The demo account: people, teams and a router to point integrations at. It has no integration.
import moment from "moment-timezone";
import { accountIdOf, DEMO_ACCOUNT } from "./accounts.ts";
import { fixedPrefixId, fixedUlid } from "./ids.ts";
import type { AccountUser, Team } from "./models.ts";
import { createDefaultPolicy, createDefaultSchedule } from "./on-call/team-defaults.ts";
import type { Schedule } from "./on-call-models.ts";
import { countryOf } from "./phones.ts";
import type { GivenIds, Store } from "./store.ts";

const HAND_OFF_HOUR = 9;
/** How often each one of a team was on call before. */
const TURNS_SO_FAR = 26;

/** Fills the demo account. Its ids and the order of its lists are the same on every start. */
export function seedDemoAccount(store: Store): void {
  store.atOneMoment(() => insertDemoAccount(store));
}

function insertDemoAccount(store: Store): void {
  const rule = { name: "Everybody", enabled: true, rules: null };
  store.insert("notification_rules", accountIdOf(DEMO_ACCOUNT), rule, fixedIds("ntr", rule.name));
  const ada = insertUser(store, "Ada Lovelace", "ada@example.com", "+442079460001", true);
  const grace = insertUser(store, "Grace Hopper", "grace@example.com", "+442079460002", false);
  const alan = insertUser(store, "Alan Turing", "alan@example.com", "+442079460003", false);
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

function insertUser(store: Store, name: string, email: string, phone: string, isAdmin: boolean): AccountUser {
  const ofPhone = { id: fixedUlid(`phone/${phone}`), prefix_id: fixedPrefixId("phn", phone), phone };
  return store.insert(
    "account_users",
    accountIdOf(DEMO_ACCOUNT),
    {
      roles: { admin: isAdmin, billing: false, broadcaster: false, communicator: false },
      notification_rule_id: fixedIds("ntr", "Everybody").id,
      user: {
        ...fixedIds("user", name),
        name,
        time_zone: "UTC",
        emails: [{ id: fixedUlid(`email/${email}`), email, primary: true }],
        phones: [{ ...ofPhone, primary: true, country: countryOf(phone), blocked: false }],
        last_sign_in_at: new Date(store.clock()).toISOString(),
      },
      notification_channels: { notify_push: true, notify_email: true, notify_sms: true, notify_voice: true },
      verifications_sent: [],
    },
    fixedIds("usr", name),
  );
}

/** A team whose members take turns, a week each. */
function insertTeam(store: Store, name: string, members: readonly AccountUser[], admin: AccountUser): Team {
  const accountId = accountIdOf(DEMO_ACCOUNT);
  const schedule = createDefaultSchedule(store, accountId, name, fixedIds("skd", name));
  const policy = createDefaultPolicy(store, accountId, name, fixedIds("esp", name));
  insertRotations(store, schedule, members);
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

/**
 * Weekly from Monday 09:00 UTC, for a year so far: on the first layer the members by turns, now the first one; on the
 * second the one whose turn is next; on the third all of them.
 */
function insertRotations(store: Store, schedule: Schedule, members: readonly AccountUser[]): void {
  const monday = moment.utc(store.clock()).startOf("isoWeek").hour(HAND_OFF_HOUR);
  if (monday.valueOf() > store.clock()) monday.subtract(1, "week");
  const start = monday.subtract(TURNS_SO_FAR * members.length, "weeks");
  const nextFirst = [...members.slice(1), ...members.slice(0, 1)];
  for (const [index, attendees] of [members, nextFirst, members].entries()) {
    const layer = index + 1;
    store.insert(
      "events",
      schedule.account_id,
      {
        start_time: start.toISOString(),
        end_time: start.clone().add(1, "week").toISOString(),
        layer,
        time_zone: "UTC",
        attendees: attendees.map(({ id }, place) => ({
          id: fixedUlid(`event_attendee/${schedule.id}/${layer}/${id}`),
          attendee_id: id,
          position: place + 1,
        })),
        schedule_ids: [schedule.id],
        repeat: true,
        frequency: 1,
        frequency_unit: "weekly",
        days_of_week: [],
        repeat_end_datetime: null,
        rotation: layer < 3,
        parent_id: null,
        exceptions: [],
        made_by_override: null,
      },
      fixedIds("evt", `${schedule.name}/${layer}`),
    );
  }
}

function fixedIds(prefix: string, name: string): GivenIds {
  return { id: fixedUlid(`${prefix}/${name}`), prefix_id: fixedPrefixId(prefix, name) };
}
