/** The bridges as the plugin makes them for a program in any language. */
import { holdsUnknown, unknownValue } from "../common/unknown.ts";
import { type Bridge, type OnceKnown, webhookOf } from "../receivers/bridges.ts";
import type { PropertyPath, Received } from "./property-values.ts";

/** The inputs of the outgoing webhook that a bridge is made of, and which of them are secret. */
export function receivedWebhookOf(bridge: Bridge, { values, secrets }: Received): Received {
  return {
    values: webhookOf(bridge, values, onceKnown),
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

/** Of values that are not known yet, or have a part that is not, nothing is known either. */
const onceKnown: OnceKnown = (values, make) => (holdsUnknown(values) ? unknownValue : make(...values));
