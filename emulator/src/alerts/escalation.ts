// Whom an alert asks, and who comes next: layers, waits, repeats and reassignment, as D:escalation-policies has them.
import type { Context } from "../context.ts";
import type { Alert, Escalation } from "../models.ts";
import { onCallOf } from "../on-call/schedules.ts";
import type { EscalationLayer, EscalationPolicy } from "../on-call-models.ts";

/** Whom an alert asks; nobody if both are empty, and then it is to be dropped. */
export type Asked = Pick<
  Alert,
  "escalations" | "asked_account_user_ids" | "destination_team_ids" | "destination_account_user_ids"
>;

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 60 * 60,
  days: 24 * 60 * 60,
};

/** Asks the destinations of an alert: of each team the first layer with somebody on call, and the account users. */
export function askDestinations(context: Context, alert: Alert): Asked {
  const { destination_team_ids: teamIds, destination_account_user_ids: userIds } = alert;
  return askMore(context, { ...alert, escalations: [], asked_account_user_ids: [] }, teamIds, userIds);
}

/** Asks further destinations, beside those that are asked already. */
export function askMore(
  context: Context,
  alert: Alert,
  teamIds: readonly string[],
  userIds: readonly string[],
): Asked {
  const walk = new Walk(context, alert);
  const users = userIds.filter((id) => context.store.find("account_users", id));
  const begin: Asked = {
    escalations: alert.escalations,
    asked_account_user_ids: union(alert.asked_account_user_ids, users),
    destination_team_ids: union(alert.destination_team_ids, teamIds),
    destination_account_user_ids: union(alert.destination_account_user_ids, userIds),
  };
  return teamIds.reduce((asked, teamId) => walk.enter(asked, teamId), begin);
}

/** Who is asked once the wait of a layer is over, or all its people have rejected. */
export function askNext(context: Context, alert: Alert, escalation: Escalation): Asked {
  return new Walk(context, alert).leave(alert, escalation);
}

/** Who is asked once somebody has rejected; undefined if they were not asked. */
export function askOthers(context: Context, alert: Alert, userId: string): Asked | undefined {
  const isAsked = ({ asked_account_user_ids: ids, rejected_account_user_ids: rejected }: Escalation) =>
    ids.includes(userId) && !rejected.includes(userId);
  if (!alert.asked_account_user_ids.includes(userId) && !alert.escalations.some(isAsked)) return undefined;
  const walk = new Walk(context, alert);
  const begin: Asked = {
    ...alert,
    escalations: [],
    asked_account_user_ids: alert.asked_account_user_ids.filter((id) => id !== userId),
  };
  return alert.escalations.reduce((asked, escalation) => {
    if (!isAsked(escalation)) return withEscalation(asked, escalation);
    const rejected_account_user_ids = [...escalation.rejected_account_user_ids, userId];
    const left = { ...escalation, rejected_account_user_ids };
    const isOver = rejected_account_user_ids.length >= escalation.asked_account_user_ids.length;
    return isOver ? walk.leave(asked, escalation) : withEscalation(asked, left);
  }, begin);
}

/** The escalation whose wait is over first. */
export function firstToTimeOut({ escalations }: Alert): Escalation | undefined {
  return escalations.toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until))[0];
}

/** One walk through policies, in which no time passes. */
class Walk {
  readonly #context: Context;
  readonly #alert: Alert;
  /** Teams that this walk has come to, so that empty ones that reassign to each other end. */
  readonly #visited = new Set<string>();

  constructor(context: Context, alert: Alert) {
    this.#context = context;
    this.#alert = alert;
  }

  /** Comes to a team. */
  enter(asked: Asked, teamId: string): Asked {
    if (this.#visited.has(teamId)) return asked;
    this.#visited.add(teamId);
    return this.#step(asked, teamId, 0, 0);
  }

  /** Goes on from a layer that is over. */
  leave(asked: Asked, escalation: Escalation): Asked {
    const others = asked.escalations.filter((other) => other !== escalation);
    const { team_id, pass, layer } = escalation;
    return this.#step({ ...asked, escalations: others }, team_id, pass, layer);
  }

  /** The layers after this one, those of a further pass, whom the policy reassigns to, in this order. */
  #step(asked: Asked, teamId: string, pass: number, after: number): Asked {
    const { store, switches } = this.#context;
    const team = store.find("teams", teamId);
    const policy = team && store.find("escalation_policies", team.escalation_policy_id);
    if (team === undefined || policy === undefined) return asked;
    const people = this.#peopleByLayer(policy, team.schedule_id);
    const isEmpty = people.every(({ ids }) => ids.length === 0);
    // A layer without people takes no time: with nobody on call at all, an alert is dropped at minute 0.
    const asking = people.filter(({ ids }) => ids.length > 0 || (switches.emptyLayersWait && !isEmpty));
    const next = asking.find(({ layer }) => layer.layer > after);
    if (next) return withEscalation(asked, this.#escalation(teamId, pass, next.layer, next.ids));
    const [first] = asking;
    if (first && pass < policy.repeat) {
      return withEscalation(asked, this.#escalation(teamId, pass + 1, first.layer, first.ids));
    }
    return isEmpty && switches.emptyPolicyDropsAtOnce ? asked : this.#reassign(asked, policy);
  }

  #reassign(asked: Asked, { reassign_team_ids, reassign_account_user_ids }: EscalationPolicy): Asked {
    const withUsers = {
      ...asked,
      asked_account_user_ids: union(asked.asked_account_user_ids, reassign_account_user_ids),
      destination_team_ids: union(asked.destination_team_ids, reassign_team_ids),
      destination_account_user_ids: union(asked.destination_account_user_ids, reassign_account_user_ids),
    };
    return reassign_team_ids.reduce((all: Asked, teamId) => this.enter(all, teamId), withUsers);
  }

  #peopleByLayer({ escalation_layers }: EscalationPolicy, scheduleId: string) {
    const { store, switches } = this.#context;
    const schedule = store.find("schedules", scheduleId);
    const at = switches.layerPeopleFrozen ? Date.parse(this.#alert.created_at) : store.clock();
    return escalation_layers.map((layer) => ({
      layer,
      ids: schedule ? onCallOf(this.#context, schedule, layer.layer, at) : [],
    }));
  }

  #escalation(
    teamId: string,
    pass: number,
    { layer, timeout, timeout_unit }: EscalationLayer,
    ids: readonly string[],
  ): Escalation {
    const seconds = Math.max(timeout, 1) * (UNIT_SECONDS[timeout_unit] ?? 60);
    return {
      team_id: teamId,
      pass,
      layer,
      until: new Date(this.#context.store.clock() + seconds * 1000).toISOString(),
      asked_account_user_ids: ids,
      rejected_account_user_ids: [],
    };
  }
}

function withEscalation(asked: Asked, escalation: Escalation): Asked {
  return { ...asked, escalations: [...asked.escalations, escalation] };
}

function union(ids: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...ids, ...others])];
}
