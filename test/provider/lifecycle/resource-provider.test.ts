// The life cycle that every resource shares, driven as the engine drives it: create and read.

import { describe, expect, it, onTestFinished, vi } from "vitest";
import { integrationDefinition } from "../../../provider/src/integration/definition.ts";
import { EngineContext } from "../../../provider/src/lifecycle/context.ts";
import { createResourceProvider } from "../../../provider/src/lifecycle/resource-provider.ts";
import { emulatedType } from "../../helpers/integration-arguments.ts";
import { withWebhook } from "./with-webhook.ts";

describe("create", () => {
  it("sends every value that is not null, in one request", async () => {
    const { up, declared, writes } = await withWebhook({ alertOpen: true });
    const made = await up(declared);
    expect(writes()).toHaveLength(1);
    expect(writes()[0]).toMatchObject({ method: "POST", path: "/integrations" });
    expect(writes()[0]?.body).toMatchObject({
      name: "Checkout",
      urgency: "high",
      enabled: true,
      team_ids: declared.teamIds,
      router_ids: [],
      account_user_ids: [],
      integration_type_id: emulatedType("outgoing-webhook").id,
      option_webhook_url: "https://example.com/hook",
      option_alert_open: true,
      option_alert_created: false,
      option_template: "",
    });
    expect(Object.values(Object(writes()[0]?.body))).not.toContain(null);
    expect(made.outputs).toMatchObject({
      ...made.inputs,
      prefixId: expect.stringMatching(/^int_/),
      tinyId: 1,
    });
  });

  it("names the properties of the program where PagerTree refuses attributes", async () => {
    const { create, checked, declared, emulator } = await withWebhook();
    const messages = [
      "option_webhook_url is not a valid URL",
      "team_ids is wrong",
      "name can't be blank",
      "no attribute",
    ];
    const body = { errors: messages.map((message) => ({ message })), code: 422 };
    emulator.faults.add({ kind: "answer", status: 422, body, method: "POST" });
    const failed = create(await checked(declared));
    await expect(failed).rejects.toThrow(
      'create integration "Checkout": PagerTree answered 422 Unprocessable Entity: ' +
        "options.webhookUrl is not a valid URL; teamIds is wrong; name can't be blank; no attribute.",
    );
  });

  it("names the options of a raw program as it writes them", async () => {
    const { create, checked, emulator, declared, writes } = await withWebhook();
    emulator.switches.unknownOptionIs422 = true;
    const { type, ...others } = declared;
    const raw = { ...others, integrationTypeId: emulatedType("outgoing-webhook").id };
    const inputs = await checked({ ...raw, options: { webhook_url: "http://localhost/", new_switch: true } });
    await expect(create(inputs)).rejects.toThrow(
      /options\.webhook_url .*options\.new_switch|options\.new_switch .*options\.webhook_url/,
    );
    expect(emulator.store.all("integrations")).toEqual([]);
    expect(writes()).toHaveLength(1);
    expect(type).toBe("outgoing-webhook");
  });

  it.each([
    ["404", {}, "Something that teamIds or accountUserIds names may have been deleted in PagerTree"],
    ["422", { unknownIdIs422: true }, "teamIds must exist"],
  ])(
    "names the lists of which one has an unknown id, where PagerTree answers %s",
    async (_status, switches, hint) => {
      const { create, checked, declared, emulator } = await withWebhook();
      Object.assign(emulator.switches, switches);
      const [user] = emulator.store.all("account_users");
      const inputs = await checked({ ...declared, accountUserIds: [user?.id] });
      emulator.store.remove("teams", emulator.store.all("teams")[0]?.id ?? "");
      await expect(create(inputs)).rejects.toThrow(hint);
      expect(emulator.store.all("integrations")).toEqual([]);
    },
  );

  it("names an additional option as the program writes it", async () => {
    const { up, declared, emulator } = await withWebhook();
    emulator.switches.unknownOptionIs422 = true;
    await expect(up({ ...declared, additionalOptions: { new_switch: true } })).rejects.toThrow(
      "additionalOptions.new_switch is unknown",
    );
  });

  it("hands on the id and inputs of an object that was made although no answer about it can be used", async () => {
    const { create, checked, declared, emulator, read, diff } = await withWebhook();
    const inputs = { ...(await checked(declared)), __provider: "the provider's text" };
    const unusable = { kind: "answer", body: { id: "01GDBEYARHS4W4QM6X370Z5TMB", name: 5 } } as const;
    emulator.faults.add({ ...unusable, status: 201, afterCommit: true, method: "POST" });
    emulator.faults.add({ ...unusable, status: 200, path: "/integrations/:id" });
    const error: unknown = await create(inputs).catch((thrown: unknown) => thrown);
    // With these the engine keeps the object in the state, and reads and deletes it later.
    expect(error).toMatchObject({
      id: "01GDBEYARHS4W4QM6X370Z5TMB",
      properties: inputs,
      reasons: [expect.stringContaining("PagerTree answered 201 Created, but")],
      message: expect.stringContaining('create integration "Checkout"'),
    });
    const [made] = emulator.store.all("integrations");
    const found = await read(made?.id ?? "", inputs);
    expect(found?.inputs).toEqual(await checked(declared));
    expect(await diff(found?.outputs ?? {}, await checked(declared))).toEqual({
      changes: false,
      replaces: [],
    });
  });

  it("fails without an id where nothing was made", async () => {
    const { create, checked, declared, emulator } = await withWebhook();
    emulator.faults.add({ kind: "answer", status: 403, method: "POST" });
    const error: unknown = await create(await checked(declared)).catch((thrown: unknown) => thrown);
    expect(error).not.toHaveProperty("id");
    expect(error).toHaveProperty("message", expect.stringContaining("PagerTree answered 403 Forbidden"));
  });

  it("sends nothing for a type that the account has lost meanwhile", async () => {
    const { create, checked, declared, writes } = await withWebhook();
    const inputs = await checked(declared);
    const gone = { ...inputs, type: undefined, integrationTypeId: "01GDBEYARHS4W4QM6X370Z5TMB" };
    const { type: _type, ...raw } = gone;
    await expect(create(raw)).rejects.toThrow(/integrationTypeId: .* is not the id of an integration type/);
    expect(writes()).toEqual([]);
  });
});

describe("read", () => {
  it.each(["id", "prefixId"] as const)("finds an integration by its %s, and gives its ULID", async (form) => {
    const { up, declared, read } = await withWebhook();
    const made = await up(declared);
    const id = form === "id" ? made.id : String(made.outputs["prefixId"]);
    expect(await read(id, made.outputs)).toEqual(made);
  });

  it("gives an integration that the stack never knew in the shape of check", async () => {
    const { up, declared, read, checked, emulator } = await withWebhook({ alertOpen: true });
    const made = await up(declared);
    const found = await read(made.id);
    const secret = { webhookUrl: "[a secret that was set outside of this stack]" };
    expect(found?.inputs).toEqual({
      ...made.inputs,
      options: { ...Object(made.inputs["options"]), ...secret },
    });
    expect(await checked(found?.inputs ?? {}, found?.inputs)).toEqual(found?.inputs);
    expect(JSON.stringify(found)).not.toContain("example.com/hook");
    expect(emulator.requests.at(-1)?.method).toBe("GET");
  });

  it("gives no id for an integration that was deleted", async () => {
    const { up, declared, read, emulator } = await withWebhook();
    const { id, outputs } = await up(declared);
    emulator.store.remove("integrations", id);
    expect(await read(id, outputs)).toBeUndefined();
  });

  it("looks again for an integration that PagerTree does not show yet, by no clock but its own", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { up, declared, read, emulator } = await withWebhook();
    const { id, outputs } = await up(declared);
    const skewed = { ...outputs, createdAt: "2001-02-03T04:05:06.000Z" };
    emulator.faults.add({ kind: "answer", status: 404, times: 3, path: "/integrations/:id" });
    expect(await read(id, skewed)).toMatchObject({ id });
    // Once it has been there for a while, not found is gone.
    vi.advanceTimersByTime(60_000);
    const before = emulator.requests.length;
    emulator.faults.add({ kind: "answer", status: 404, path: "/integrations/:id" });
    expect(await read(id, outputs)).toBeUndefined();
    expect(emulator.requests).toHaveLength(before + 1);
  });

  it.each([
    [401, "Check the API key"],
    [403, "may not do this"],
    [500, "fault on PagerTree's side"],
    [503, "fault on PagerTree's side"],
  ])("fails at a %s, and never takes the integration for gone", async (status, hint) => {
    const { up, declared, read, emulator } = await withWebhook();
    const { id, outputs } = await up(declared);
    emulator.faults.add({ kind: "answer", status, times: null });
    await expect(read(id, outputs)).rejects.toThrow(hint);
  });

  it("refuses an id that can't be one before it asks", async () => {
    const { read, emulator } = await withWebhook();
    await expect(read("../teams")).rejects.toThrow("cannot be an id");
    expect(emulator.requests).toEqual([]);
  });
});

describe("without an API key", () => {
  it("every call that needs PagerTree fails before any request, and says how to set one", async () => {
    const provider = createResourceProvider(integrationDefinition, new EngineContext());
    await provider.configure?.({ config: { get: () => undefined, require: () => "" } });
    await expect(provider.read?.("01GDBEYARHS4W4QM6X370Z5TMB")).rejects.toThrow(
      /API key is missing.*pulumi config set --secret pagertree:apiKey/,
    );
  });
});
