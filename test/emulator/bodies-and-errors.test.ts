// What holds for every path of the emulator: bodies in JSON and forms, malformed ones, unknown paths.

import { describe, expect, it } from "vitest";
import { callApi, messagesOf } from "../helpers/call-api.ts";
import { createIntegration, demoAccount, typeId } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

describe("request bodies", () => {
  it("come as forms too, with lists in brackets", async () => {
    const emulator = await withEmulator();
    const { platform, payments, ada } = demoAccount(emulator);
    const form = new URLSearchParams([
      ["name", "From a form"],
      ["urgency", "low"],
      ["integration_type_id", typeId("Outgoing Webhook")],
      ["option_webhook_url", "https://hooks.example.com/x"],
      ["option_alert_open", "1"],
      ["option_alert_resolved", "off"],
      ["team_ids[]", platform.id],
      ["team_ids[]", payments.id],
      ["account_user_ids[]", ada.id],
    ]);

    const answer = await callApi(emulator, "POST", "/integrations", undefined, {
      rawBody: form.toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });

    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: "From a form",
      team_ids: [platform.id, payments.id],
      account_user_ids: [ada.id],
      options: { webhook_url: "https://hooks.example.com/x", alert_open: true, alert_resolved: false },
    });
  });

  it("clear a list with one blank form value", async () => {
    const emulator = await withEmulator();
    const { mainRouter } = demoAccount(emulator);
    const { id } = await createIntegration(emulator, "Datadog", { router_ids: [mainRouter.id] });

    const answer = await callApi(emulator, "PUT", `/integrations/${id}`, undefined, {
      rawBody: "team_ids[]=",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });

    expect(answer.body).toMatchObject({ team_ids: [], router_ids: [mainRouter.id] });
  });

  it.each(["{", "{'name': 1}", "nope", '{"name": }'])(
    "answers 400 to the malformed JSON %s",
    async (rawBody) => {
      const emulator = await withEmulator();

      const answer = await callApi(emulator, "POST", "/teams", undefined, { rawBody });

      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({ errors: [{ message: "Bad Request" }], code: 400 });
    },
  );

  it.each(["", "[]", "null", "5"])("hold no parameters in the JSON %j", async (rawBody) => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, "POST", "/routers", undefined, { rawBody });

    expect(messagesOf(answer)).toEqual(["name can't be blank", "default_receiver can't be blank"]);
  });

  it("hold no parameters in another content type", async () => {
    const emulator = await withEmulator();
    const headers = { "content-type": "text/plain" };

    const answer = await callApi(emulator, "POST", "/routers", { name: "x" }, { headers });

    expect(messagesOf(answer)).toContain("name can't be blank");
  });

  it("may have 1 MiB and no more", async () => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator);
    const padded = (bytes: number) => `{"name":"${"x".repeat(bytes - 11)}"}`;

    const fits = await callApi(emulator, "PUT", `/integrations/${id}`, undefined, {
      rawBody: padded(1024 ** 2),
    });
    const exceeds = await callApi(emulator, "PUT", `/integrations/${id}`, undefined, {
      rawBody: padded(1024 ** 2 + 1),
    });

    expect(fits.status).toBe(200);
    expect(exceeds.status).toBe(413);
  });
});

describe("paths", () => {
  it.each([
    ["GET", "/nothing"],
    ["GET", "/integrations/01J00000000000000000000000"],
    ["GET", "/integrations/int_unknown"],
    ["PUT", "/teams/01J00000000000000000000000"],
    ["DELETE", "/routers/01J00000000000000000000000"],
    ["POST", "/integration_types"],
    ["DELETE", "/integration_types/01J00000000000000000000000"],
  ])("%s %s is answered with 404", async (method, path) => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, method, path);

    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ errors: [{ message: "Not Found" }], code: 404 });
  });

  it("PATCH is not known", async () => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator);

    expect((await callApi(emulator, "PATCH", `/integrations/${id}`, { enabled: false })).status).toBe(404);
    expect(emulator.store.find("integrations", id)?.enabled).toBe(true);
  });

  it("may end in a slash", async () => {
    const emulator = await withEmulator();

    expect((await callApi(emulator, "GET", "/integration_types/")).status).toBe(200);
  });

  it("with a broken escape are answered with 400", async () => {
    const emulator = await withEmulator();

    expect((await callApi(emulator, "GET", "/teams/%zz")).body).toMatchObject({ code: 400 });
  });
});

describe("Idempotency-Key and If-Match", () => {
  it("are ignored: a repeated POST makes a second object", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const body = {
      name: "Twice",
      urgency: "low",
      integration_type_id: typeId("Datadog"),
      team_ids: [platform.id],
    };
    const headers = { "idempotency-key": "same", "if-match": '"no"' };

    await callApi(emulator, "POST", "/integrations", body, { headers });
    await callApi(emulator, "POST", "/integrations", body, { headers });

    expect(emulator.store.all("integrations")).toHaveLength(2);
  });
});
