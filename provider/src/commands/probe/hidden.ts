/** Takes the secrets of an integration that sends events on out of all that a probe shows. */
import { isPlainObject } from "es-toolkit";
import { redact } from "../../api/secrets.ts";
import { receiverSecrets } from "../../receivers/receiver-secret.ts";
import type { Rule } from "../../rules/rules.ts";

/** Gives a copy of a value with a mark in place of every secret in its texts, which then are plain text on one line. */
export type Hide = <Value>(value: Value) => Value;

/**
 * The secrets of an outgoing webhook: its URLs with what they carry, those that its rules set, and its credentials.
 *
 * @param options - By their names in a program.
 */
export function hideSecretsOf(options: Readonly<Record<string, unknown>>, rules: readonly Rule[]): Hide {
  const isText = (value: unknown) => typeof value === "string" && value !== "";
  const fromRules = rules.flatMap(({ actions }) => actions.map(({ map }) => urlSetBy(map)));
  const urls = [options["webhookUrl"], options["incomingWebhookUrl"], options["proxyUrl"], ...fromRules]
    .filter(isText)
    .map(String);
  const credentials = [options["username"], options["password"]].filter(isText).map(String);
  // A header writes both as one.
  const secrets = [...urls, ...urls.flatMap(receiverSecrets), ...credentials, credentials.join(":")];
  const hide = (value: unknown): unknown => {
    if (typeof value === "string") {
      return redact(value, secrets);
    }
    if (Array.isArray(value)) {
      return value.map(hide);
    }
    const entries = isPlainObject(value) ? Object.entries(value) : undefined;
    return entries
      ? Object.fromEntries(entries.map(([key, inner]) => [redact(key, secrets), hide(inner)]))
      : value;
  };
  // A copy with other texts in it is of the same shape.
  return <Value>(value: Value) => hide(value) as Value;
}

function urlSetBy(map: unknown): unknown {
  return isPlainObject(map) && "webhook_url" in map ? map["webhook_url"] : undefined;
}
