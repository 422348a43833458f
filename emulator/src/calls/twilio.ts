// What the adapter asks Twilio for: https://www.twilio.com/docs/voice/api. Nothing is sent: it is as if Twilio had done it.
import { createHash } from "node:crypto";
import { logToAlert } from "../alerts/logs.ts";
import type { Context } from "../context.ts";
import type { Alert, Integration } from "../models.ts";
import { callOf } from "./state.ts";

/** Changes a call; false if it is over, which Twilio refuses (21220). */
export function updateCall(
  context: Context,
  integration: Integration,
  alert: Alert,
  parameters: Readonly<Record<string, string>>,
): boolean {
  if (callOf(alert).has_ended) {
    logToAlert(context, alert, "The call cannot be changed: the caller has hung up.");
    return false;
  }
  ask(context, integration, "POST", `Calls/${alert.thirdparty_id}`, parameters);
  return true;
}

/** Makes the queue of an alert, and gives its SID. */
export function createQueue(context: Context, integration: Integration, { id }: Alert): string {
  ask(context, integration, "POST", "Queues", { FriendlyName: id });
  return `QU${createHash("md5").update(id).digest("hex")}`;
}

export function deleteQueue(context: Context, integration: Integration, sid: string): void {
  ask(context, integration, "DELETE", `Queues/${sid}`);
}

function ask(
  { ownRequests }: Context,
  integration: Integration,
  method: "POST" | "DELETE",
  path: string,
  parameters?: Readonly<Record<string, string>>,
): void {
  const { api_region, account_sid } = integration.options;
  const url = `https://api.${api_region}.twilio.com/2010-04-01/Accounts/${account_sid}/${path}.json`;
  ownRequests.note(integration, "Twilio", { method, url, parameters });
}
