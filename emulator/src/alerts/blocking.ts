// Whether a request is turned away, as the adapters' `adapter_should_block_incoming?` decides.
import { createHmac } from "node:crypto";
import type { Incoming, Secret } from "../adapters/adapter.ts";
import { isBlank } from "../ruby/access.ts";

/** True if the request does not bring what the integration's option asks for; blank options ask for nothing. */
export function isBlocked(secret: Secret | undefined, { option, dig, headers, body }: Incoming): boolean {
  if (secret === undefined) return false;
  const value = option(secret.option);
  if (typeof value !== "string" || isBlank(value)) return false;
  if ("parameter" in secret) return dig(secret.parameter) !== value;
  if ("header" in secret) return headers[secret.header] !== `${secret.prefix ?? ""}${value}`;
  const signature = headers[secret.signatureHeader];
  if (typeof signature !== "string" || isBlank(signature)) return false;
  return signature !== createHmac("sha256", value).update(body).digest("hex");
}
