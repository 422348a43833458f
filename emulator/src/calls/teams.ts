// Which teams a caller can choose from: those that routers assign, in their order, else those of the integration by name.
import { alertBody } from "../alerts/alert-body.ts";
import { logProblem, logToAlert } from "../alerts/logs.ts";
import { consult, defaultReceivers, receiversOf } from "../alerts/routing.ts";
import type { Context } from "../context.ts";
import type { Alert, Integration, Team } from "../models.ts";
import { isBlank, toList } from "../ruby/access.ts";
import { toHash } from "../ruby/mixed.ts";
import { remember, remembered } from "./state.ts";

const KEY = "live_call_router_team_prefix_ids";

/** In the order of the keys that the caller presses for them, from 1 on. */
export function choicesOf({ store }: Context, { team_ids }: Integration, alert: Alert): readonly Team[] {
  const named = remembered(alert, KEY);
  const find = (id: string) => store.find("teams", id, alert.account_id) ?? [];
  if (isBlank(named)) return team_ids.flatMap(find).toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  return toList(named).flatMap((id) => (typeof id === "string" ? find(id) : []));
}

/** Asks the integration's routers for teams, and remembers what they say, unless they have said something before. */
export async function rememberRoutersTeams(
  context: Context,
  integration: Integration,
  alert: Alert,
): Promise<Alert> {
  const { store } = context;
  const routers = integration.router_ids.flatMap((id) => store.find("routers", id, alert.account_id) ?? []);
  if (routers.length === 0 || !isBlank(remembered(alert, KEY))) return alert;
  const assigned: string[] = [];
  const byDefault: string[] = [];
  for (const router of routers.filter(({ enabled }) => enabled)) {
    // These rules see no log.
    const data = toHash({ always: true, alert: alertBody(store, alert) });
    const { actions } = await consult(context, router, { alert, data }, (message) =>
      logProblem(context, integration, message),
    );
    assigned.push(...actions.filter((action) => action.get("type") === "assign").flatMap(receiversOf));
    byDefault.push(
      ...defaultReceivers(router).flatMap(
        ({ collection, id }) => store.find(collection, id)?.prefix_id ?? [],
      ),
    );
  }
  const ids = [...new Set(assigned.length > 0 ? assigned : byDefault)];
  logToAlert(context, alert, `The integration's routers name ${ids.join(", ") || "no team"}.`);
  return ids.length === 0 ? alert : remember(context, alert, KEY, ids);
}
