/** Sends one test event to the receiver of an outgoing webhook, as PagerTree would, and says what came of it. */
import { connectTimeout } from "../../api/network-faults.ts";
import { postOnce } from "../../api/post-once.ts";
import { isBlank } from "../../common/is-blank.ts";
import type { Receiver } from "../../receivers/receiver.ts";

/** How a test event ended. */
export interface SendOutcome {
  /** Whether the receiver took it. */
  readonly delivered: boolean;
  /** Whether it left this machine for the receiver; `unclear` if the connection broke at an unknown moment. */
  readonly left: "yes" | "no" | "unclear";
  /** The HTTP status, if there was an answer. */
  readonly status?: number;
  /** What happened, as a sentence. */
  readonly answer: string;
  /** What to do about it, as a sentence; blank if nothing is. */
  readonly fix: string;
}

/** Where a test event goes. */
export interface SendTarget {
  /** A secret as a whole. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** The proxy that PagerTree delivers through; blank if there is none. A secret as a whole. */
  readonly proxyUrl: string;
  readonly receiver: Receiver;
  /** How long the receiver may take, in milliseconds. @default 15000 */
  readonly timeoutMilliseconds?: number;
  /** How long each step of connecting may take, in milliseconds. @default 10000 */
  readonly connectMilliseconds?: number;
}

/**
 * Posts a body once, through the proxy if there is one; redirects are not followed. It never rejects, and tells
 * nothing of what was answered but the status.
 */
export async function sendTestEvent(
  body: Readonly<Record<string, unknown>>,
  target: SendTarget,
): Promise<SendOutcome> {
  const { url, username, password, receiver } = target;
  const { timeoutMilliseconds = 15_000, connectMilliseconds = 10_000 } = target;
  // PagerTree needs both, and leaves out the word Basic.
  const authorization =
    username !== "" && password !== ""
      ? Buffer.from(`${username}:${password}`).toString("base64")
      : undefined;
  const proxyUrl = isBlank(target.proxyUrl) ? undefined : target.proxyUrl;
  if (proxyUrl !== undefined && !isProxyUrl(proxyUrl)) {
    return notSent(
      "The proxy has no URL that can be used.",
      "Write proxyUrl as http://user:password@host:port.",
    );
  }
  const outcome = await postOnce({
    ...{ url, body, authorization, proxyUrl },
    ...{ timeoutMilliseconds, connectMilliseconds },
  });
  if ("status" in outcome) {
    return { status: outcome.status, ...explainStatus(outcome.status, receiver, proxyUrl !== undefined) };
  }
  return "proxyStatus" in outcome
    ? explainProxyStatus(outcome.proxyStatus)
    : explainFault(outcome.networkCode, proxyUrl !== undefined);
}

function isProxyUrl(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}

function notSent(answer: string, fix: string): SendOutcome {
  return { delivered: false, left: "no", answer, fix };
}

function explainStatus(status: number, receiver: Receiver, isProxied: boolean): SendOutcome {
  if (status >= 200 && status < 300) {
    const way = isProxied ? ", through the proxy" : "";
    return { delivered: true, left: "yes", answer: `The receiver took it (${status})${way}.`, fix: "" };
  }
  const [answer, fix] = wordsFor(status, receiver === "rootly" ? "Rootly" : "the receiver");
  return { delivered: false, left: "yes", answer: `${answer} (${status}).`, fix };
}

function explainProxyStatus(status: number): SendOutcome {
  return status === 407
    ? notSent("The proxy does not take its user name and password (407).", "Fix them in proxyUrl.")
    : notSent(
        `The proxy does not connect to the receiver (${status}).`,
        "Check whether the host in the webhook URL is right, and whether the proxy may reach it.",
      );
}

function wordsFor(status: number, receiver: string): [answer: string, fix: string] {
  if (status === 401) {
    return [
      "The secret is wrong or missing",
      `Copy the secret that ${receiver} shows next to its webhook URL, give it to the bridge, and run pulumi up.`,
    ];
  }
  if (status === 403) {
    return ["The receiver forbids it", `Check in ${receiver} whether this webhook is allowed and enabled.`];
  }
  if (status === 404 || status === 410) {
    return [
      "The receiver does not know this webhook",
      `Copy the webhook URL that ${receiver} shows, and run pulumi up.`,
    ];
  }
  if (status === 429) {
    return [
      "The receiver does not accept any more at the moment",
      `Check whether a limit of ${receiver} is reached.`,
    ];
  }
  if (status >= 300 && status < 400) {
    return [
      "The receiver redirects to another address, which the probe does not follow",
      `Give the bridge the final webhook URL that ${receiver} shows, and run pulumi up.`,
    ];
  }
  if (status >= 500) {
    return [
      "The receiver itself failed",
      "Wait until it works again: PagerTree sends a refused event again, up to 14 times.",
    ];
  }
  return [
    "The receiver does not accept this body or address",
    "Compare the body, which the probe shows without --send, with what its documentation asks for.",
  ];
}

/** By the system's name for it. */
const faults: Readonly<Record<string, readonly [answer: string, fix: string]>> = {
  ENOTFOUND: ["The host of the webhook URL is not known.", "Fix the host in the webhook URL."],
  EAI_AGAIN: [
    "The host of the webhook URL cannot be looked up.",
    "Check whether this computer has a working DNS.",
  ],
  ECONNREFUSED: [
    "The receiver refused the connection.",
    "Check whether it runs, and whether the port in the webhook URL is right.",
  ],
  [connectTimeout]: [
    "Connecting to the receiver took too long.",
    "Check whether a firewall blocks the connection; it must let PagerTree in.",
  ],
  ETIMEDOUT: [
    "The receiver did not answer in time.",
    "It should answer at once and do its work afterwards: PagerTree does not wait longer either.",
  ],
  EPROTO: ["The receiver does not speak TLS on this port.", "Fix the scheme or the port in the webhook URL."],
};

/** What fails before a connection stands. */
const connectFaults = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", connectTimeout];

function explainFault(code: string, isProxied: boolean): SendOutcome {
  if (isProxied && connectFaults.includes(code)) {
    return notSent(
      "The proxy cannot be reached.",
      "Fix the host or the port in proxyUrl, or check whether a firewall blocks this computer.",
    );
  }
  if (/CERT|LEAF_SIGNATURE|TLS|SSL/.test(code)) {
    return notSent(
      "The receiver's TLS certificate is not trusted.",
      "Give the receiver a valid certificate for its host with the whole chain: PagerTree needs it as well.",
    );
  }
  const [answer, fix] = faults[code] ?? [
    "The connection to the receiver failed.",
    "Check whether the receiver can be reached from the internet.",
  ];
  if (connectFaults.includes(code) || code === "EPROTO") {
    return notSent(answer, fix);
  }
  // Only one that waits for an answer has sent it for sure.
  return { delivered: false, left: code === "ETIMEDOUT" ? "yes" : "unclear", answer, fix };
}
