// Lets time pass with nobody answering, and notes whom the alert asks, layer by layer, and how they are told.
import { firstToTimeOut } from "../alerts/escalation.ts";
import { nextStep } from "../alerts/life-cycle.ts";
import type { Context } from "../context.ts";
import type { Alert, Escalation } from "../models.ts";
import type { Gaps } from "./account/gaps.ts";
import { type Notifying, notifyingOf } from "./notifying.ts";

/** Policies may reassign to each other for ever. */
const MOST_STEPS = 60;

/** Some who are asked at the same time. */
export interface Asking {
  /** Null for those to whom the alert itself is assigned. */
  readonly teamId: string | null;
  readonly layer: number | null;
  readonly users: readonly {
    readonly id: string;
    /** Undefined where no notification rule counts. */
    readonly notifying: Notifying | undefined;
  }[];
  /** Seconds after the alert; null if it is later, and not known when. */
  readonly after: number | null;
}

/** Everybody who is asked. */
export interface Paging {
  readonly askings: readonly Asking[];
  /** What is not known of it. */
  readonly gaps: readonly string[];
}

/** Goes on until somebody would have to answer, or the alert is dropped. */
export async function pageEverybody(context: Context, alertId: string, gaps: Gaps): Promise<Paging> {
  const { store, timetable, webhooks } = context;
  const begin = store.clock();
  const askings: Asking[] = [];
  const told: string[] = [];
  const seen = new Set<string>();
  const ask = async (
    alert: Alert,
    asking: Omit<Asking, "users">,
    ids: readonly string[],
    end: number | null,
  ) => {
    const span = { begin: asking.after, end };
    const users = await Promise.all(
      ids.map(async (id) => ({ id, notifying: await notifyingOf(context, gaps, alert, id, span) })),
    );
    askings.push({ ...asking, users });
  };
  const look = async (alert: Alert) => {
    const users = alert.asked_account_user_ids.filter((id) => !seen.has(id));
    for (const id of users) seen.add(id);
    const after = (store.clock() - begin) / 1000;
    if (users.length > 0) await ask(alert, { teamId: null, layer: null, after }, users, null);
    for (const escalation of alert.escalations) {
      const { team_id: teamId, pass, layer, until, asked_account_user_ids: ids } = escalation;
      const key = `${teamId}/${pass}/${layer}/${until}`;
      if (seen.has(key)) continue;
      const isFirst = !askings.some((other) => other.teamId === teamId);
      const isKnown = isFirst || !gaps.unknownPolicies.has(teamId);
      seen.add(key);
      const end = gaps.unknownPolicies.has(teamId) ? null : (Date.parse(until) - begin) / 1000;
      await ask(alert, { teamId, layer, after: isKnown ? after : null }, ids, end);
    }
  };
  for (let step = 0; ; step += 1) {
    const alert = store.find("alerts", alertId);
    if (alert === undefined) break;
    await look(alert);
    const next = nextStep(context);
    if (next === undefined) break;
    const escalation = firstToTimeOut(alert);
    const isTimeOut = escalation !== undefined && Date.parse(escalation.until) <= next.at;
    if (isTimeOut && isLastKnown(context, escalation, gaps)) {
      const name = store.find("teams", escalation.team_id)?.name ?? escalation.team_id;
      told.push(
        `what comes after layer ${escalation.layer} of team ${JSON.stringify(name)} is not known: its escalation policy is not in the stack`,
      );
      break;
    }
    if (step === MOST_STEPS) {
      told.push("the policies never end, so the rest is left out");
      break;
    }
    timetable.moveTo(next.at);
    await webhooks.settled();
  }
  return { askings, gaps: told };
}

function isLastKnown({ store }: Context, { team_id, layer }: Escalation, gaps: Gaps): boolean {
  if (!gaps.unknownPolicies.has(team_id)) return false;
  const team = store.find("teams", team_id);
  const policy = team && store.find("escalation_policies", team.escalation_policy_id);
  return !policy?.escalation_layers.some((other) => other.layer > layer);
}
