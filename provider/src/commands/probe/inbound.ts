/** What a probe shows of an integration that alerts come in by: where to send to, and how to try it. */
import type { IntegrationWire } from "../../api/wire.ts";
import type { IntegrationTypeName } from "../../catalog/option-types.ts";
import { isBlank } from "../../common/is-blank.ts";
import { endpointOf } from "../../integration/endpoint.ts";

/** All that is shown of an integration that alerts come in by. */
export interface InboundReport {
  readonly kind: "inbound";
  /** The URL, or the address of an e-mail integration. */
  readonly endpoint: string;
  /** A command for a shell that sends a first alert, which goes to the integration's destinations; none for e-mail. */
  readonly command?: string;
  /** A command that resolves it again; of the Webhook type alone. */
  readonly resolve?: string;
  readonly notes: readonly string[];
}

const pages = "It makes a real alert: the integration's destinations are notified.";

/** Reads an integration that alerts come in by. */
export function probeInbound(
  integration: IntegrationWire,
  type: IntegrationTypeName | undefined,
  baseUrl: string,
): InboundReport {
  const endpoint = endpointOf(integration, type, baseUrl);
  if (type === "email") {
    return { kind: "inbound", endpoint, notes: ["A mail to this address makes a real alert."] };
  }
  if (type !== "webhook") {
    const command = /\/g\??$/.test(endpoint) ? curl(endpoint) : curl(endpoint, { replace: "me" });
    const note = "Replace the body by one that the monitoring system sends: PagerTree takes no other.";
    return { kind: "inbound", endpoint, command, notes: [note, pages] };
  }
  const { token, wrapper_key: wrapperKey } = integration.options;
  const isSet = (option: unknown) => typeof option === "string" && !isBlank(option);
  const header = isSet(token) ? ['-H "pagertree-token: $PAGERTREE_TOKEN"'] : [];
  const id = "probe-1";
  return {
    kind: "inbound",
    endpoint,
    command: curl(endpoint, { event_type: "create", id, title: "Test", urgency: "low" }, header),
    resolve: curl(endpoint, { event_type: "resolve", id }, header),
    notes: [
      pages,
      ...(isSet(token) ? ["Set PAGERTREE_TOKEN to the token of the integration before."] : []),
      ...(isSet(wrapperKey)
        ? ["Put the body where the option wrapperKey of the integration looks for it."]
        : []),
    ],
  };
}

function curl(endpoint: string, body?: object, headers: readonly string[] = []): string {
  const post =
    body === undefined
      ? []
      : ['-H "Content-Type: application/json"', ...headers, `-d '${JSON.stringify(body)}'`];
  return ["curl -i", ...post, `'${endpoint.replaceAll("'", "%27")}'`].join(" ");
}
