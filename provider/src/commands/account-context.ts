/** The provider's own view of an account that has been read, without another request. */
import type { ApiClient } from "../api/api-client.ts";
import { type Kind, kinds, type Wires } from "../api/kinds.ts";
import { NotFoundError } from "../common/errors.ts";
import { EngineContext } from "../lifecycle/context.ts";
import type { Account } from "./account.ts";

/** What has been read of an account. */
type ReadLists = { readonly [K in Kind]?: readonly Wires[K][] };

/** The provider's context for checks against what has been read: it asks PagerTree nothing, and changes nothing. */
export class AccountContext extends EngineContext {
  readonly #api: ApiClient;
  readonly #baseUrl: string;

  constructor(lists: ReadLists, { config, client }: Account) {
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

  /** What the checks warn of is told by the command itself. */
  override tell(): void {}

  /** Who is on call is for the command `coverage`. */
  override coverageDays(): number {
    return 0;
  }
}

function answeredFrom(read: ReadLists, client: ApiClient): ApiClient {
  const rowsOf = <K extends Kind>(kind: K): readonly Wires[K][] => read[kind] ?? [];
  const refuse = () => Promise.reject(new Error("This command changes nothing."));
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
    scheduleEvents: async (scheduleId) =>
      rowsOf("events").filter(({ schedule_ids: ids }) => ids.includes(scheduleId)),
    currentOnCall: async () => [],
    windowEvents: async () => [],
    delete: refuse,
  };
}
