// The emulator's /routers by verb and path.

import { describe, expect, it } from "vitest";
import { callApi, messagesOf } from "../helpers/call-api.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const UNKNOWN_ID = "01J00000000000000000000000";
const RULES = "rules:\n  - match: always\n    actions:\n      - type: assign\n";

describe("POST /routers", () => {
  it("answers 201 with the object, enabled by default", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);

    const answer = await callApi(emulator, "POST", "/routers", {
      name: "Night",
      rules: RULES,
      default_receiver_account_user_id: ada.id,
    });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      prefix_id: expect.stringMatching(/^rtr_[A-Za-z0-9_-]{14}$/),
      tiny_id: 2,
      account_id: ada.account_id,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      meta: {},
      name: "Night",
      enabled: true,
      rules: RULES,
      default_receiver_account_user_id: ada.id,
      default_receiver_router_id: null,
      default_receiver_team_id: null,
    });
  });

  it("names everything that is missing or wrong in one answer", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);

    const answer = await callApi(emulator, "POST", "/routers", {
      enabled: "",
      rules: "rules: [",
      default_receiver_account_user_id: ada.user.id,
      default_receiver_team_id: UNKNOWN_ID,
    });

    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual([
      "name can't be blank",
      "enabled is not included in the list",
      "rules is invalid",
      "default_receiver must be only one",
      "default_receiver_account_user_id must exist",
      "default_receiver_team_id must exist",
    ]);
  });

  it.each([
    ["no name", { name: " " }, "name can't be blank"],
    ["no receiver", { default_receiver_team_id: null }, "default_receiver can't be blank"],
    ["a blank receiver", { default_receiver_team_id: "" }, "default_receiver can't be blank"],
  ])("refuses %s", async (_what, wrong, message) => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);

    const answer = await callApi(emulator, "POST", "/routers", {
      name: "Night",
      default_receiver_team_id: platform.id,
      ...wrong,
    });

    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual([message]);
  });

  it.each(["account_user", "router", "team"])(
    "refuses a default receiver that is no %s of the account, or goes by its prefix id",
    async (kind) => {
      const emulator = await withEmulator({
        apiKeys: [{ key: "ours" }, { key: "theirs", account: "other" }],
      });
      const { ada, mainRouter, platform } = demoAccount(emulator);
      const own = { account_user: ada, router: mainRouter, team: platform }[kind] ?? ada;
      const others = [ada, mainRouter, platform].filter(({ id }) => id !== own.id).map(({ id }) => id);
      const attribute = `default_receiver_${kind}_id`;
      const post = (id: string, options = {}) =>
        callApi(emulator, "POST", "/routers", { name: "Night", [attribute]: id }, options);

      const answers = [
        await post(own.id, { apiKey: "theirs" }),
        ...(await Promise.all([...others, own.prefix_id, UNKNOWN_ID].map((id) => post(id)))),
      ];

      for (const answer of answers) expect(messagesOf(answer)).toEqual([`${attribute} must exist`]);
      expect((await post(own.id)).status).toBe(201);
    },
  );

  it("drops what the API does not take", async () => {
    const emulator = await withEmulator();
    const { mainRouter } = demoAccount(emulator);

    const answer = await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, {
      meta: { a: 1 },
      id: UNKNOWN_ID,
      account_id: UNKNOWN_ID,
      team_ids: [UNKNOWN_ID],
    });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: mainRouter.id, meta: {}, account_id: mainRouter.account_id });
    expect(answer.body).not.toHaveProperty("team_ids");
  });

  it.each([null, "", " \n", "rules: []", RULES, '{"rules": []}'])(
    "takes the rules %j as they are",
    async (rules) => {
      const emulator = await withEmulator();
      const { mainRouter } = demoAccount(emulator);

      const answer = await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, { rules });

      expect(answer.status, answer.text).toBe(200);
      expect(answer.body["rules"]).toBe(rules);
    },
  );

  it.each(["[]", "text", "rules: x", "rules:", "match: always", "rules: [", "\t- x", 5])(
    "refuses the rules %j",
    async (rules) => {
      const emulator = await withEmulator();
      const { mainRouter } = demoAccount(emulator);

      const answer = await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, { rules });

      expect(messagesOf(answer)).toEqual(["rules is invalid"]);
    },
  );
});

describe("PUT /routers/:id", () => {
  it("is partial", async () => {
    const emulator = await withEmulator();
    const { mainRouter, platform } = demoAccount(emulator);

    const answer = await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, { enabled: "0" });

    expect(answer.body).toMatchObject({
      name: "Main Router",
      enabled: false,
      default_receiver_team_id: platform.id,
    });
  });

  it("moves from one receiver to another only if the old one is taken away", async () => {
    const emulator = await withEmulator();
    const { mainRouter, ada } = demoAccount(emulator);
    const path = `/routers/${mainRouter.id}`;
    const toAda = { default_receiver_account_user_id: ada.id };

    const both = await callApi(emulator, "PUT", path, toAda);
    const moved = await callApi(emulator, "PUT", path, { ...toAda, default_receiver_team_id: null });

    expect(messagesOf(both)).toEqual(["default_receiver must be only one"]);
    expect(moved.body).toMatchObject({ ...toAda, default_receiver_team_id: null });
  });

  it("refuses a router that receives itself", async () => {
    const emulator = await withEmulator();
    const { mainRouter } = demoAccount(emulator);

    const answer = await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, {
      default_receiver_router_id: mainRouter.id,
      default_receiver_team_id: "",
    });

    expect(messagesOf(answer)).toEqual(["default_receiver_router_id can't be the router itself"]);
  });

  it("refuses to lose the last receiver", async () => {
    const emulator = await withEmulator();
    const { mainRouter } = demoAccount(emulator);

    const answer = await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, {
      default_receiver_team_id: null,
    });

    expect(messagesOf(answer)).toEqual(["default_receiver can't be blank"]);
  });
});

describe("an id that is no router's", () => {
  it.each(["GET", "PUT", "DELETE"])("is 404 to %s", async (method) => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);

    for (const id of [UNKNOWN_ID, platform.id, platform.prefix_id, "rtr_unknown00"]) {
      expect((await callApi(emulator, method, `/routers/${id}`)).status).toBe(404);
    }
  });
});

describe("a member's key", () => {
  it("reads routers, and is refused what would change one", async () => {
    const emulator = await withEmulator({ apiKeys: [{ key: "admin" }, { key: "member", role: "member" }] });
    const { mainRouter, platform } = demoAccount(emulator);
    const asMember = { apiKey: "member" };
    const place = `/routers/${mainRouter.id}`;
    const body = { name: "Night", default_receiver_team_id: platform.id };

    expect((await callApi(emulator, "GET", place, undefined, asMember)).status).toBe(200);
    expect((await callApi(emulator, "POST", "/routers", body, asMember)).status).toBe(403);
    expect((await callApi(emulator, "PUT", place, body, asMember)).status).toBe(403);
    expect((await callApi(emulator, "DELETE", place, undefined, asMember)).status).toBe(403);
    expect(emulator.store.find("routers", mainRouter.id)?.name).toBe("Main Router");
  });
});

describe("DELETE /routers/:id", () => {
  it("answers 204, and the router is gone from path and list", async () => {
    const emulator = await withEmulator();
    const { mainRouter } = demoAccount(emulator);

    expect((await callApi(emulator, "DELETE", `/routers/${mainRouter.prefix_id}`)).status).toBe(204);
    expect((await callApi(emulator, "GET", `/routers/${mainRouter.id}`)).status).toBe(404);
    expect((await callApi(emulator, "GET", "/routers")).body["total_count"]).toBe(0);
  });
});
