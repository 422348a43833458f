// How a call goes on, request by request: A:live_call_routing/twilio/v3, adapter_response_incoming.
import type { Incoming } from "../adapters/adapter.ts";
import { isBanned } from "../adapters/live-call-routing.ts";
import { endAlert, routeAlert } from "../alerts/life-cycle.ts";
import { logProblem, logToAlert } from "../alerts/logs.ts";
import type { Context } from "../context.ts";
import type { Alert, Integration, Team } from "../models.ts";
import { toInteger } from "../ruby/methods.ts";
import { RubyError } from "../ruby/values.ts";
import { changeCall, goesStraightToVoicemail, remember, remembered } from "./state.ts";
import { choicesOf, rememberRoutersTeams } from "./teams.ts";
import { createQueue, updateCall } from "./twilio.ts";
import { enqueue, gather, goodbye, play, REJECT, redirect, twiml } from "./twiml.ts";
import { callPath, RECORDINGS } from "./urls.ts";

/** So often a menu is read out before the caller is sent away. */
const MOST_MENUS = 3;

/**
 * The TwiML that a request gets which has been read.
 *
 * @param alertId the alert that the request has made or repeated; null if there is none
 */
export async function answerCall(
  context: Context,
  integration: Integration,
  incoming: Incoming,
  alertId: string | null,
): Promise<string> {
  if (isBanned(incoming)) return twiml(REJECT);
  const alert = alertId === null ? undefined : context.store.find("alerts", alertId);
  if (alert === undefined) return twiml();
  if (remembered(alert, "live_call_status_callback_set") !== true)
    return begin(context, integration, alert, incoming);
  try {
    return await goOn(context, integration, alert, incoming);
  } catch (error) {
    if (!(error instanceof RubyError)) throw error;
    logProblem(context, integration, `the call does not go on, since the adapter fails: ${error.message}`);
    return twiml();
  }
}

/** Has Twilio tell of the call's end, and ask for the call's URL again. */
function begin(context: Context, integration: Integration, alert: Alert, { line }: Incoming): string {
  const callSid = alert.thirdparty_id ?? "";
  updateCall(context, integration, alert, {
    StatusCallback: context.origin + callPath(integration, "call_status", callSid),
    StatusCallbackMethod: "POST",
    Url: (line?.url ?? "").replace(/^https:\/\/[^/]+/, context.origin).replace(/\?.*$/s, ""),
  });
  remember(context, alert, "live_call_status_callback_set", true);
  return twiml();
}

async function goOn(
  context: Context,
  integration: Integration,
  begun: Alert,
  incoming: Incoming,
): Promise<string> {
  let alert = await rememberRoutersTeams(context, integration, begun);
  const teams = choicesOf(context, integration, alert);
  if (teams.length === 0) {
    logToAlert(context, alert, "There is no team to put the caller through to: the call ends.");
    return goodbye("This integration is not configured to route to any teams. Goodbye");
  }
  const { record, send_straight_to_voicemail: isStraight } = integration.options;
  const key = "live_call_send_straight_to_voicemail";
  if (record === true && isStraight === true && remembered(alert, key) === null) {
    alert = remember(context, alert, key, true);
  }
  const team = chosenTeam(teams, incoming);
  if (team === undefined) return offer(context, alert, teams);
  if (teams.length > 1 || asksAlways(incoming)) {
    logToAlert(context, alert, `The caller has chosen the team ${team.name}.`);
  }
  alert = context.store.update("alerts", alert.id, { destination_team_ids: [team.id] });
  const callSid = alert.thirdparty_id ?? "";
  if (goesStraightToVoicemail(alert)) {
    logToAlert(context, alert, "The caller goes straight to voicemail.");
    return twiml(redirect(context.origin + callPath(integration, "dropped", callSid)));
  }
  await wait(context, integration, alert);
  return twiml(
    play(RECORDINGS.pleaseWait),
    enqueue(alert.id, {
      action: callPath(integration, "queue_status", callSid),
      waitUrl: callPath(integration, "music", callSid),
    }),
  );
}

function asksAlways({ option }: Incoming): boolean {
  return option("force_input") === true;
}

function chosenTeam(teams: readonly Team[], incoming: Incoming): Team | undefined {
  if (teams.length === 1 && !asksAlways(incoming)) return teams[0];
  const digits = incoming.dig("Digits");
  // As in Ruby's lists, 0 is the last one, and so is what is no number.
  return digits === null ? undefined : teams.at(Number(toInteger(digits)) - 1);
}

/** Reads the menu of teams out, unless that was done often enough. */
function offer(context: Context, alert: Alert, teams: readonly Team[]): string {
  const count = BigInt(Number(remembered(alert, "live_call_repeat_count") ?? 0)) + 1n;
  const counted = remember(context, alert, "live_call_repeat_count", count);
  if (count > MOST_MENUS) {
    logToAlert(context, counted, "The caller has chosen no team too often: the call ends.");
    endAlert(context, counted);
    return goodbye("Too much invalid input. Goodbye.");
  }
  logToAlert(context, counted, "The caller has not chosen a team: the teams are read out.");
  const choices = teams.map(({ name }, index) => `${index + 1} for ${name}.`).join(" ");
  return twiml(
    gather(`Make a selection followed by the pound sign. ${choices}`, String(teams.length).length),
  );
}

/** The caller waits in a queue, while the team is asked. */
async function wait(context: Context, integration: Integration, alert: Alert): Promise<void> {
  const { max_wait_time: longest } = integration.options;
  const sid = createQueue(context, integration, alert);
  let waiting = remember(context, alert, "live_call_queue_sid", sid);
  if (typeof longest === "number") {
    const waits_until = new Date(context.store.clock() + longest * 1000).toISOString();
    waiting = changeCall(context, waiting, { waits_until });
    logToAlert(context, waiting, `The caller waits at most ${longest} seconds.`);
  }
  await routeAlert(context, waiting);
}
