// What becomes of a call when its alert is answered, or nobody answers: A:live_call_routing/twilio/v3,
// adapter_process_outgoing and the job that ends a long wait.
import { logToAlert } from "../alerts/logs.ts";
import type { Context } from "../context.ts";
import type { Alert, Integration } from "../models.ts";
import { type DueWork, earliest } from "../timetable.ts";
import type { CallEvents } from "./call-events.ts";
import { callOf, changeCall, goesStraightToVoicemail, integrationOf } from "./state.ts";
import { updateCall } from "./twilio.ts";
import { dial, HANG_UP, pause, play, sayPlainly, twiml } from "./twiml.ts";
import { callPath, RECORDINGS } from "./urls.ts";

/** The pause before a caller is put through, in seconds, whatever the option says. */
const SHORTEST_PAUSE = 1;
const LONGEST_PAUSE = 15;

export function callEvents(contextOf: () => Context): CallEvents {
  return {
    acknowledged: (alert, userId) => {
      const integration = waitingCall(contextOf(), alert);
      if (integration) putThrough(contextOf(), integration, alert, userId);
    },
    dropped: (alert) => {
      const integration = waitingCall(contextOf(), alert);
      if (integration) sendToVoicemail(contextOf(), integration, alert, "Nobody has acknowledged the alert");
    },
  };
}

/** The first end of a wait that an integration limits. */
export function nextWaitEnd(context: Context): DueWork | undefined {
  const ends = context.store.all("alerts").flatMap((alert) => {
    const { waits_until: end } = callOf(alert);
    return end === null ? [] : { at: Date.parse(end), run: () => endWait(context, alert) };
  });
  return earliest(ends);
}

function endWait(context: Context, waiting: Alert): void {
  const alert = changeCall(context, waiting, { waits_until: null });
  const integration = integrationOf(context, alert);
  if (integration && alert.status === "open") {
    sendToVoicemail(context, integration, alert, "The caller has waited for long enough");
  }
}

/** The integration of an alert that somebody waits for on the phone. */
function waitingCall(context: Context, alert: Alert): Integration | undefined {
  const isCall = alert.meta.get("live_call_status_callback_set") === true;
  const integration = isCall && !goesStraightToVoicemail(alert) ? integrationOf(context, alert) : undefined;
  return integration?.enabled ? integration : undefined;
}

function putThrough(context: Context, integration: Integration, alert: Alert, userId: string | null): void {
  const user = userId === null ? undefined : context.store.find("account_users", userId)?.user;
  if (user === undefined) return;
  const number = (user.phones.find(({ primary }) => primary) ?? user.phones[0])?.phone;
  const document = number === undefined ? noNumber() : connection(context, integration, alert, number);
  if (!updateCall(context, integration, alert, { Twiml: document })) return;
  const outcome =
    number === undefined ? "is not put through, since there is no phone number of" : "is put through to";
  logToAlert(context, alert, `The caller ${outcome} ${user.name}.`);
}

function noNumber(): string {
  const text = "Someone has acknowledged this call, but they do not have a phone number on file. Goodbye.";
  return twiml(sayPlainly(text), HANG_UP);
}

function connection({ store }: Context, { options }: Integration, alert: Alert, number: string): string {
  const seconds = typeof options["dial_pause"] === "number" ? options["dial_pause"] : 0;
  // The number that was called stands in what came in first.
  const called = store.find("logs", alert.source_log_id ?? "")?.data?.get("To");
  return twiml(
    play(RECORDINGS.connectNow),
    pause(Math.min(Math.max(seconds, SHORTEST_PAUSE), LONGEST_PAUSE)),
    dial(number, typeof called === "string" ? called : null),
  );
}

function sendToVoicemail(context: Context, integration: Integration, alert: Alert, why: string): void {
  const url = context.origin + callPath(integration, "dropped", alert.thirdparty_id ?? "");
  if (!updateCall(context, integration, alert, { Url: url })) return;
  logToAlert(context, alert, `${why}: the caller goes to voicemail, or hears that nobody is there.`);
}
