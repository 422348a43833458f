// Who may do what in the emulator: keys, roles, and accounts that do not see each other.

import { describe, expect, it } from "vitest";
import { callApi, messagesOf } from "../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

describe("Authorization", () => {
  it.each([
    ["no header", undefined],
    ["an empty key", "Bearer "],
    ["an unknown key", "Bearer wrong"],
    ["another scheme", "Basic emulator-api-key"],
    ["the key alone", "emulator-api-key"],
  ])("answers 401 to %s", async (_case, authorization) => {
    const { url } = await withEmulator();

    const response = await fetch(`${url}/teams`, { headers: authorization ? { authorization } : {} });

    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ errors: [{ message: "Unauthorized" }], code: 401 });
  });

  it("is checked before the body", async () => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, "POST", "/teams", undefined, { apiKey: "wrong", rawBody: "{" });

    expect(answer.status).toBe(401);
  });

  it("lets a member read, and answers 403 to a member who writes", async () => {
    const emulator = await withEmulator({
      apiKeys: [{ key: "admin-key" }, { key: "member-key", role: "member" }],
    });
    const { platform } = demoAccount(emulator);
    const asMember = { apiKey: "member-key" };

    expect((await callApi(emulator, "GET", `/teams/${platform.id}`, undefined, asMember)).status).toBe(200);
    expect((await callApi(emulator, "PUT", `/teams/${platform.id}`, { name: "x" }, asMember)).status).toBe(
      403,
    );
    expect((await callApi(emulator, "POST", "/teams", {}, asMember)).status).toBe(403);
    expect((await callApi(emulator, "DELETE", `/teams/${platform.id}`, undefined, asMember)).status).toBe(
      403,
    );
    expect(emulator.store.find("teams", platform.id)?.name).toBe("Platform");
  });

  it("answers 404 for another account's object, and leaves it out of lists", async () => {
    const emulator = await withEmulator({ apiKeys: [{ key: "ours" }, { key: "theirs", account: "other" }] });
    const { platform } = demoAccount(emulator);
    const asOther = { apiKey: "theirs" };

    const read = await callApi(emulator, "GET", `/teams/${platform.id}`, undefined, asOther);
    const removal = await callApi(emulator, "DELETE", `/teams/${platform.id}`, undefined, asOther);
    const list = await callApi(emulator, "GET", "/teams", undefined, asOther);

    expect([read.status, removal.status]).toEqual([404, 404]);
    expect(list.body).toEqual({ data: [], has_more: false, total_count: 0 });
  });

  it("gives every account its own tiny ids", async () => {
    const emulator = await withEmulator({ apiKeys: [{ key: "ours" }, { key: "theirs", account: "other" }] });
    const user = { user_attributes: { name: "Kit", emails_attributes: [{ email: "kit@example.com" }] } };

    const ours = await callApi(emulator, "POST", "/account_users", user);
    const theirs = await callApi(emulator, "POST", "/account_users", user, { apiKey: "theirs" });

    expect(ours.body["tiny_id"]).toBe(4);
    expect(theirs.body["tiny_id"]).toBe(1);
    expect(ours.body["account_id"]).not.toBe(theirs.body["account_id"]);
  });

  it("refuses another account's team as a destination", async () => {
    const emulator = await withEmulator({ apiKeys: [{ key: "ours" }, { key: "theirs", account: "other" }] });
    const integration = await createIntegration(emulator);

    const answer = await callApi(
      emulator,
      "POST",
      "/integrations",
      {
        name: "x",
        urgency: "low",
        integration_type_id: integration.integration_type_id,
        team_ids: integration.team_ids,
      },
      { apiKey: "theirs" },
    );

    expect([answer.status, messagesOf(answer)]).toEqual([404, ["Not Found"]]);
  });
});
