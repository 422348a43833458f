/** Why a request got no answer, by the system's name for it: in words, and what that means for another attempt. */

import { proxyFault } from "./proxy.ts";

/** One kind of fault. */
export interface NetworkFault {
  /** What happened, in words. */
  readonly reason: string;
  /** False only if it is certain that no part of the request left this computer. */
  readonly sent: boolean;
  /** Whether it may be over at the next attempt. */
  readonly passing: boolean;
}

/** Our name for a time-out before anything was sent; the system has one name for every time-out. */
export const connectTimeout = "ECONNECTTIMEDOUT";

const connectionCut: NetworkFault = { reason: "the connection was cut", sent: true, passing: true };
const unreachable: NetworkFault = { reason: "the host cannot be reached", sent: true, passing: true };

const faults: Readonly<Record<string, NetworkFault>> = {
  // Finding the host and connecting to it come before anything is sent.
  EAI_AGAIN: { reason: "the host name cannot be looked up at the moment", sent: false, passing: true },
  ENOTFOUND: { reason: "the host name is not known", sent: false, passing: true },
  ECONNREFUSED: { reason: "the connection was refused", sent: false, passing: true },
  [connectTimeout]: { reason: "connecting took too long", sent: false, passing: true },
  ETIMEDOUT: { reason: "the answer took too long", sent: true, passing: true },
  ECONNRESET: connectionCut,
  ECONNABORTED: connectionCut,
  EPIPE: connectionCut,
  ERR_HTTP_CONTENT_LENGTH_MISMATCH: connectionCut,
  ERR_STREAM_PREMATURE_CLOSE: connectionCut,
  // Also of a connection that stood: what it carried may have arrived.
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ENETDOWN: unreachable,
  EPROTO: { reason: "the host does not speak https", sent: false, passing: false },
  [proxyFault.url]: { reason: "the proxy has no URL of an http or https proxy", sent: false, passing: false },
  [proxyFault.credentials]: {
    reason: "the proxy asks for another user name and password (407)",
    sent: false,
    passing: false,
  },
  [proxyFault.refused]: { reason: "the proxy does not connect to the host", sent: false, passing: true },
  ERR_ABORTED: { reason: "the answer is too large", sent: true, passing: false },
};

const untrusted: NetworkFault = {
  reason:
    "its certificate is not trusted; NODE_EXTRA_CA_CERTS names a file of further certificate authorities",
  sent: false,
  passing: false,
};

const other: NetworkFault = { reason: "the connection failed", sent: true, passing: false };

/** What is known of a fault. */
export function networkFault(networkCode: string): NetworkFault {
  return faults[networkCode] ?? (/CERT|LEAF_SIGNATURE/.test(networkCode) ? untrusted : other);
}
