/** The proxy of the environment (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`), which every request to PagerTree goes through. */
import { HttpProxyAgent, HttpsProxyAgent } from "hpagent";
import { getProxyForUrl } from "proxy-from-env";
import { isLoopback } from "../common/config.ts";

/** What got takes in place of its own connections. */
export interface ProxyAgents {
  readonly http: HttpProxyAgent;
  readonly https: HttpsProxyAgent;
}

/** The faults of a proxy, as the system would name them. */
export const proxyFault = {
  /** The variable holds something else than the URL of an http or https proxy. */
  url: "EPROXYURL",
  /** It wants a user name and a password, or others. */
  credentials: "EPROXYAUTH",
  /** It answers, and does not connect. */
  refused: "EPROXYREFUSED",
} as const;

/** Connections stay open from one request to the next, so that each proxy has one set of agents. */
const agents = new Map<string, ProxyAgents>();

/**
 * The way to a URL by the environment's proxy; undefined if there is none, or if the URL is on this computer.
 *
 * @param timeout - How long the proxy may take to connect, in milliseconds.
 * @returns the fault, if the proxy has no URL that can be used
 */
export function proxyFor(url: string, timeout: number): ProxyAgents | typeof proxyFault.url | undefined {
  const proxy = isLoopback(url) ? "" : withScheme(getProxyForUrl(url));
  if (proxy === "") {
    return undefined;
  }
  if (!URL.canParse(proxy) || !["http:", "https:"].includes(new URL(proxy).protocol)) {
    return proxyFault.url;
  }
  const known = agents.get(proxy) ?? {
    http: new HttpProxyAgent({ proxy, timeout, keepAlive: true }),
    https: new HttpsProxyAgent({ proxy, timeout, keepAlive: true }),
  };
  agents.set(proxy, known);
  return known;
}

/** The fault that the agent tells only in words; undefined if it is none of the proxy's. */
export function proxyFaultOf(message: string): string | undefined {
  const [, status] = /^Bad response: (\d{3})$/.exec(message) ?? [];
  if (status === undefined) {
    return undefined;
  }
  return status === "407" ? proxyFault.credentials : proxyFault.refused;
}

/** `proxy:3128` is an http proxy to curl and all else; the package takes it for one of the URL's own scheme. */
function withScheme(proxy: string): string {
  const bare = proxy.replace(/^https:\/\//, "");
  const given = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].map((name) => process.env[name]);
  return given.includes(bare) && bare !== proxy ? `http://${bare}` : proxy;
}
