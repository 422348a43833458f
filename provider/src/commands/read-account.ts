/** Everything that lives in an account, read at once, with a word on the way if it takes long. */
import type { ApiClient } from "../api/api-client.ts";
import type { AccountUserWire, IntegrationWire, RouterWire, TeamWire } from "../api/wire.ts";
import { type Terminal, tellIfSlow } from "./terminal.ts";

/** What an account holds. */
export interface AccountLists {
  readonly integrations: readonly IntegrationWire[];
  readonly routers: readonly RouterWire[];
  readonly teams: readonly TeamWire[];
  readonly accountUsers: readonly AccountUserWire[];
}

/** Reads an account. */
export async function readAccount(
  client: Pick<ApiClient, "list">,
  terminal: Terminal,
): Promise<AccountLists> {
  const read: string[] = [];
  return tellIfSlow(
    terminal,
    () => `Reading the account... ${read.join(", ")}`,
    async (progress) => {
      const counted = async <Row>(noun: string, rows: Promise<Row[]>): Promise<Row[]> => {
        read.push(`${(await rows).length} ${noun}`);
        progress();
        return rows;
      };
      const [integrations, routers, teams, accountUsers] = await Promise.all([
        counted("integrations", client.list("integrations")),
        counted("routers", client.list("routers")),
        counted("teams", client.list("teams")),
        counted("users", client.list("accountUsers")),
      ]);
      return { integrations, routers, teams, accountUsers };
    },
  );
}

/** The ULID of the account; undefined if it is empty. */
export function accountIdOf(lists: AccountLists): string | undefined {
  return Object.values(lists).flat()[0]?.account_id;
}
