/**
 * The command `probe`: what one integration would send or take, and with `--send` whether its receiver takes it; or whom
 * an alert to a team would page.
 */
import { Command, Option } from "commander";
import type { IntegrationWire } from "../../api/wire.ts";
import { findTypeByDisplayName, takesAlerts } from "../../catalog/catalog.ts";
import { LookupError, PagerTreeError } from "../../common/errors.ts";
import { cut, plainText } from "../../common/plain-text.ts";
import { titleOf } from "../../destinations/titles.ts";
import { type AlertEvent, alertEvents } from "../../receivers/events.ts";
import { type Receiver, receivers } from "../../receivers/receiver.ts";
import { type Account, accountOf } from "../account.ts";
import { hostOf } from "../host-of.ts";
import { type CommandContext, printJson } from "../terminal.ts";
import { findObject } from "./find-object.ts";
import { probeInbound } from "./inbound.ts";
import { type OnCallObject, probeOnCall } from "./on-call.ts";
import {
  type OutgoingProbe,
  type OutgoingReport,
  probeMessages,
  probeOutgoing,
  testMark,
  textOf,
} from "./outgoing.ts";
import { placeOf } from "./place-of.ts";
import { type SendOutcome, sendTestEvent } from "./send-test-event.ts";
import { showInbound, showOutgoing, showSent } from "./show.ts";
import { showOnCall } from "./show-on-call.ts";

interface ProbeOptions {
  readonly send?: true;
  readonly event: AlertEvent;
  readonly receiver?: Receiver;
  readonly stack?: string;
  readonly json?: true;
}

const examples = `
Without --send nothing is sent. With it, one event goes to the receiver that says in its title that it is a test. By
default that is alert.resolved of an alert that never was open, for which nobody is paged; alert.created and
alert.open may page people at the receiver.

For a team it shows who is on call now and next on each layer of its escalation policy, how long each layer has, what
happens to an alert in the end, when nobody is on call, and whether somebody may not be reached. A schedule or an
escalation policy stands for the teams that have it. Nobody is paged.

Examples:
  pulumi-pagertree probe Rootly
  pulumi-pagertree probe Checkout
  pulumi-pagertree probe int_ODCWagoG9 --send
  pulumi-pagertree probe "Rootly staging" --receiver rootly --json`;

/** The command, to be added to the command line. */
export function probeCommand(context: CommandContext): Command {
  return new Command("probe")
    .description("show what an integration sends or receives, or whom an alert to a team pages")
    .argument(
      "<object>",
      "an integration, a team, a schedule or an escalation policy: its id (int_…, tem_…) or its exact name",
    )
    .option("--send", "post one test event, marked as such, to the receiver of an outgoing webhook")
    .addOption(
      new Option("--event <event>", "the event that --send posts")
        .choices(alertEvents)
        .default("alert.resolved"),
    )
    .addOption(
      new Option(
        "--receiver <receiver>",
        "what the receiver is (default: rootly if its host is Rootly's)",
      ).choices(receivers),
    )
    .option("--stack <name>", "the stack whose API key is used (default: the selected one)")
    .option("--json", "print JSON")
    .addHelpText("after", examples)
    .action((wanted: string, options: ProbeOptions) => probe(wanted, options, context));
}

async function probe(wanted: string, options: ProbeOptions, context: CommandContext): Promise<void> {
  const account = await accountOf(context, options.stack);
  const object = await findObject(account.client, wanted);
  if (object.kind === "integrations") {
    await probeIntegration(object.row, account, options, context);
  } else {
    await probeTeams(object, account, options, context);
  }
}

async function probeTeams(
  object: OnCallObject,
  account: Account,
  { send, json }: ProbeOptions,
  context: CommandContext,
): Promise<void> {
  if (send) {
    throw new LookupError(
      `${titleOf(object.kind, object.row)} is not an outgoing webhook, so --send cannot post to it. Nothing was sent.`,
      "Leave it out to see whom an alert pages.",
    );
  }
  const report = await probeOnCall(object, account, Date.now());
  if (json) {
    const { id, prefix_id: prefixId, name } = object.row;
    printJson(context, { [nounsInJson[object.kind]]: { id, prefixId, name }, ...report });
  } else {
    context.print(`${showOnCall(report)}\n`);
  }
  if ([report, ...report.teams].some(({ problems }) => problems.length > 0)) {
    context.reportProblems();
  }
}

const nounsInJson = { teams: "team", schedules: "schedule", escalationPolicies: "escalationPolicy" } as const;

async function probeIntegration(
  integration: IntegrationWire,
  { config }: Account,
  options: ProbeOptions,
  context: CommandContext,
): Promise<void> {
  const type = findTypeByDisplayName(integration.integration_type.name ?? "");
  const head = {
    id: integration.id,
    prefixId: integration.prefix_id,
    name: integration.name,
    type: type ?? integration.integration_type.name ?? "",
    enabled: integration.enabled,
  };
  const title = `${cut(plainText(head.name), 80)} (${head.prefixId}, ${cut(plainText(head.type), 80)}, ${head.enabled ? "enabled" : "disabled"})`;
  if (type === "outgoing-webhook") {
    await probeOutgoingWebhook(integration, { head, title }, options, context);
    return;
  }
  const onlySends = type !== undefined && !takesAlerts(type);
  if (options.send) {
    throw new LookupError(
      `${title} is not an outgoing webhook, so --send cannot post to it. Nothing was sent.`,
      onlySends
        ? "PagerTree writes its messages itself: make a test alert in PagerTree to see whether one arrives."
        : "Without --send, the command shows where alerts come in, and how to send one.",
    );
  }
  if (onlySends) {
    showReport(probeMessages(integration, type), { head, title }, options, context);
    return;
  }
  const report = probeInbound(integration, type, config.baseUrl);
  if (options.json) {
    printJson(context, { integration: head, ...report });
  } else {
    context.print(`${title}\n${showInbound(report)}\n`);
  }
}

function showReport(
  report: OutgoingReport,
  { head, title }: { readonly head: object; readonly title: string },
  { json }: ProbeOptions,
  context: CommandContext,
): void {
  if (json) printJson(context, { integration: head, ...report });
  else context.print(`${title}\n${showOutgoing(report)}\n`);
  if (report.problems.length > 0) context.reportProblems();
}

async function probeOutgoingWebhook(
  integration: IntegrationWire,
  { head, title }: { readonly head: object; readonly title: string },
  { send, event, receiver, json }: ProbeOptions,
  context: CommandContext,
): Promise<void> {
  const found = probeOutgoing(integration, receiver);
  const sent = send && (await sendTest(found, event, context));
  if (json) {
    printJson(context, {
      integration: found.hide(head),
      ...found.report,
      ...(sent && { sent: { event, ...sent } }),
    });
  } else {
    const shown = sent ? showSent(event, sent, found.report) : showOutgoing(found.report);
    context.print(`${found.hide(title)}\n${shown}\n`);
  }
  if (sent?.delivered === false || found.report.problems.length > 0) {
    context.reportProblems();
  }
}

/** @throws PagerTreeError if there is no way to send it, or nobody could tell it from a real one */
async function sendTest(
  { report, options, testEvent }: OutgoingProbe,
  event: AlertEvent,
  context: CommandContext,
): Promise<SendOutcome> {
  if (report.host === undefined) {
    throw new PagerTreeError(
      "config",
      "PagerTree does not show the webhook URL, so nothing can be sent.",
      "Check whether the API key may read it, and whether the integration has one.",
    );
  }
  const { url, body, note } = testEvent(event);
  if (body === undefined || !JSON.stringify(body).includes(testMark)) {
    throw new PagerTreeError(
      "config",
      note ??
        "The template or the rules leave out alert.title, which marks an event as a test. Nothing was sent.",
      "Add {{{alert.title}}} to the template, or make a real test alert in PagerTree.",
    );
  }
  const place = await placeOf(url);
  const where = place === undefined ? "" : `, which is ${place}`;
  context.tell(`Posting one test ${event} to ${hostOf(url)}${where}.\n`);
  return sendTestEvent(body, {
    url,
    username: textOf(options["username"]),
    password: textOf(options["password"]),
    proxyUrl: textOf(options["proxyUrl"]),
    receiver: report.receiver ?? "any",
  });
}
