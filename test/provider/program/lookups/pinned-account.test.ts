// Lookups where the configuration names the account: a name is never looked up in another one.

import { describe, expect, it, vi } from "vitest";
import { ConfigError } from "../../../../provider/src/common/errors.ts";
import { getAccountUsers } from "../../../../provider/src/program/lookups/account-user.ts";
import { getIntegrationType } from "../../../../provider/src/program/lookups/integration-type.ts";
import { getTeam, getTeams } from "../../../../provider/src/program/lookups/team.ts";
import {
  fillOtherAccount,
  keysOfTwoAccounts,
  otherAccount,
  ownAccount,
} from "../../../helpers/other-account.ts";
import { withAccount } from "./helpers.ts";

/** A program with the key of the demo account, and a configuration that names this account. */
async function withPin(accountId: string) {
  const { emulator } = await withAccount({ apiKeys: keysOfTwoAccounts });
  fillOtherAccount(emulator);
  vi.stubEnv("PAGERTREE_ACCOUNT_ID", accountId);
  return { paths: () => emulator.requests.map(({ path }) => path) };
}

describe("a lookup in a stack of an account", () => {
  it.each([
    ["by name", () => getTeam({ name: "Platform" })],
    ["by id", () => getTeam({ id: "tem_K22OuvPYNmCyvJ" })],
    ["of everything", () => getAccountUsers()],
    ["of what every account has", () => getIntegrationType({ name: "datadog" })],
  ])("%s fails with a key of another account, and asks nothing else", async (_how, lookUp) => {
    const { paths } = await withPin(otherAccount);
    const error: unknown = await lookUp().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain(
      `The API key belongs to the PagerTree account ${ownAccount}, but pagertree:accountId (or PAGERTREE_ACCOUNT_ID) names the account ${otherAccount}.`,
    );
    expect(paths()).toEqual(["/account_users"]);
  });

  it("asks once for the account of its key, whatever else is looked up", async () => {
    const { paths } = await withPin(ownAccount);
    const { id } = await getTeam({ name: "Platform" });
    await Promise.all([getTeam({ id }), getTeams(), getIntegrationType({ name: "datadog" })]);
    expect(paths().filter((path) => path === "/account_users")).toHaveLength(1);
  });
});
