/** Everything that lives in an account, read at once, with a word on the way if it takes long. */
import type { ApiClient } from "../api/client.ts";
import type { AccountUserWire, IntegrationWire, RouterWire, TeamWire } from "../api/wire.ts";
import type { Terminal } from "./terminal.ts";

/** A read that takes longer than this tells how far it is. */
const slowAfterMilliseconds = 2000;

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
  let isSlow = false;
  const progress = () => terminal.tell(`Reading the account... ${read.join(", ")}\n`);
  const timer = setTimeout(() => {
    isSlow = true;
    progress();
  }, slowAfterMilliseconds);
  const counted = async <Row>(noun: string, rows: Promise<Row[]>): Promise<Row[]> => {
    read.push(`${(await rows).length} ${noun}`);
    if (isSlow) progress();
    return rows;
  };
  try {
    const [integrations, routers, teams, accountUsers] = await Promise.all([
      counted("integrations", client.list("integrations")),
      counted("routers", client.list("routers")),
      counted("teams", client.list("teams")),
      counted("users", client.list("accountUsers")),
    ]);
    return { integrations, routers, teams, accountUsers };
  } finally {
    clearTimeout(timer);
  }
}

/** The ULID of the account; undefined if it is empty. */
export function accountIdOf(lists: AccountLists): string | undefined {
  return Object.values(lists).flat()[0]?.account_id;
}
