/** Posts to a receiver of webhooks, which is not PagerTree: once, without the API key, and without a redirect followed. */
import { HttpProxyAgent, HttpsProxyAgent } from "hpagent";
import { loadHttpClient, networkCodeOf } from "./attempt.ts";
import { connectTimeout } from "./network-faults.ts";
import { userAgent } from "./user-agent.ts";

/** What is posted. */
export interface Posted {
  /** A secret as a whole. */
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The header `Authorization`, if there is one. A secret. */
  readonly authorization?: string | undefined;
  /** The proxy that it goes through, if there is one. A secret as a whole. */
  readonly proxyUrl?: string | undefined;
  /** How long all of it may take, in milliseconds. */
  readonly timeoutMilliseconds: number;
  /** How long each step of connecting may take, in milliseconds. */
  readonly connectMilliseconds: number;
}

/**
 * Of an answer only its status is kept; without one, the system's name for the fault, or the status with which the
 * proxy refused to connect to the receiver.
 */
export type PostOutcome =
  | { readonly status: number }
  | { readonly networkCode: string }
  | { readonly proxyStatus: number };

/** Bytes of an answer; nobody looks at it, and one without an end must not fill the memory. */
const mostRead = 65_536;

/** Posts JSON. It never rejects. */
export async function postOnce(posted: Posted): Promise<PostOutcome> {
  const { url, body, authorization, proxyUrl, timeoutMilliseconds, connectMilliseconds } = posted;
  const { default: got } = await loadHttpClient();
  const request = got.stream.post(url, {
    json: body,
    headers: {
      accept: "*/*",
      "user-agent": `${userAgent} probe`,
      ...(authorization !== undefined && { authorization }),
    },
    ...(proxyUrl !== undefined && { agent: agentsThrough(proxyUrl, connectMilliseconds) }),
    decompress: false,
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
    timeout: {
      lookup: connectMilliseconds,
      connect: connectMilliseconds,
      secureConnect: connectMilliseconds,
      request: timeoutMilliseconds,
    },
  });
  let status = 0;
  request.once("response", ({ statusCode }) => {
    status = statusCode;
  });
  try {
    let read = 0;
    for await (const chunk of request) {
      read += chunk.length;
      if (read > mostRead) {
        break;
      }
    }
    return { status };
  } catch (error) {
    return await outcomeOf(error);
  }
}

/** The proxy's agent has no codes for its own faults, only these words. */
async function outcomeOf(error: unknown): Promise<PostOutcome> {
  const { RequestError } = await loadHttpClient();
  const message = error instanceof RequestError ? error.message : "";
  const [, proxyStatus] = /^Bad response: (\d{3})$/.exec(message) ?? [];
  if (proxyStatus !== undefined) {
    return { proxyStatus: Number(proxyStatus) };
  }
  return { networkCode: message === "Proxy timeout" ? connectTimeout : await networkCodeOf(error) };
}

function agentsThrough(proxy: string, timeout: number) {
  return { http: new HttpProxyAgent({ proxy, timeout }), https: new HttpsProxyAgent({ proxy, timeout }) };
}
