/** A whole account as an export reads it, and the provider's own view of it without another request. */
import type { ApiClient } from "../../api/api-client.ts";
import { type Kind, kinds, type Wires } from "../../api/kinds.ts";
import { NotFoundError } from "../../common/errors.ts";
import { EngineContext } from "../../lifecycle/context.ts";
import type { Account } from "../account.ts";
import { readAccount } from "../read-account.ts";
import type { Terminal } from "../terminal.ts";

/** Everything in an account that an export is about; each list from the oldest object to the newest. */
export type AccountLists = { readonly [K in ExportedKind]: readonly Wires[K][] };

type ExportedKind = Exclude<
  Kind,
  "schedules" | "events" | "escalationPolicies" | "notificationRules" | "maintenanceWindows"
>;

/** Reads an account. */
export async function readWholeAccount(client: ApiClient, terminal: Terminal): Promise<AccountLists> {
  const lists = await readAccount(client, terminal);
  return {
    integrationTypes: await client.list("integrationTypes"),
    accountUsers: fromTheOldest(lists.accountUsers),
    teams: fromTheOldest(lists.teams),
    routers: fromTheOldest(lists.routers),
    integrations: fromTheOldest(lists.integrations),
  };
}

/** A ULID begins with the time at which it was made. */
function fromTheOldest<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** The provider's context for checks against what has been read: it asks PagerTree nothing, and changes nothing. */
export class AccountContext extends EngineContext {
  readonly #api: ApiClient;
  readonly #baseUrl: string;

  constructor(lists: AccountLists, { config, client }: Account) {
    super();
    this.#api = answeredFrom(lists, client);
    this.#baseUrl = config.baseUrl;
  }

  override get api(): ApiClient {
    return this.#api;
  }

  override get baseUrl(): string {
    return this.#baseUrl;
  }

  /** What the checks warn of is told by the program's comments. */
  override tell(): void {}

  /** Who is on call is for the command `coverage`, and policies are not among the lists. */
  override coverageDays(): number {
    return 0;
  }
}

function answeredFrom(lists: AccountLists, client: ApiClient): ApiClient {
  const read: { readonly [K in Kind]?: readonly Wires[K][] } = lists;
  const rowsOf = <K extends Kind>(kind: K): readonly Wires[K][] => read[kind] ?? [];
  const refuse = () => Promise.reject(new Error("An export changes nothing."));
  return {
    async read(kind, id) {
      const found = rowsOf(kind).find((row) => row.id === id || ("prefix_id" in row && row.prefix_id === id));
      if (found === undefined) {
        const request = { method: "GET", path: `/${kinds[kind].path}/${id}`, operation: "read" };
        throw new NotFoundError({ ...request, status: 404, messages: [], outcomeUnknown: false });
      }
      return found;
    },
    list: async (kind) => [...rowsOf(kind)],
    page: async (kind) => ({ rows: [...rowsOf(kind)], hasMore: false, totalCount: rowsOf(kind).length }),
    accountId: () => client.accountId(),
    create: refuse,
    update: refuse,
    act: refuse,
    scheduleEvents: async () => [],
    windowEvents: async () => [],
    delete: refuse,
  };
}
