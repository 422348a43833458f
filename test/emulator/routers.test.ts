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
      prefix_id: expect.stringMatching(/^rtr_[A-Za-z0-9]{14}$/),
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

describe("DELETE /routers/:id", () => {
  it("answers 204, and the router is gone from path and list", async () => {
    const emulator = await withEmulator();
    const { mainRouter } = demoAccount(emulator);

    expect((await callApi(emulator, "DELETE", `/routers/${mainRouter.prefix_id}`)).status).toBe(204);
    expect((await callApi(emulator, "GET", `/routers/${mainRouter.id}`)).status).toBe(404);
    expect((await callApi(emulator, "GET", "/routers")).body["total_count"]).toBe(0);
  });
});
