// What Twilio asks for or tells in the course of a call: A:live_call_routing/twilio/v3 and its controller.
import { endAlert, routeAlert } from "../alerts/life-cycle.ts";
import { logToAlert } from "../alerts/logs.ts";
import type { Context } from "../context.ts";
import type { AdditionalDatum, Alert, Integration } from "../models.ts";
import { isBlank, isTruthy } from "../ruby/access.ts";
import { toHash } from "../ruby/mixed.ts";
import type { RubyHash, RubyValue } from "../ruby/values.ts";
import { changeCall, goesStraightToVoicemail, remembered } from "./state.ts";
import { deleteQueue } from "./twilio.ts";
import { HANG_UP, play, RECORD, say, twiml } from "./twiml.ts";
import { RECORDINGS } from "./urls.ts";

const VOICEMAIL = "Voicemail";

/** What a caller hears who waits. */
export function music(): string {
  return twiml(play(RECORDINGS.music, 0));
}

/** Nobody answers: the caller may leave a voicemail, if the integration records, or has just left one. */
export async function nobodyAnswers(
  context: Context,
  integration: Integration,
  alert: Alert,
  params: RubyHash,
): Promise<string> {
  const recording = params.get("RecordingUrl") ?? null;
  if (isTruthy(recording)) {
    await keepVoicemail(context, alert, recording);
    return twiml(play(RECORDINGS.thankYou), HANG_UP);
  }
  if (integration.options["record"] === true) {
    logToAlert(context, alert, "Nobody answers: the caller is asked for a voicemail.");
    return twiml(play(RECORDINGS.noAnswer), RECORD);
  }
  logToAlert(context, alert, "Nobody answers: the caller is told so, and the call ends.");
  return twiml(say("No one is available to answer this call. Goodbye."), HANG_UP);
}

async function keepVoicemail(context: Context, alert: Alert, recording: RubyValue): Promise<void> {
  const datum = toHash({ format: "link", label: VOICEMAIL, value: recording });
  const kept = context.store.update("alerts", alert.id, {
    additional_data: [...alert.additional_data, datum],
  });
  logToAlert(context, kept, "The caller has left a voicemail.");
  if (goesStraightToVoicemail(kept)) await routeAlert(context, kept);
}

/** The caller has left the queue. */
export function leaveQueue(
  context: Context,
  integration: Integration,
  alert: Alert | undefined,
  params: RubyHash,
): void {
  if (params.get("QueueResult") !== "hangup" || alert === undefined) return;
  hangUp(context, integration, alert, "The caller has hung up in the queue.");
  const sid = remembered(alert, "live_call_queue_sid");
  if (typeof sid === "string") deleteQueue(context, integration, sid);
}

/** The call has another status. */
export function endCall(
  context: Context,
  integration: Integration,
  alert: Alert | undefined,
  params: RubyHash,
): void {
  if (params.get("CallStatus") !== "completed" || alert === undefined) return;
  const isStraight = goesStraightToVoicemail(alert);
  if (isStraight && !alert.additional_data.some(isVoicemail)) {
    hangUp(context, integration, alert, "The caller has hung up without a voicemail.");
  } else if (!isStraight && isBlank(remembered(alert, "live_call_queue_sid"))) {
    logToAlert(context, alert, "The caller has hung up before a team was asked.");
    endAlert(context, changeCall(context, alert, OVER));
  } else changeCall(context, alert, OVER);
}

/** Twilio changes no call that is over. */
const OVER = { waits_until: null, has_ended: true } as const;

/** Resolves the alert, unless the integration leaves it to people. */
function hangUp(context: Context, { options }: Integration, alert: Alert, message: string): void {
  const ended = changeCall(context, alert, OVER);
  logToAlert(context, ended, message);
  if (options["skip_resolve_on_hangup"] !== true) endAlert(context, ended);
}

function isVoicemail(datum: AdditionalDatum): boolean {
  return datum.get("label") === VOICEMAIL;
}
