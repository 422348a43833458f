// Puts together what a simulation tells, out of the records that it left.
import type { RouterPassage } from "../alerts/observer.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Alert, Integration } from "../models.ts";
import { mayHoldSecret } from "../outgoing/secrets.ts";
import { toScript } from "../ruby/mixed.ts";
import { isHash } from "../ruby/values.ts";
import type { Store } from "../store.ts";
import type { Gaps } from "./account/gaps.ts";
import { type Names, namesIn } from "./names.ts";
import { rulesNotEmulated } from "./not-emulated.ts";
import type { Notifying } from "./notifying.ts";
import type { Paging } from "./paging.ts";
import type { Notifications, Outcome, OutgoingTrace, Paged, SimulatedAlert, Simulation } from "./result.ts";
import { traceRouter } from "./router-trace.ts";

/** Options of an outgoing webhook that decide whether it sends, or what. */
const DECISIVE: readonly string[] = ["outgoing_rules", "template"];

export interface Played {
  readonly integration: Integration;
  readonly action: Outcome;
  readonly problem?: string | null;
  readonly passages: readonly RouterPassage[];
  /** As it was once it was routed. */
  readonly alert?: Alert | undefined;
  readonly paging?: Paging | undefined;
  /** How many webhooks had gone out before. */
  readonly before?: number;
}

export function tell(store: Store, gaps: Gaps, played: Played): Simulation {
  const { integration, action, alert, paging, passages, problem = null } = played;
  const { name, find } = namesIn(store, gaps.names);
  const begin = alert ? Date.parse(alert.created_at) : store.clock();
  const routers = passages.map((passage) => ({
    ...traceRouter(passage, { name, find }),
    ...(gaps.unknownRouters.has(passage.router.id) && { problem: "they are not known" }),
  }));
  const isSuppressed = alert?.status === "suppressed";
  const teams = (isSuppressed ? [] : (alert?.destination_team_ids ?? [])).flatMap((id) => find("teams", id));
  const paged = (paging?.askings ?? []).flatMap(({ teamId, layer, users, after }): Paged[] => {
    const [team = null] = teamId === null ? [] : find("teams", teamId);
    return users.map(({ id, notifying }) => {
      const [user = null] = gaps.standIns.has(id) ? [] : find("account_users", id);
      return { user, team, layer, after, notifications: notifying ? told(notifying, name) : null };
    });
  });
  const isVague = (paging?.askings ?? []).some(
    ({ teamId }) => teamId !== null && gaps.unknownPolicies.has(teamId),
  );
  const webhooks = store
    .all("deliveries")
    .slice(played.before ?? 0)
    .flatMap(({ integration_id, event, body, created_at }): OutgoingTrace[] => {
      const sender = store.find("integrations", integration_id);
      const after = (Date.parse(created_at) - begin) / 1000;
      const hasSecrets =
        gaps.hiddenOptions.get(integration_id)?.some((key) => DECISIVE.includes(key)) ?? false;
      const shown = hasSecrets || mayHoldSecret(sender) ? null : toScript(body);
      return sender
        ? [
            {
              integration: name("integration", sender),
              event,
              after: isVague && after > 0 ? null : after,
              body: shown,
            },
          ]
        : [];
    });
  const isUnknownRoute = passages.some(({ router }) => gaps.unknownRouters.has(router.id));
  const concerned = [
    integration.id,
    ...routers.flatMap(({ router, receivers }) => [router.id, ...receivers.map(({ id }) => id)]),
    ...[...teams, ...paged.flatMap(({ user, team }) => [user, team])].flatMap((one) => (one ? [one.id] : [])),
  ];
  const allGaps = [
    ...concerned.flatMap((id) => gaps.of(id)),
    ...templateProblems(store, gaps, integration),
    ...routers.flatMap(rulesNotEmulated),
    ...(paging?.gaps ?? []),
    ...(alert ? hiddenWebhooks(store, gaps) : []),
  ];
  return {
    at: new Date(begin).toISOString(),
    integration: {
      ...name("integration", integration),
      type: findIntegrationType(integration.integration_type_id)?.name ?? integration.integration_type_id,
    },
    ...{ action, problem },
    alert: alert ? alertTrace(alert) : null,
    ...{ routers, teams, paged },
    // What happens to the alert decides what is told of it.
    webhooks: isUnknownRoute ? [] : webhooks,
    gaps: [...new Set(allGaps)],
    reaches: reachOf(action, problem, paged, isUnknownRoute),
  };
}

function reachOf(
  action: Outcome,
  problem: string | null,
  paged: readonly Paged[],
  isUnknownRoute: boolean,
): Simulation["reaches"] {
  if (action === "acknowledge" || action === "resolve") return "ends";
  if (isUnknownRoute || action === "not emulated") return "unknown";
  const hears = paged.some(({ notifications }) => notifications?.ignored !== true);
  return problem === null && hears ? "somebody" : "nobody";
}

function told({ rule, isIgnored, ...others }: Notifying, name: Names["name"]): Notifications {
  return { rule: name("notification rule", rule), ignored: isIgnored, ...others };
}

function alertTrace(alert: Alert): SimulatedAlert {
  const { title, description, urgency, meta } = alert;
  return {
    ...{ title, description, urgency },
    status: alert.status,
    thirdPartyId: alert.thirdparty_id,
    dedupKeys: alert.dedup_keys,
    tags: alert.tag_list,
    incident:
      meta.get("incident") === true
        ? { severity: meta.get("incident_severity") ?? null, message: meta.get("incident_message") ?? null }
        : null,
    additionalData: alert.additional_data.map((datum) => ({
      label: toScript(datum.get("label") ?? null),
      value: isHash(datum) ? toScript(datum.get("value") ?? null) : null,
    })),
  };
}

/** Templates of the alert's texts that are not shown, or do not work. */
function templateProblems(store: Store, gaps: Gaps, { id, name, options }: Integration): string[] {
  const title = `integration ${JSON.stringify(name)}`;
  const hidden = ["title", "description"].filter(
    (part) =>
      options[`${part}_template_enabled`] === true &&
      gaps.hiddenOptions.get(id)?.includes(`${part}_template`),
  );
  const failed = store
    .all("logs")
    .filter(({ owner_id, message }) => owner_id === id && / template does not work: /.test(message));
  return [
    ...hidden.map(
      (part) => `${title}: its ${part} template is not shown, and the ${part} is the one without it`,
    ),
    ...failed.map(({ message }) => `${title}: ${message}`),
  ];
}

/** Outgoing webhooks of which it is not known what they send. */
function hiddenWebhooks(store: Store, gaps: Gaps): string[] {
  return [...gaps.hiddenOptions].flatMap(([id, keys]) => {
    const integration = store.find("integrations", id);
    const type = integration && findIntegrationType(integration.integration_type_id)?.key;
    return type === "outgoing-webhook"
      ? keys
          .filter((key) => DECISIVE.includes(key))
          .map(
            (key) =>
              `outgoing webhook ${JSON.stringify(integration?.name)}: ${key} is a secret, which a state and a plan do not show, so it is not known what it sends`,
          )
      : [];
  });
}
