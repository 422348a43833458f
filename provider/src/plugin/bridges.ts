/** The bridges as the plugin makes them for a program in any language: each as its class in `program/bridges/` does. */
import { omit, omitBy, pick } from "es-toolkit";
import { isUnknown, unknownValue } from "../common/unknown.ts";
import { alertEvents } from "../receivers/events.ts";
import type { Receiver } from "../receivers/receiver.ts";
import { urlWithSecret } from "../receivers/receiver-secret.ts";
import type { PropertyPath, Received } from "./property-values.ts";

/** What one bridge has that others have not. */
export interface Bridge {
  readonly receiver: Receiver;
  /** The arguments that go into the options of its outgoing webhook. */
  readonly options: readonly string[];
}

/** The bridges, by the names of their types: `pagertree:index:RootlyBridge` is `RootlyBridge`. */
export const bridges: Readonly<Record<string, Bridge>> = {
  OutgoingWebhook: {
    receiver: "any",
    options: ["webhookUrl", "username", "password", "proxyUrl", "sendLinked", "template", "outgoingRules"],
  },
  RootlyBridge: { receiver: "rootly", options: ["webhookUrl", "secret", "template", "outgoingRules"] },
};

/** The inputs of the outgoing webhook that a bridge is made of. What is wrong with them is for its `check` to say. */
export function webhookOf(bridge: Bridge, { values, secrets }: Received): Received {
  // Other languages write null for what is left out.
  const args = omitBy(values, (value) => value === null);
  const { secret, outgoingRules, ...options } = pick(args, [...bridge.options]);
  return {
    values: {
      ...omit(args, [...bridge.options]),
      type: "outgoing-webhook",
      receiver: bridge.receiver,
      events: args["events"] ?? [...alertEvents],
      options: {
        ...options,
        ...(bridge.options.includes("secret") && {
          webhookUrl: joinedIfKnown(options["webhookUrl"], secret),
        }),
        ...(outgoingRules !== undefined && { outgoingRules: rulesText(outgoingRules) }),
      },
    },
    secrets: [["options", "webhookUrl"], ...secrets.map((path) => placeOf(bridge, path))],
  };
}

/** Where in the outgoing webhook an argument of a bridge goes, or a part of one. */
export function placeOf(bridge: Bridge, [argument = "", ...rest]: PropertyPath): PropertyPath {
  if (!bridge.options.includes(String(argument))) {
    return [argument, ...rest];
  }
  return ["options", argument === "secret" ? "webhookUrl" : argument, ...rest];
}

/** The URL with the secret; not known yet if one of them is not. */
function joinedIfKnown(url: unknown, secret: unknown): unknown {
  return isUnknown(url) || isUnknown(secret) ? unknownValue : urlWithSecret(url, secret);
}

/** Rules as text, which JSON is to every reader of YAML; not known yet if a part of them is. */
function rulesText(rules: unknown): string {
  const text = typeof rules === "string" ? rules : JSON.stringify(rules);
  return text.includes(unknownValue) ? unknownValue : text;
}
