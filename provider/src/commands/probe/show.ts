/** The report of a probe as text for people. */
import type { AlertEvent } from "../../receivers/events.ts";
import type { InboundReport } from "./inbound.ts";
import type { EventReport, OutgoingReport } from "./outgoing.ts";
import type { RuleEffect } from "./rule-effects.ts";
import type { SendOutcome } from "./send-test-event.ts";

/** An outgoing webhook. Equal bodies but for the event are shown once each. */
export function showOutgoing(report: OutgoingReport): string {
  const { receiver, host = "a host that PagerTree does not show", events, off } = report;
  const who = receiver === "rootly" ? "Rootly" : "any receiver";
  return [
    `Sends to ${host} (as ${who}). Nothing has been sent.`,
    "",
    ...events.flatMap(showEvent),
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

function showEvent({ event, leaves, rules, body, note, missing }: EventReport): string[] {
  return [
    `${event}: ${leaves ? "leaves" : "stopped by a rule"}`,
    ...rules.map((rule) => `  ${showRule(rule)}`),
    ...(note === undefined ? [] : [`  note: ${note}`]),
    ...missing.map((problem) => `  for Rootly it ${problem}`),
    ...(leaves && body !== undefined ? [`  body: ${JSON.stringify(body)}`] : []),
    "",
  ];
}

function showRule({ rule, match, always, effect, sets }: RuleEffect): string {
  const verbs = { stop: "stops it", redirect: "sends it to another URL", change: `sets ${sets.join(", ")}` };
  return `${rule} ${verbs[effect]}${always ? "" : ", depending on the alert or the time"}: match ${match}`;
}

/** How a test event ended, and what keeps others from the receiver all the same. */
export function showSent(event: AlertEvent, { answer, fix }: SendOutcome, report: OutgoingReport): string {
  return [
    ["Sent one test", `${event}.`, answer, fix].filter((part) => part !== "").join(" "),
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
