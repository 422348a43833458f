// The emulator's /integrations by verb and path. Options are in option-casts.test.ts and option-rules.test.ts.

import { describe, expect, it } from "vitest";
import { callApi, idOf, messagesOf, optionsOf, rowsOf } from "../helpers/call-api.ts";
import { createIntegration, demoAccount, postIntegration, typeId } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const UNKNOWN_ID = "01J00000000000000000000000";

describe("POST /integrations", () => {
  it("answers 201 with the whole object, unwrapped, and nothing more", async () => {
    const emulator = await withEmulator({ clock: () => Date.parse("2026-03-01T10:00:00Z") });
    const { platform } = demoAccount(emulator);

    const answer = await postIntegration(emulator, "Datadog", { name: "Site monitor" });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
      prefix_id: expect.stringMatching(/^int_[A-Za-z0-9_-]{14}$/),
      tiny_id: 1,
      account_id: platform.account_id,
      created_at: "2026-03-01T10:00:00.000Z",
      updated_at: "2026-03-01T10:00:00.000Z",
      meta: {},
      name: "Site monitor",
      enabled: true,
      urgency: "high",
      integration_type: { id: typeId("Datadog"), name: "Datadog" },
      options: {
        title_template_enabled: false,
        description_template_enabled: false,
        support_retriggered_event: false,
      },
      account_user_ids: [],
      router_ids: [],
      team_ids: [platform.id],
    });
  });

  it("names everything that is missing in one answer", async () => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, "POST", "/integrations", {});

    expect(answer.status).toBe(422);
    expect(answer.body["code"]).toBe(422);
    expect(messagesOf(answer)).toEqual([
      "name can't be blank",
      "urgency can't be blank",
      "integration_type must exist",
      "destinations can't be blank",
    ]);
    expect(emulator.store.all("integrations")).toEqual([]);
  });

  it("names every broken attribute and option in one answer, with the switches unknown ids and options too", async () => {
    const emulator = await withEmulator({ switches: { unknownIdIs422: true, unknownOptionIs422: true } });

    const answer = await postIntegration(emulator, "Outgoing Webhook", {
      name: " \u2003",
      urgency: "HIGH",
      team_ids: [UNKNOWN_ID],
      enabled: null,
      option_webhook_url: "http://localhost/x",
      option_proxy_url: "nope",
      option_colour: "red",
    });

    expect(messagesOf(answer).toSorted()).toEqual([
      "enabled is not included in the list",
      "name can't be blank",
      "option_colour is unknown",
      "option_proxy_url is not a valid URL",
      "option_webhook_url is not a valid URL",
      "team_ids must exist",
      "urgency is not included in the list",
    ]);
  });

  it.each(["silent", "low", "medium", "high", "critical"])("takes the urgency %s", async (urgency) => {
    const emulator = await withEmulator();

    expect((await postIntegration(emulator, "Datadog", { urgency })).body["urgency"]).toBe(urgency);
  });

  it.each(["High", "urgent", "sev-1", true, 1])("refuses the urgency %j", async (urgency) => {
    const emulator = await withEmulator();

    expect(messagesOf(await postIntegration(emulator, "Datadog", { urgency }))).toEqual([
      "urgency is not included in the list",
    ]);
  });

  it.each([
    ["true", true],
    ["no", true],
    [1, true],
    ["0", false],
    ["off", false],
    ["FALSE", false],
    ["f", false],
    [false, false],
  ])("casts enabled %j to %j", async (enabled, cast) => {
    const emulator = await withEmulator();

    expect((await postIntegration(emulator, "Datadog", { enabled })).body["enabled"]).toBe(cast);
  });

  it("casts a name to text and does not trim it", async () => {
    const emulator = await withEmulator();

    expect((await postIntegration(emulator, "Datadog", { name: 5 })).body["name"]).toBe("5");
    expect((await postIntegration(emulator, "Datadog", { name: " x " })).body["name"]).toBe(" x ");
  });

  it("drops what is not permitted, and lists or maps where one value belongs", async () => {
    const emulator = await withEmulator();

    const dropped = await postIntegration(emulator, "Datadog", {
      id: UNKNOWN_ID,
      meta: { owner: "me" },
      tiny_id: 99,
      account_id: UNKNOWN_ID,
      enabled: [false],
      option_title_template: { text: "x" },
      option_unknown: ["x"],
    });
    const nameless = await postIntegration(emulator, "Datadog", { name: ["x"] });

    expect(dropped.body).toMatchObject({ meta: {}, tiny_id: 1, enabled: true });
    expect(idOf(dropped)).not.toBe(UNKNOWN_ID);
    expect(messagesOf(nameless)).toEqual(["name can't be blank"]);
  });

  it("allows two integrations that are equal in all but id", async () => {
    const emulator = await withEmulator();
    const [one, other] = [await createIntegration(emulator), await createIntegration(emulator)];

    expect(one.id).not.toBe(other.id);
    expect(other.tiny_id).toBe(2);
  });
});

describe("POST /integrations, destinations", () => {
  it("takes one of any kind", async () => {
    const emulator = await withEmulator();
    const { mainRouter, ada } = demoAccount(emulator);

    const routed = await postIntegration(emulator, "Datadog", { team_ids: [], router_ids: [mainRouter.id] });
    const toUser = await postIntegration(emulator, "Datadog", { team_ids: [], account_user_ids: [ada.id] });

    expect(routed.body).toMatchObject({ team_ids: [], router_ids: [mainRouter.id] });
    expect(toUser.body).toMatchObject({ team_ids: [], account_user_ids: [ada.id] });
  });

  it("keeps the order of assignment and removes repeats and blanks", async () => {
    const emulator = await withEmulator();
    const { platform, payments } = demoAccount(emulator);

    const { body } = await postIntegration(emulator, "Datadog", {
      team_ids: [payments.id, "", platform.id, null, payments.id],
    });

    expect(body["team_ids"]).toEqual([payments.id, platform.id]);
  });

  it("must be known by their ULID: not by a prefix id, a user's id or another kind's id", async () => {
    const emulator = await withEmulator();
    const { platform, ada, mainRouter } = demoAccount(emulator);

    const byPrefixId = await postIntegration(emulator, "Datadog", { team_ids: [platform.prefix_id] });
    const byUserId = await postIntegration(emulator, "Datadog", { account_user_ids: [ada.user.id] });
    const byOtherKind = await postIntegration(emulator, "Datadog", { team_ids: [mainRouter.id] });

    expect([byPrefixId.status, byUserId.status, byOtherKind.status]).toEqual([404, 404, 404]);
    expect(emulator.store.all("integrations")).toEqual([]);
  });

  it.each([
    ["null", null],
    ["text", "01J"],
    ["a map", { 0: "01J" }],
    ["a list with a list in it", [["01J"]]],
  ])("are as if not sent where %s is sent", async (_case, team_ids) => {
    const emulator = await withEmulator();

    expect(messagesOf(await postIntegration(emulator, "Datadog", { team_ids }))).toEqual([
      "destinations can't be blank",
    ]);
  });

  it("answer 404 to a PUT if unknown, although the integration is there; 422 with unknownIdIs422", async () => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator);
    const put = () => callApi(emulator, "PUT", `/integrations/${id}`, { team_ids: [UNKNOWN_ID] });

    expect((await put()).status).toBe(404);
    emulator.switches.unknownIdIs422 = true;
    expect(messagesOf(await put())).toEqual(["team_ids must exist"]);
  });
});

describe("GET /integrations/:id", () => {
  it("takes the id and the prefix id", async () => {
    const emulator = await withEmulator();
    const { id, prefix_id } = await createIntegration(emulator);

    const byId = await callApi(emulator, "GET", `/integrations/${id}`);

    expect(idOf(byId)).toBe(id);
    expect((await callApi(emulator, "GET", `/integrations/${prefix_id}`)).body).toEqual(byId.body);
  });

  it.each(["one by one", "in a list"])(
    "turns id lists at every read with the switch shuffledIds, %s",
    async (way) => {
      const emulator = await withEmulator({ switches: { shuffledIds: true } });
      const { ada, grace, alan } = demoAccount(emulator);
      const ids = [ada.id, grace.id, alan.id];
      const { id } = await createIntegration(emulator, "Datadog", { account_user_ids: ids });
      await createIntegration(emulator);
      const read = async () => {
        if (way === "one by one") return (await callApi(emulator, "GET", `/integrations/${id}`)).body;
        return rowsOf(await callApi(emulator, "GET", "/integrations")).find((row) => row["id"] === id) ?? {};
      };

      const orders = [await read(), await read(), await read()].map((body) => body["account_user_ids"]);

      expect(orders).toContainEqual([ada.id, grace.id, alan.id]);
      expect(orders).toContainEqual([grace.id, alan.id, ada.id]);
      expect(orders).toContainEqual([alan.id, ada.id, grace.id]);
    },
  );

  it("answers 404, and lists leave it out, until readLagMs have passed", async () => {
    let time = Date.parse("2026-03-01T10:00:00Z");
    const emulator = await withEmulator({ clock: () => time, switches: { readLagMs: 500 } });
    const id = idOf(await postIntegration(emulator));
    const read = async () => {
      const [one, list] = [
        await callApi(emulator, "GET", `/integrations/${id}`),
        await callApi(emulator, "GET", "/integrations"),
      ];
      return [one.status, list.body["total_count"]];
    };

    expect(await read()).toEqual([404, 0]);
    time += 499;
    expect(await read()).toEqual([404, 0]);
    time += 1;
    expect(await read()).toEqual([200, 1]);
  });

  it.each([
    ["full", "https://hooks.example.com/abcd"],
    ["masked", "**************************abcd"],
    ["omitted", undefined],
  ] as const)("gives secret options %s with the switch secretsOnRead", async (secretsOnRead, url) => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator, "Outgoing Webhook", {
      option_webhook_url: "https://hooks.example.com/abcd",
      option_template: "{}",
    });
    emulator.switches.secretsOnRead = secretsOnRead;

    const options = optionsOf(await callApi(emulator, "GET", `/integrations/${id}`));

    expect(options["webhook_url"]).toBe(url);
    expect(options["template"]).toBe("{}");
    expect(emulator.store.find("integrations", id)?.options["webhook_url"]).toBe(
      "https://hooks.example.com/abcd",
    );
  });
});

describe("PUT /integrations/:id", () => {
  it("is partial, option by option", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const { id } = await createIntegration(emulator, "Outgoing Webhook", {
      option_webhook_url: "https://hooks.example.com/x",
      option_alert_open: true,
    });

    const answer = await callApi(emulator, "PUT", `/integrations/${id}`, { option_alert_resolved: true });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      name: "Site monitor",
      urgency: "high",
      team_ids: [platform.id],
      options: { webhook_url: "https://hooks.example.com/x", alert_open: true, alert_resolved: true },
    });
    expect((await callApi(emulator, "GET", `/integrations/${id}`)).body).toEqual(answer.body);
  });

  it("takes enabled alone, as the official client sends it", async () => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator);

    const answer = await callApi(emulator, "PUT", `/integrations/${id}`, { enabled: false });

    expect(answer.body).toMatchObject({ enabled: false, name: "Site monitor" });
  });

  it("moves updated_at only if something changed, and never id, tiny_id or created_at", async () => {
    let time = Date.parse("2026-03-01T10:00:00Z");
    const emulator = await withEmulator({ clock: () => time });
    const created = (await postIntegration(emulator)).body;
    const path = `/integrations/${created["id"]}`;
    time += 1000;

    const same = await callApi(emulator, "PUT", path, { name: "Site monitor", enabled: "1", id: UNKNOWN_ID });
    const changed = await callApi(emulator, "PUT", path, { name: "Other", tiny_id: 7 });

    expect(same.body).toEqual(created);
    expect(changed.body).toEqual({ ...created, name: "Other", updated_at: "2026-03-01T10:00:01.000Z" });
  });

  it("validates the whole record again", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const { id } = await createIntegration(emulator);
    emulator.store.remove("teams", platform.id);

    const answer = await callApi(emulator, "PUT", `/integrations/${id}`, { name: "Other" });

    expect(messagesOf(answer)).toEqual(["destinations can't be blank"]);
    expect(emulator.store.find("integrations", id)?.name).toBe("Site monitor");
  });

  it("clears a list with [], and ignores null for one", async () => {
    const emulator = await withEmulator();
    const { platform, mainRouter } = demoAccount(emulator);
    const { id } = await createIntegration(emulator, "Datadog", { router_ids: [mainRouter.id] });
    const path = `/integrations/${id}`;

    expect((await callApi(emulator, "PUT", path, { team_ids: null })).body["team_ids"]).toEqual([
      platform.id,
    ]);
    expect((await callApi(emulator, "PUT", path, { team_ids: [] })).body["team_ids"]).toEqual([]);
    expect(messagesOf(await callApi(emulator, "PUT", path, { router_ids: [] }))).toEqual([
      "destinations can't be blank",
    ]);
  });

  it.each([
    ["name", null, "name can't be blank"],
    ["name", "", "name can't be blank"],
    ["urgency", null, "urgency can't be blank"],
    ["urgency", "x", "urgency is not included in the list"],
    ["enabled", "", "enabled is not included in the list"],
    ["integration_type_id", null, "integration_type must exist"],
    ["integration_type_id", UNKNOWN_ID, "integration_type must exist"],
  ])("refuses %s: %j", async (attribute, value, message) => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator);

    const answer = await callApi(emulator, "PUT", `/integrations/${id}`, { [attribute]: value });

    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual([message]);
  });

  it("takes the same integration_type_id, and refuses another", async () => {
    const emulator = await withEmulator();
    const { id, integration_type_id } = await createIntegration(emulator);
    const other = typeId("Zabbix");
    const path = `/integrations/${id}`;

    expect((await callApi(emulator, "PUT", path, { integration_type_id })).status).toBe(200);
    expect(messagesOf(await callApi(emulator, "PUT", path, { integration_type_id: other }))).toEqual([
      "integration_type_id can't be changed",
    ]);
  });
});

describe("DELETE /integrations/:id", () => {
  it("answers 204 without a body, and the object is gone", async () => {
    const emulator = await withEmulator();
    const { id, prefix_id } = await createIntegration(emulator);

    const answer = await callApi(emulator, "DELETE", `/integrations/${id}`);

    expect([answer.status, answer.text]).toEqual([204, ""]);
    expect((await callApi(emulator, "GET", `/integrations/${id}`)).status).toBe(404);
    expect((await callApi(emulator, "GET", `/integrations/${prefix_id}`)).status).toBe(404);
    expect((await callApi(emulator, "DELETE", `/integrations/${id}`)).status).toBe(404);
    expect((await callApi(emulator, "GET", "/integrations")).body["total_count"]).toBe(0);
  });

  it("never gives an id away again", async () => {
    const emulator = await withEmulator();
    const first = await createIntegration(emulator);
    await callApi(emulator, "DELETE", `/integrations/${first.id}`);

    const second = await createIntegration(emulator);

    expect(second.tiny_id).toBe(2);
    expect(second.id).not.toBe(first.id);
  });

  it("answers 200 with {} with the switch deleteAnswers200", async () => {
    const emulator = await withEmulator({ switches: { deleteAnswers200: true } });
    const { id } = await createIntegration(emulator);

    const answer = await callApi(emulator, "DELETE", `/integrations/${id}`);

    expect([answer.status, answer.text]).toEqual([200, "{}"]);
  });
});

describe("DELETE of a destination", () => {
  it("takes its id out of integrations, even the last one", async () => {
    const emulator = await withEmulator();
    const { platform, mainRouter, ada } = demoAccount(emulator);
    const { id } = await createIntegration(emulator, "Datadog", {
      team_ids: [platform.id],
      router_ids: [mainRouter.id],
      account_user_ids: [ada.id],
    });

    await callApi(emulator, "DELETE", `/teams/${platform.id}`);
    await callApi(emulator, "DELETE", `/routers/${mainRouter.id}`);
    await callApi(emulator, "DELETE", `/account_users/${ada.id}`);

    expect((await callApi(emulator, "GET", `/integrations/${id}`)).body).toMatchObject({
      team_ids: [],
      router_ids: [],
      account_user_ids: [],
    });
  });
});
