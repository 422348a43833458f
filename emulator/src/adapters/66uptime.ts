// 66uptime: A:sixty_six_uptime/v3.
import { randomUUID } from "node:crypto";
import { isEqual } from "../ruby/access.ts";
import type { Adapter, Datum, Incoming } from "./adapter.ts";

type Kind = "monitor" | "heartbeat" | "domain" | "certificate" | "unknown";

export const sixtySixUptime: Adapter = {
  action: (incoming) => {
    switch (kindOf(incoming)) {
      case "monitor":
      case "heartbeat":
        return isEqual(incoming.dig("is_ok"), 1n) ? "resolve" : "create";
      case "domain":
      case "certificate":
        return "create";
      default:
        return "other";
    }
  },
  thirdPartyId: (incoming) => {
    const { dig, text } = incoming;
    const ids = {
      monitor: () => text(dig("monitor_id")),
      heartbeat: () => text(dig("heartbeat_id")),
      domain: () => text(dig("domain_name_id")),
      certificate: () => text(dig("domain_name_id")),
      unknown: () => randomUUID(),
    };
    return `${text(dig("type"))}-${ids[kindOf(incoming)]()}`;
  },
  title: (incoming) => sentence(incoming, { hasTarget: false }),
  description: (incoming) => sentence(incoming, { hasTarget: true }),
  additionalData: (incoming) => {
    const { dig } = incoming;
    return [
      ["link", "URL", dig("url")],
      ["text", "Name", dig("name")],
      ["text", "Type", dig("type")],
      ...dataOf(incoming),
    ];
  },
};

function kindOf({ dig }: Incoming): Kind {
  switch (dig("type")) {
    case "website":
    case "ping":
    case "port":
      return "monitor";
    case "heartbeat":
      return "heartbeat";
    case "domain-expiry":
      return "domain";
    case "ssl-expiry":
      return "certificate";
    default:
      return "unknown";
  }
}

function sentence(incoming: Incoming, { hasTarget }: { readonly hasTarget: boolean }): string {
  const { dig, text } = incoming;
  const name = text(dig("name"));
  const target = hasTarget ? ` (${text(dig("target"))})` : "";
  switch (kindOf(incoming)) {
    case "monitor": {
      const type = text(dig("type"));
      return `${type.charAt(0).toUpperCase()}${type.slice(1)} monitor ${name}${target} is DOWN`;
    }
    case "heartbeat":
      return `Heartbeat monitor ${name} has not checked in`;
    case "domain":
      return `Domain monitor ${name}${target} is expiring soon${hasTarget ? ` (${endOf(incoming)})` : ""}`;
    case "certificate":
      return `SSL Certificate monitor ${name}${target} is expiring soon${hasTarget ? ` (${endOf(incoming)})` : ""}`;
    default:
      return "Unknown Webhook Type";
  }
}

/** When a domain or a certificate ends. */
function endOf(incoming: Incoming): string {
  const { dig, text } = incoming;
  const end = kindOf(incoming) === "domain" ? dig("whois_end_datetime") : dig("ssl_end_datetime");
  return `${text(end)} ${text(dig("timezone"))}`;
}

function dataOf(incoming: Incoming): Datum[] {
  const target: Datum = ["link", "Target", incoming.dig("target")];
  switch (kindOf(incoming)) {
    case "monitor":
      return [target, ["text", "port", incoming.dig("port")]];
    case "domain":
      return [target, ["text", "WHOIS End DateTime", endOf(incoming)]];
    case "certificate":
      return [target, ["text", "SSL End DateTime", endOf(incoming)]];
    default:
      return [];
  }
}
