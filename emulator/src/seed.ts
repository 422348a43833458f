// The demo account: people, teams and a router to point integrations at. It has no integration.
import { accountIdOf, DEMO_ACCOUNT } from "./accounts.ts";
import { fixedPrefixId, fixedUlid } from "./ids.ts";
import type { AccountUser, Team } from "./models.ts";
import type { GivenIds, Store } from "./store.ts";

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

function insertTeam(store: Store, name: string, members: readonly AccountUser[], admin: AccountUser): Team {
  return store.insert(
    "teams",
    accountIdOf(DEMO_ACCOUNT),
    {
      name,
      notes: null,
      escalation_policy_id: fixedUlid(`escalation_policy/${name}`),
      schedule_id: fixedUlid(`schedule/${name}`),
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

function fixedIds(prefix: string, name: string): GivenIds {
  return { id: fixedUlid(`${prefix}/${name}`), prefix_id: fixedPrefixId(prefix, name) };
}
