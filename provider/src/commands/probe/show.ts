/** The report of a probe as text for people. */
import { flattenObject, isEqual } from "es-toolkit";
import type { AlertEvent } from "../../receivers/events.ts";
import type { InboundReport } from "./inbound.ts";
import type { EventReport, OutgoingReport } from "./outgoing.ts";
import type { RuleEffect } from "./rule-effects.ts";
import type { SendOutcome } from "./send-test-event.ts";

/** An integration that sends events on. The first body is shown as a whole, and of the others what differs from it. */
export function showOutgoing(report: OutgoingReport): string {
  const { receiver, host = "a host that PagerTree does not show", events, off } = report;
  const who = receiver && ` (as ${receiver === "rootly" ? "Rootly" : "any receiver"})`;
  const first = events.find(hasBody);
  return [
    `Sends to ${host}${who ?? ""}. Nothing has been sent.`,
    "",
    ...events.flatMap((event) => showEvent(event, first)),
    ...(off.length > 0 ? [`Switched off: ${off.join(", ")}`] : []),
    ...showFindings(report),
    ...(report.problems.length === 0 ? ["No problem found."] : []),
  ].join("\n");
}

function showFindings({ notes, problems }: OutgoingReport): string[] {
  return [
    ...notes,
    ...(problems.length === 0 ? [] : ["Problems:", ...problems.map((problem) => `  - ${problem}`)]),
  ];
}

function hasBody({ leaves, body }: EventReport): boolean {
  return leaves && body !== undefined;
}

function showEvent(report: EventReport, first: EventReport | undefined): string[] {
  const { event, leaves, rules, note, missing } = report;
  return [
    `${event}: ${leaves ? "leaves" : "stopped by a rule"}`,
    ...rules.map((rule) => `  ${showRule(rule)}`),
    ...(note === undefined ? [] : [`  note: ${note}`]),
    ...missing.map((problem) => `  for Rootly it ${problem}`),
    ...(hasBody(report) ? [`  body: ${showBody(report, first)}`] : []),
    "",
  ];
}

function showBody(report: EventReport, first: EventReport | undefined): string {
  const whole = JSON.stringify(report.body);
  if (first === undefined || report === first) return whole;
  const [before, now] = [flattenObject(first.body ?? {}), flattenObject(report.body ?? {})];
  const set = Object.keys(now).filter((key) => !isEqual(now[key], before[key]));
  const changes = [
    ...set.map((key) => `${key} = ${JSON.stringify(now[key])}`),
    ...Object.keys(before).flatMap((key) => (key in now ? [] : [`no ${key}`])),
  ];
  const shown = `that of ${first.event}${changes.length === 0 ? "" : `, but ${changes.join(", ")}`}`;
  return shown.length < whole.length ? shown : whole;
}

function showRule({ rule, match, always, effect, sets }: RuleEffect): string {
  const verbs = { stop: "stops it", redirect: "sends it to another URL", change: `sets ${sets.join(", ")}` };
  return `${rule} ${verbs[effect]}${always ? "" : ", depending on the alert or the time"}: match ${match}`;
}

/** How a test event ended, and what keeps others from the receiver all the same. */
export function showSent(
  event: AlertEvent,
  { left, answer, fix }: SendOutcome,
  report: OutgoingReport,
): string {
  const begin = {
    yes: `Sent one test ${event}.`,
    no: "Nothing was sent.",
    unclear: `Tried to send one test ${event}, which may have arrived.`,
  };
  return [
    [begin[left], answer, fix].filter((part) => part !== "").join(" "),
    ...(report.off.includes(event) ? [`By itself PagerTree sends no ${event}, which is switched off.`] : []),
    ...showFindings(report),
  ].join("\n");
}

/** An integration that alerts come in by. */
export function showInbound({ endpoint, command, resolve, notes }: InboundReport): string {
  return [
    `Alerts come in at ${endpoint}`,
    ...(command === undefined ? [] : ["", "To try it:", `  ${command}`]),
    ...(resolve === undefined ? [] : ["", "To resolve that alert:", `  ${resolve}`]),
    "",
    ...notes,
  ].join("\n");
}
