/** How the picture looks: the colours of each kind of node and of each way. All text has a contrast of 7 to 1 or more. */
import type { MapEdge, NodeKind } from "./graph.ts";

/** What a box of a kind looks like, and what a legend calls it. */
export interface NodeLook {
  readonly one: string;
  readonly many: string;
  readonly fill: string;
  readonly line: string;
  readonly text: string;
}

export const nodeLooks: Readonly<Record<NodeKind, NodeLook>> = {
  integration: {
    one: "integration",
    many: "integrations",
    fill: "#dbeafe",
    line: "#2563eb",
    text: "#1e3a8a",
  },
  router: { one: "router", many: "routers", fill: "#fef3c7", line: "#d97706", text: "#78350f" },
  team: { one: "team", many: "teams", fill: "#dcfce7", line: "#16a34a", text: "#14532d" },
  user: { one: "user", many: "users", fill: "#f1f5f9", line: "#64748b", text: "#0f172a" },
  outgoing: {
    one: "outgoing integration",
    many: "outgoing integrations",
    fill: "#ede9fe",
    line: "#7c3aed",
    text: "#4c1d95",
  },
  receiver: { one: "receiver", many: "receivers", fill: "#ccfbf1", line: "#0d9488", text: "#134e4a" },
  missing: {
    one: "missing object",
    many: "missing objects",
    fill: "#fee2e2",
    line: "#dc2626",
    text: "#7f1d1d",
  },
};

/** The border of a dead end, and the words that say why it is one. */
export const deadEndLook = { line: "#dc2626", text: "#991b1b" };

/** The mark of a team that has a time with nobody on call. */
export const gapLook = { mark: "◔", label: "times with nobody on call", text: "#7c2d12" };

/** What an arrow looks like, and what a legend calls it. */
export interface EdgeLook {
  readonly label: string;
  readonly line: string;
  readonly dashed: boolean;
}

export const edgeLooks: Readonly<Record<MapEdge["by"], EdgeLook>> = {
  destination: { label: "destination", line: "#2563eb", dashed: false },
  rule: { label: "by the rules with these numbers", line: "#d97706", dashed: false },
  default: { label: "by default", line: "#b45309", dashed: true },
  member: { label: "member", line: "#94a3b8", dashed: false },
  webhook: { label: "webhook", line: "#7c3aed", dashed: false },
};
