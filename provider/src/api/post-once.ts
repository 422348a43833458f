/** Posts to a receiver of webhooks, which is not PagerTree: once, without the API key, and without a redirect followed. */
import got from "got";
import { networkCodeOf } from "./transport.ts";
import { userAgent } from "./user-agent.ts";

/** What is posted. */
export interface Posted {
  /** A secret as a whole. */
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The header `Authorization`, if there is one. A secret. */
  readonly authorization?: string | undefined;
  /** How long the answer may take, in milliseconds. */
  readonly timeoutMilliseconds: number;
}

/** Of an answer only its status is kept; without one, the system's name for the fault. */
export type PostOutcome = { readonly status: number } | { readonly networkCode: string };

const longestConnect = 10_000;

/** Posts JSON. It never rejects. */
export async function postOnce({
  url,
  body,
  authorization,
  timeoutMilliseconds,
}: Posted): Promise<PostOutcome> {
  try {
    const { statusCode } = await got.post(url, {
      json: body,
      headers: {
        accept: "*/*",
        "user-agent": `${userAgent} probe`,
        ...(authorization !== undefined && { authorization }),
      },
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: {
        lookup: longestConnect,
        connect: longestConnect,
        secureConnect: longestConnect,
        request: timeoutMilliseconds,
      },
    });
    return { status: statusCode };
  } catch (error) {
    return { networkCode: networkCodeOf(error) };
  }
}
