// A simulation as text for people.
import type { Condition } from "../evaluation/jobs.ts";
import { mixedToJson } from "../ruby/mixed.ts";
import type {
  Named,
  Notifications,
  Outcome,
  OutgoingTrace,
  Paged,
  RouterTrace,
  RuleTrace,
  SentNotification,
  Simulation,
} from "./result.ts";

/** Longer values are cut. */
const LONGEST = 100;

/** What an outcome means. */
const OUTCOMES: Readonly<Record<Outcome, string>> = {
  create: "makes an alert",
  acknowledge: "acknowledges an alert",
  resolve: "resolves an alert",
  other: "nothing happens",
  invalid: "no alert is made",
  disabled: "nothing happens",
  maintenance: "nothing happens",
  refused: "nothing happens",
  "not emulated": "nobody knows",
};

const REACHES: Readonly<Record<Simulation["reaches"], string>> = {
  somebody: "Somebody is paged.",
  nobody: "NOBODY IS PAGED.",
  unknown: "Whether somebody is paged is not known.",
  ends: "Nobody needs to be paged.",
};

export function showSimulation(simulation: Simulation): string {
  const { at, integration, action, problem, alert } = simulation;
  const lines = [
    `${integration.type} integration ${titleOf(integration)}, at ${at}`,
    `  The payload is read as ${integration.type} does: ${OUTCOMES[action]}${problem === null ? "" : `, ${action === "create" ? "but" : "since"} ${problem}`}`,
  ];
  if (alert) {
    lines.push("", `Alert ${JSON.stringify(alert.title)}`);
    const facts: [string, unknown][] = [
      ["description", alert.description],
      ["urgency", alert.urgency],
      ["id of the sender", alert.thirdPartyId],
      ["deduplication keys", alert.dedupKeys.length > 0 ? alert.dedupKeys : null],
      ["tags", alert.tags.length > 0 ? alert.tags : null],
      ["incident", alert.incident?.severity ?? null],
      ...alert.additionalData.map(({ label, value }): [string, unknown] => [String(label), value]),
    ];
    for (const [label, value] of facts) if (value !== null) lines.push(`  ${label}: ${valueText(value)}`);
    if (alert.status === "suppressed") lines.push("  A rule ignores it: it is suppressed.");
  }
  for (const trace of simulation.routers) lines.push("", ...showRouter(trace));
  if (alert && action === "create") lines.push("", ...showPaged(simulation));
  if (simulation.webhooks.length > 0) lines.push("", "Webhooks", ...simulation.webhooks.map(showWebhook));
  if (simulation.gaps.length > 0) {
    lines.push("", "Not known, or not emulated", ...simulation.gaps.map((gap) => `  - ${gap}`));
  }
  return [...lines, "", REACHES[simulation.reaches]].join("\n");
}

/** What a router made of an alert, a line for each rule. */
export function showRouter({
  router,
  enabled,
  rules,
  problem,
  receivers,
  byDefault,
  missing,
}: RouterTrace): string[] {
  const to = receivers.map(objectOf).join(", ") || "nobody";
  const isSilent = receivers.length === 0 && (!byDefault || problem !== null);
  return [
    `Router ${titleOf(router)}`,
    ...(enabled ? [] : ["  It is disabled: its rules are not used."]),
    ...(problem === null ? [] : [`  Its rules cannot be used: ${problem}`]),
    ...rules.flatMap(showRule),
    ...missing.map((id) => `  ${id} is not in the account`),
    ...(isSilent ? [] : [`  ${byDefault ? "To its default receiver" : "To"}: ${to}`]),
  ];
}

function showRule({ place, matches, conditions, actions }: RuleTrace): string[] {
  if (matches === null) return [`  ${place} is not looked at`];
  const failed = matches ? conditions : conditions.filter(({ holds }) => holds === false);
  return [
    `  ${place} ${matches ? "matches" : "does not match"}`,
    ...failed.flatMap((condition) => showCondition(condition, "    ")),
    ...(matches && Array.isArray(actions) ? actions.map((action) => `    does ${valueText(action)}`) : []),
  ];
}

function showCondition({ field, asked, found, holds, of }: Condition, indent: string): string[] {
  if (of !== undefined) {
    return [
      `${indent}${field} ${holds === true ? "holds" : "does not hold"}`,
      ...of.flatMap((conditions) => conditions.flatMap((one) => showCondition(one, `${indent}  `))),
    ];
  }
  const state = holds === true ? "" : holds === false ? "not: " : "";
  const is = field.startsWith("$")
    ? ""
    : `, and it is ${found === undefined ? "not there" : valueText(found)}`;
  return [`${indent}${state}${field} ${valueText(asked)}${is}`];
}

function showPaged({ teams, paged, reaches }: Simulation): string[] {
  const to = teams.length === 0 ? "" : ` (assigned to ${teams.map(objectOf).join(", ")})`;
  const nobody = reaches === "unknown" ? "  that is not known" : "  nobody";
  return [
    `Who is paged, if nobody answers${to}`,
    ...(paged.length === 0 ? [nobody] : paged.flatMap((one) => showPerson(one).map((line) => `  ${line}`))),
  ];
}

/** Who is paged when, and how their notification rule tells them. */
export function showPerson({ user, team, layer, after, notifications }: Paged): string[] {
  const who = user === null ? `whoever is on call in ${team?.name ?? "the team"}` : user.name;
  const by = team === null ? "" : ` (team ${team.name}, layer ${layer})`;
  return [
    `${afterText(after)}: ${who}${by}`,
    ...(notifications === null ? [] : showNotifications(notifications).map((line) => `  ${line}`)),
  ];
}

function showNotifications({ rule, matched, ignored, sent, problem }: Notifications): string[] {
  const title = `notification rule ${titleOf(rule)}`;
  if (problem !== null) return [`The rules of ${title} cannot be used: ${problem}`];
  if (matched === null) return [`No rule of ${title} matches: by their default channels`];
  if (ignored) return [`${matched} of ${title} ignores it: THEY ARE NOT NOTIFIED`];
  return [`${matched} of ${title}${sent.length > 0 ? "" : " sends nothing"}`, ...sent.map(showSent)];
}

function showSent({ channels, options, after }: SentNotification): string {
  const named = channels.map((channel) => {
    const address = options[channel];
    return typeof address === "string" ? `${channel} (${address})` : channel;
  });
  return `  ${afterText(after)} by ${named.join(", ")}`;
}

function showWebhook({ integration, event, after, body }: OutgoingTrace): string {
  const hidden = body === null ? ", with a body that secrets decide" : "";
  return `  ${afterText(after)}: ${titleOf(integration)} sends ${event}${hidden}`;
}

function afterText(seconds: number | null): string {
  if (seconds === null) return "later";
  if (seconds === 0) return "at once";
  const units: [number, string][] = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [Math.round(seconds % 60), "s"],
  ];
  return `after ${units.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(" ")}`;
}

/** The name, and that in the program where it is another. */
export function titleOf({ name, resource }: Named): string {
  return `${JSON.stringify(name)}${resource === undefined ? "" : ` (${resource} in the program)`}`;
}

/** The kind and the name. */
export function objectOf(named: Named): string {
  return `${named.kind === "account user" ? "" : `${named.kind} `}${named.name}`;
}

function valueText(value: unknown): string {
  const text = mixedToJson(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
