/**
 * One attempt at a request: authentication, time-outs, and what came of it. No error of got's leaves this file:
 * printing one shows the API key and the body.
 */
import type { PagerTreeConfig } from "../common/config.ts";
import { connectTimeout } from "./network-faults.ts";
import { proxyFault, proxyFaultOf, proxyFor } from "./proxy.ts";
import type { Answer, ApiRequest } from "./request.ts";
import type { FailedAttempt } from "./retry.ts";
import { userAgent } from "./user-agent.ts";

/** How long each step of connecting may take. A create that fails there was never sent. */
const longestConnect = 10_000;
/** No list of a hundred objects comes near this many bytes; a runaway answer must not fill the memory. */
const largestAnswer = 32 * 1024 * 1024;

/** A success, or the failure with the body of the answer, if there was one. */
export type Outcome =
  | { readonly answer: Answer }
  | { readonly failure: FailedAttempt; readonly body: string };

/** Sends a request once. It never rejects. */
export async function attempt(
  config: PagerTreeConfig,
  { method, path, query, body }: ApiRequest,
  milliseconds: number,
): Promise<Outcome> {
  const tooLarge = new AbortController();
  const url = `${config.baseUrl}${path}`;
  const agent = proxyFor(url, longestConnect);
  if (agent === proxyFault.url) {
    return { failure: { networkCode: agent, isProxied: true }, body: "" };
  }
  try {
    const { default: got } = await loadHttpClient();
    const response = await got(url, {
      method,
      ...(agent && { agent }),
      headers: {
        accept: "application/json",
        authorization: `Bearer ${config.apiKey}`,
        "user-agent": userAgent,
      },
      ...(query && { searchParams: query }),
      ...(body && { json: body }),
      // A redirect could lead the API key elsewhere, and would turn a POST into a GET that looks like a success.
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: {
        lookup: longestConnect,
        connect: longestConnect,
        secureConnect: longestConnect,
        request: milliseconds,
      },
      signal: tooLarge.signal,
    }).on("downloadProgress", ({ transferred }) => {
      if (transferred > largestAnswer) {
        tooLarge.abort();
      }
    });
    const status = response.statusCode;
    return status >= 200 && status < 300
      ? { answer: { status, body: response.body } }
      : { failure: { status, retryAfter: response.headers["retry-after"] }, body: response.body };
  } catch (error) {
    const networkCode = await networkCodeOf(error);
    return { failure: agent === undefined ? { networkCode } : { networkCode, isProxied: true }, body: "" };
  }
}

/**
 * Loads what requests are sent with, which takes a quarter of the time in which the plugin starts: who has nothing else
 * to do calls this early, and the first request calls it otherwise.
 */
export function loadHttpClient() {
  return import("got");
}

/** The system's name for the fault that ended a request without an answer. */
export async function networkCodeOf(error: unknown): Promise<string> {
  const { RequestError, TimeoutError } = await loadHttpClient();
  if (error instanceof TimeoutError) {
    const isConnecting = ["lookup", "connect", "secureConnect"].includes(error.event);
    return isConnecting ? connectTimeout : error.code;
  }
  if (!(error instanceof RequestError)) {
    return "ERR_UNKNOWN";
  }
  return error.message === "Proxy timeout" ? connectTimeout : (proxyFaultOf(error.message) ?? error.code);
}
