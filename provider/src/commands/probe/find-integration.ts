/** The integration that somebody means who types its id or its name. */
import type { ApiClient } from "../../api/api-client.ts";
import type { IntegrationWire } from "../../api/wire.ts";
import { LookupError } from "../../common/errors.ts";
import { normaliseId } from "../../common/ids.ts";
import { nearest } from "../../common/nearest.ts";
import { cut, plainText } from "../../common/plain-text.ts";

/**
 * Finds an integration by its ULID, prefix id or exact name, in the account's list: that a prefix id can stand in a
 * request's path is not documented.
 *
 * @throws LookupError if there is none, or more than one of that name; ApiError and TransportError of the request
 */
export async function findIntegration(client: ApiClient, wanted: string): Promise<IntegrationWire> {
  const integrations = await client.list("integrations");
  const byId = integrations.filter(({ id, prefix_id }) => id === normaliseId(wanted) || prefix_id === wanted);
  const found = byId.length > 0 ? byId : integrations.filter(({ name }) => name === wanted);
  const [only, ...others] = found;
  if (only === undefined) {
    throw new LookupError(
      `No integration has the id or name ${quoted(wanted)}.`,
      hintFor(wanted, integrations),
    );
  }
  if (others.length > 0) {
    const ids = found.map(({ prefix_id }) => prefix_id).join(", ");
    throw new LookupError(
      `${found.length} integrations have the name ${quoted(wanted)}.`,
      `Name the one you mean by its id: ${ids}.`,
    );
  }
  return only;
}

function hintFor(wanted: string, integrations: readonly IntegrationWire[]): string {
  if (integrations.length === 0) {
    return "The account has no integration at all.";
  }
  const guess = nearest(
    wanted,
    integrations.map(({ name }) => name),
  );
  return guess === undefined
    ? "PagerTree's web page lists them with their ids."
    : `Did you mean ${quoted(guess)}?`;
}

function quoted(text: string): string {
  return `"${cut(plainText(text), 80)}"`;
}
