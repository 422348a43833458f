import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../../emulator/src/index.ts";
import {
  getAccountUser,
  getAccountUserOutput,
  getAccountUsers,
} from "../../../../provider/src/program/lookups/account-user.ts";

import { getTeam } from "../../../../provider/src/program/lookups/team.ts";
import { callApi } from "../../../helpers/call-api.ts";
import { demoAccount } from "../../../helpers/demo-account.ts";
import { otherAccount } from "../../../helpers/other-account.ts";
import { lookupErrorOf, readsOf, resolved, withAccount } from "./helpers.ts";

describe("getAccountUser", () => {
  it.each([{ email: "ada@example.com" }, { email: "ADA@example.com" }, { name: "Ada Lovelace" }])(
    "finds an account user by %j",
    async (args) => {
      const { client } = await withAccount();
      const [signedIn] = await client.list("users");
      const wire = (await client.list("accountUsers")).find(({ user }) => user.name === "Ada Lovelace");
      expect(await getAccountUser(args)).toEqual({
        id: wire?.id,
        prefixId: wire?.prefix_id,
        tinyId: wire?.tiny_id,
        accountId: wire?.account_id,
        createdAt: wire?.created_at,
        updatedAt: wire?.updated_at,
        userId: wire?.user.id,
        name: "Ada Lovelace",
        email: "ada@example.com",
        emails: ["ada@example.com"],
        phones: ["+442079460001"],
        status: "active",
        lastSignInAt: signedIn?.last_sign_in_at,
        timeZone: "UTC",
        roles: { admin: true, billing: false, broadcaster: false, communicator: false },
        notificationRuleId: wire?.notification_rule_id,
      });
    },
  );

  it("gives the id of the account user and not that of its user", async () => {
    const { emulator } = await withAccount();
    const { id, userId, prefixId } = await getAccountUser({ email: "ada@example.com" });
    const stored = emulator.store.find("account_users", id);
    expect(stored?.user.id).toBe(userId);
    expect(userId).not.toBe(id);
    expect((await getAccountUser({ id: prefixId })).id).toBe(id);
    expect((await resolved(getAccountUserOutput({ id }))).id).toBe(id);
  });

  it("finds by any address and gives the primary one", async () => {
    const { emulator } = await withAccount();
    const ada = await getAccountUser({ email: "ada@example.com" });
    const user = emulator.store.find("account_users", ada.id)?.user;
    const [email] = user?.emails ?? [];
    if (user === undefined || email === undefined) {
      throw new Error("the demo account has changed");
    }
    const second = { ...email, email: "countess@example.com", primary: true };
    emulator.store.update("account_users", ada.id, {
      user: { ...user, emails: [{ ...email, primary: false }, second] },
    });
    const found = await getAccountUser({ email: "ada@example.com" });
    expect(found).toMatchObject({ id: ada.id, email: "countess@example.com" });
    expect(found.emails).toEqual(["ada@example.com", "countess@example.com"]);
  });

  it("finds somebody of another account, who was invited, once they have accepted", async () => {
    const { emulator } = await withAccount();
    const { ada } = demoAccount(emulator);
    const emails = ada.user.emails.map((email) => ({ ...email, email: "eve@example.com" }));
    const eve = { ...ada, user: { ...ada.user, name: "Eve", emails } };
    emulator.store.insert("account_users", otherAccount, eve);
    emulator.switches.knownPeopleAreInvited = true;
    const attributes = { name: "Eve", emails_attributes: [{ email: "eve@example.com" }] };
    const { status } = await callApi(emulator, "POST", "/account_users", { user_attributes: attributes });
    expect(status).toBe(201);
    const { message } = await lookupErrorOf(getAccountUser({ email: "eve@example.com" }));
    expect(message).toContain('no account user has the email "eve@example.com"');
    const { id } = emulator.store.insert("account_users", ada.account_id, eve);
    expect((await getAccountUser({ email: "eve@example.com" })).id).toBe(id);
  });

  it("gives the phone numbers that are not blocked, the primary one first", async () => {
    const { emulator } = await withAccount();
    const { id } = await getAccountUser({ email: "ada@example.com" });
    const user = emulator.store.find("account_users", id)?.user;
    const [phone] = user?.phones ?? [];
    if (user === undefined || phone === undefined) {
      throw new Error("the demo account has changed");
    }
    const phones = [
      { ...phone, primary: false },
      { ...phone, phone: "+442079460009", primary: false, blocked: true },
      { ...phone, phone: "+442079460010", primary: true },
    ];
    emulator.store.update("account_users", id, { user: { ...user, phones } });
    expect((await getAccountUser({ id })).phones).toEqual(["+442079460010", "+442079460001"]);
  });

  it("names the nearest by name and address", async () => {
    await withAccount();
    const byName = await lookupErrorOf(getAccountUser({ name: "Grace Hoper" }));
    expect(byName.candidates[0]?.name).toBe("Grace Hopper, grace@example.com");
    const byEmail = await lookupErrorOf(getAccountUser({ email: "grace@exmaple.com" }));
    expect(byEmail.message).toContain('getAccountUser: no account user has the email "grace@exmaple.com".');
    expect(byEmail.candidates[0]?.name).toBe("Grace Hopper, grace@example.com");
  });
});

/** Has somebody invited, who has not signed in yet. */
function invite(emulator: Emulator, name: string): void {
  const invited = emulator.store.all("account_users").find(({ user }) => user.name === name);
  if (invited === undefined) {
    throw new Error("the demo account has changed");
  }
  emulator.store.update("account_users", invited.id, { user: { ...invited.user, last_sign_in_at: null } });
}

describe("whether somebody is invited or active", () => {
  it.each([false, true])(
    "is told by the last sign-in, with that in account users too: %s",
    async (accountUsersShowSignIn) => {
      const { emulator } = await withAccount({ switches: { accountUsersShowSignIn } });
      invite(emulator, "Grace Hopper");
      const grace = await getAccountUser({ name: "Grace Hopper" });
      expect(grace).toMatchObject({ status: "invited", lastSignInAt: undefined });
      const users = await getAccountUsers();
      expect(Object.fromEntries(users.map(({ name, status }) => [name, status]))).toEqual({
        "Ada Lovelace": "active",
        "Alan Turing": "active",
        "Grace Hopper": "invited",
      });
      expect(readsOf(emulator, "/users") > 0).toBe(!accountUsersShowSignIn);
    },
  );

  it("takes one list for all who are looked up at the same time, and none for teams", async () => {
    const { emulator } = await withAccount();
    await getTeam({ name: "Platform" });
    expect(readsOf(emulator, "/users")).toBe(0);
    const names = ["Ada Lovelace", "Alan Turing", "Grace Hopper"];
    await Promise.all([getAccountUsers(), ...names.map((name) => getAccountUser({ name }))]);
    expect(readsOf(emulator, "/users")).toBe(1);
  });

  it.each([403, 404])("is not known where PagerTree answers %i, and the rest is", async (status) => {
    const { emulator } = await withAccount();
    emulator.faults.add({ kind: "answer", status, path: "/users" });
    expect(await getAccountUser({ name: "Ada Lovelace" })).toMatchObject({
      email: "ada@example.com",
      status: undefined,
      lastSignInAt: undefined,
    });
  });

  it("is not known of somebody whom PagerTree does not list, or whose time is none", async () => {
    const { emulator } = await withAccount();
    const body = { data: [{ id: "01GDBEYARHS4W4QM6X370Z5TMB", last_sign_in_at: "lately" }], has_more: false };
    emulator.faults.add({ kind: "answer", status: 200, path: "/users", body });
    expect((await getAccountUser({ name: "Ada Lovelace" })).status).toBeUndefined();
  });
});

describe("getAccountUsers", () => {
  it("gives every account user", async () => {
    await withAccount();
    expect((await getAccountUsers()).map(({ name }) => name).sort()).toEqual([
      "Ada Lovelace",
      "Alan Turing",
      "Grace Hopper",
    ]);
  });
});
