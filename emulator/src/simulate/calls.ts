// Plays a call to its end, as Twilio and a caller go on with it once the first request is answered.
import type { FastifyInstance } from "fastify";
import { goesStraightToVoicemail } from "../calls/state.ts";
import { choicesOf } from "../calls/teams.ts";
import { callPath } from "../calls/urls.ts";
import type { Context } from "../context.ts";
import type { Alert, Integration } from "../models.ts";
import type { SampleRequest } from "./samples.ts";
import { send } from "./sending.ts";

/** What a caller says who comes to voicemail. */
const RECORDING = "https://api.twilio.com/2010-04-01/Accounts/AC0/Recordings/RE0";

/**
 * Sends the request once more, as Twilio does since the call was changed; and leaves a voicemail where the caller is to.
 *
 * @returns why the caller comes to nobody; null if a team is asked, or there is no call
 */
export async function goOnWithCall(
  context: Context,
  app: FastifyInstance,
  integration: Integration,
  request: SampleRequest,
): Promise<string | null> {
  const { store } = context;
  const begun = store.all("alerts").findLast(({ source_id }) => source_id === integration.id);
  if (begun === undefined) return "the caller's number is banned, and the call is refused";
  await send(context, app, integration, request);
  const alert = store.find("alerts", begun.id) ?? begun;
  if (alert.destination_team_ids.length === 0) return whyNobody(context, integration, alert);
  if (goesStraightToVoicemail(alert)) {
    await app.inject({
      method: "POST",
      url: callPath(integration, "dropped", alert.thirdparty_id ?? ""),
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: new URLSearchParams({
        CallSid: alert.thirdparty_id ?? "",
        RecordingUrl: RECORDING,
      }).toString(),
    });
  }
  return null;
}

function whyNobody(context: Context, integration: Integration, alert: Alert): string {
  const teams = choicesOf(context, integration, alert);
  if (teams.length === 0) return "there is no team to put the caller through to, and the call ends";
  const choices = teams.map(({ name }, index) => `${index + 1} for ${name}`).join(", ");
  const pressed = context.store.find("logs", alert.source_log_id ?? "")?.data?.get("Digits") ?? null;
  return pressed === null
    ? `nobody is paged until the caller chooses a team: ${choices}. To choose one, add "Digits": "1" to the payload`
    : `the caller's Digits choose none of the teams: ${choices}`;
}
