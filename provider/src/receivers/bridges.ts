/** The bridges, and the outgoing webhook that each is made of. Light on purpose: a user's program loads it. */
import { isNil, omit, omitBy, pick } from "es-toolkit";
import { alertEvents } from "./events.ts";
import type { Receiver } from "./receiver.ts";
import { urlWithSecret } from "./receiver-secret.ts";

/** What one bridge has that others have not. */
export interface Bridge {
  readonly receiver: Receiver;
  /** The arguments that go into the options of its outgoing webhook. */
  readonly options: readonly string[];
}

/** The bridges, by the names of their classes; a type such as `pagertree:index:RootlyBridge` has the same. */
export const bridges = {
  OutgoingWebhook: {
    receiver: "any",
    options: ["webhookUrl", "username", "password", "proxyUrl", "sendLinked", "template", "outgoingRules"],
  },
  RootlyBridge: { receiver: "rootly", options: ["webhookUrl", "secret", "template", "outgoingRules"] },
} as const satisfies Record<string, Bridge>;

/** The name of a bridge. */
export type BridgeKind = keyof typeof bridges;

/** Makes a value of others, as soon as they are known. */
export type OnceKnown = (values: readonly unknown[], make: (...known: unknown[]) => unknown) => unknown;

/** The arguments of the outgoing webhook that a bridge is made of. What is wrong with them is for its `check` to say. */
export function webhookOf(bridge: Bridge, args: object, onceKnown: OnceKnown) {
  // Other languages than TypeScript write null for what is left out.
  const given: Record<string, unknown> = omitBy({ ...args }, isNil);
  const { webhookUrl, secret, outgoingRules, ...options } = pick(given, [...bridge.options]);
  return {
    ...omit(given, [...bridge.options]),
    type: "outgoing-webhook",
    receiver: bridge.receiver,
    events: given["events"] ?? [...alertEvents],
    options: {
      ...options,
      webhookUrl: bridge.options.includes("secret")
        ? onceKnown([webhookUrl, secret], urlWithSecret)
        : webhookUrl,
      ...(outgoingRules !== undefined && { outgoingRules: onceKnown([outgoingRules], rulesText) }),
    },
  };
}

/** Rules as text, which JSON is to every reader of YAML. */
function rulesText(rules: unknown): string {
  return typeof rules === "string" ? rules : JSON.stringify(rules);
}
