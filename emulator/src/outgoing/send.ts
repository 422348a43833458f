// Sends one webhook, once.
import { isLoopback } from "../loopback.ts";
import type { Delivery, DeliveryAttempt } from "../models.ts";
import { toJson } from "../ruby/json.ts";

/** Hosts beyond this machine to which may be sent; `nowhere` leaves out this machine too. */
export type AllowedHosts = readonly string[] | "nowhere";

/** Whether the emulator may send there: only this machine, and hosts that it was told of. */
export function isAllowedReceiver(url: string, allowedHosts: AllowedHosts): boolean {
  if (allowedHosts === "nowhere" || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  return ["http:", "https:"].includes(protocol) && (isLoopback(host) || allowedHosts.includes(host));
}

/** Posts the delivery and gives what came of it, but for the time; redirects are not followed. */
export async function send(
  { url, authorization, body, integration_id }: Delivery,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Omit<DeliveryAttempt, "at">> {
  try {
    const response = await fetch(withoutCredentials(url), {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      headers: {
        accept: "*/*",
        "content-type": "application/json",
        "user-agent": `pagertree outgoing webhook service; ref: ${integration_id}; report: support@pagertree.com`,
        ...(authorization === null ? {} : { authorization }),
      },
      body: toJson(body),
    });
    await response.body?.cancel();
    return { status: response.status, error: null };
  } catch (error) {
    return { status: null, error: describeFailure(error) };
  }
}

/** fetch refuses a URL with a user and a password in it. */
function withoutCredentials(url: string): string {
  const parsed = new URL(url);
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}

/** A code such as ECONNREFUSED; messages may hold the URL, which is secret. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  if (error.name === "TimeoutError") return "timeout";
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.name;
}
