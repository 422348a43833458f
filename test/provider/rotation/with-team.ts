// A team with a rotation to declare, and who is on call in it by PagerTree's own word.
import type { Emulator } from "../../../emulator/src/index.ts";
import type { Switches } from "../../../emulator/src/switches.ts";
import { callApi, idOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { withProviders } from "../../helpers/resource-providers.ts";

/** A team of its own with an empty schedule, and a weekly rotation of Ada, Grace and Alan to declare in it. */
export async function withTeam(switches: Partial<Switches> = {}) {
  const providers = await withProviders({ switches });
  const { emulator } = providers;
  const { ada, grace, alan } = demoAccount(emulator);
  const people = { member_account_user_ids: [ada.id, grace.id, alan.id], admin_account_user_ids: [ada.id] };
  const created = await callApi(emulator, "POST", "/teams", { name: "Checkout", ...people });
  const teamId = idOf(created);
  const declared = {
    teamId,
    timeZone: "America/New_York",
    firstHandOff: "2026-10-05T09:00",
    accountUserIds: [ada.id, grace.id, alan.id],
  };
  const scheduleId = emulator.store.find("teams", teamId)?.schedule_id ?? "";
  return { ...providers, teamId, scheduleId, declared, ada, grace, alan };
}

/** The requests that change something, as `POST /events`. */
export function writes(emulator: Emulator): string[] {
  return emulator.requests
    .filter(({ method, path }) => method !== "GET" && path !== "/teams")
    .map(({ method, path }) => `${method} ${path.replace(/[0-9A-Z]{26}/g, ":id")}`);
}
