/** The object that somebody means who types its id or its name. */
import type { ApiClient } from "../../api/api-client.ts";
import { kinds, type Wires } from "../../api/kinds.ts";
import { LookupError } from "../../common/errors.ts";
import { normaliseId } from "../../common/ids.ts";
import { nearest } from "../../common/nearest.ts";
import { cut, plainText } from "../../common/plain-text.ts";

/** The kinds of object that a probe looks at. */
export type ProbedKind = "integrations" | "teams" | "schedules" | "escalationPolicies";

/** An object of one of these kinds. */
export type Probed = { [K in ProbedKind]: Found<K> }[ProbedKind];

interface Found<K extends ProbedKind> {
  readonly kind: K;
  readonly row: Wires[K];
}

type Lists = Pick<ApiClient, "list">;

const lists: { readonly [K in ProbedKind]: (client: Lists) => Promise<Found<K>[]> } = {
  integrations: (client) => listOf("integrations", client),
  teams: (client) => listOf("teams", client),
  schedules: (client) => listOf("schedules", client),
  escalationPolicies: (client) => listOf("escalationPolicies", client),
};

/** https://pagertree.com/docs/routers and https://pagertree.com/docs/integration-guides name these two. */
const kindsByPrefix: Readonly<Record<string, ProbedKind>> = { int: "integrations", tem: "teams" };

/**
 * Finds an object by its ULID, prefix id or exact name, in the account's lists: that a prefix id can stand in a
 * request's path is not documented.
 *
 * @throws LookupError if there is none, or more than one of that name; ApiError and TransportError of the requests
 */
export async function findObject(client: Lists, wanted: string): Promise<Probed> {
  const kindOfId = kindsByPrefix[/^([a-z]+)_/.exec(wanted)?.[1] ?? ""];
  const asked: ProbedKind[] =
    kindOfId === undefined ? ["integrations", "teams", "schedules", "escalationPolicies"] : [kindOfId];
  const objects: Probed[] = (await Promise.all(asked.map((kind) => lists[kind](client)))).flat();
  const byId = objects.filter(({ row }) => row.id === normaliseId(wanted) || row.prefix_id === wanted);
  const found = byId.length > 0 ? byId : objects.filter(({ row }) => row.name === wanted);
  const [only, ...others] = found;
  if (only === undefined) {
    const labels = new Intl.ListFormat("en", { type: "disjunction" }).format(
      asked.map((kind) => kinds[kind].label),
    );
    throw new LookupError(`No ${labels} has the id or name ${quoted(wanted)}.`, hintFor(wanted, objects));
  }
  if (others.length > 0) {
    const ids = found.map(({ kind, row }) => `${row.prefix_id} (${kinds[kind].label})`).join(", ");
    throw new LookupError(
      `${found.length} objects have the name ${quoted(wanted)}.`,
      `Name the one you mean by its id: ${ids}.`,
    );
  }
  return only;
}

async function listOf<K extends ProbedKind>(kind: K, client: Lists): Promise<Found<K>[]> {
  const rows = await client.list(kind);
  return rows.map((row) => ({ kind, row }));
}

function hintFor(wanted: string, objects: readonly Probed[]): string {
  if (objects.length === 0) {
    return "The account has none at all.";
  }
  const guess = nearest(
    wanted,
    objects.map(({ row }) => row.name),
  );
  return guess === undefined
    ? "PagerTree's web page lists them with their ids."
    : `Did you mean ${quoted(guess)}?`;
}

function quoted(text: string): string {
  return `"${cut(plainText(text), 80)}"`;
}
