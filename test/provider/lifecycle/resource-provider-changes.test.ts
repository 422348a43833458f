// The life cycle that every resource shares, driven as the engine drives it: update and delete.

import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Fault } from "../../../emulator/src/faults.ts";
import { emulatedType } from "../../helpers/integration-arguments.ts";
import { type Properties, withIntegrationProvider } from "../../helpers/resource-providers.ts";
import { withWebhook } from "./with-webhook.ts";

describe("a replacement", () => {
  it("warns of the endpoint that goes, once, and names what holds it", async () => {
    const { up, checked, diff, declared, emulator } = await withIntegrationProvider().then(
      async (provider) => {
        const [team] = provider.emulator.store.all("teams");
        return { ...provider, declared: { name: "Shop", type: "datadog", teamIds: [team?.id] } };
      },
    );
    const made = await up(declared);
    const endpoint = String(made.outputs["endpoint"]);
    const options = {
      webhookUrl: endpoint.replace("http://127.0.0.1", "http://shop.example.com"),
      alertOpen: true,
    };
    await up({ ...declared, name: "Hook", type: "outgoing-webhook", options });

    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => told.mockRestore());
    const renamed = await checked({ ...declared, name: "Store" }, made.inputs);
    await diff(made.outputs, renamed, made.id);
    expect(told).not.toHaveBeenCalled();
    const retyped = await checked({ ...declared, type: "webhook" }, made.inputs);
    for (const _ of [1, 2]) await diff(made.outputs, retyped, made.id);
    const [hook] = emulator.store.all("integrations").filter(({ name }) => name === "Hook");
    expect(told.mock.calls).toEqual([
      [expect.stringContaining(`"Shop" is replaced, and so is its endpoint: ${endpoint} `)],
    ]);
    expect(told.mock.calls[0]?.[0]).toContain(`integration ${hook?.prefix_id} "Hook" has it.`);
  });

  it("says nothing of an integration that takes nothing in", async () => {
    const { up, checked, diff, declared } = await withWebhook({ alertOpen: true });
    const made = await up(declared);
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => told.mockRestore());
    const { options, ...others } = declared;
    expect(options).toBeDefined();
    await diff(made.outputs, await checked({ ...others, type: "webhook" }, made.inputs), made.id);
    expect(told).not.toHaveBeenCalled();
  });
});

describe("update", () => {
  it.each<[what: string, change: Properties, body: Properties]>([
    ["a new name", { name: "Another" }, { name: "Another" }],
    ["another urgency and enabled", { urgency: "low", enabled: false }, { urgency: "low", enabled: false }],
    ["an option more", { options: { alertOpen: true } }, { option_alert_open: true }],
    ["a text option less", { options: { username: null } }, { option_username: null }],
    ["an option with a default less", { options: { template: null } }, { option_template: "" }],
    ["a secret", { options: { password: "new" } }, { option_password: "new" }],
  ])("sends nothing but %s", async (_what, { options, ...change }, body) => {
    const { up, declared, update, checked, writes } = await withWebhook({ username: "u", template: "{}" });
    const made = await up(declared);
    const news = await checked(
      { ...declared, ...change, options: { ...declared.options, ...Object(options) } },
      made.inputs,
    );
    const updated = await update(made, news);
    expect(writes().slice(1)).toMatchObject([{ method: "PUT", path: `/integrations/${made.id}`, body }]);
    expect(writes()[1]?.body).toEqual(body);
    expect(updated.outputs).toMatchObject({
      ...news,
      prefixId: made.outputs["prefixId"],
      endpoint: made.outputs["endpoint"],
    });
  });

  it("clears a list of destinations with an empty one", async () => {
    const { up, declared, update, checked, writes, emulator } = await withWebhook();
    const made = await up(declared);
    const router = emulator.store.all("routers")[0]?.id;
    const updated = await update(
      made,
      await checked({ ...declared, teamIds: [], routerIds: [router] }, made.inputs),
    );
    expect(writes()[1]?.body).toEqual({ team_ids: [], router_ids: [router] });
    expect(updated.outputs).toMatchObject({ teamIds: [], routerIds: [router] });
  });

  it("writes nothing where nothing differs, and reads instead", async () => {
    const { up, declared, update, writes, emulator } = await withWebhook();
    const made = await up(declared);
    const updated = await update(made, made.inputs);
    expect(updated.outputs).toEqual(made.outputs);
    expect(writes()).toHaveLength(1);
    expect(emulator.requests.at(-1)).toMatchObject({ method: "GET", path: `/integrations/${made.id}` });
  });

  it("leaves alone what a raw program stops to name", async () => {
    const { up, declared, update, checked, writes, inStore, diff } = await withWebhook();
    const { type: _type, options: _options, ...others } = declared;
    const raw = { ...others, integrationTypeId: emulatedType("outgoing-webhook").id };
    const url = { webhook_url: "https://example.com/hook" };
    const made = await up({ ...raw, options: { ...url, alert_open: true } });
    const news = await checked({ ...raw, options: url }, made.inputs);
    expect((await diff(made.outputs, news)).changes).toBe(true);
    const updated = await update(made, news);
    expect(writes()).toHaveLength(1);
    expect(inStore(made.id)?.options["alert_open"]).toBe(true);
    expect(updated.outputs["options"]).toEqual(url);
  });

  it("turns a typed integration into a raw one of the same type, and back, in place", async () => {
    const { up, declared, update, checked, writes, diff } = await withWebhook({ alertOpen: true });
    const made = await up(declared);
    const { type: _type, options: _options, ...others } = declared;
    const raw = {
      ...others,
      integrationTypeId: emulatedType("outgoing-webhook").id,
      options: { alert_open: false },
    };
    const rawInputs = await checked(raw, made.inputs);
    expect(await diff(made.outputs, rawInputs)).toEqual({ changes: true, replaces: [] });
    const asRaw = await update(made, rawInputs);
    expect(writes()[1]?.body).toEqual({ option_alert_open: false });
    expect(await diff(asRaw.outputs, rawInputs)).toEqual({ changes: false, replaces: [] });
    const typedInputs = await checked(declared, rawInputs);
    expect(await diff(asRaw.outputs, typedInputs)).toEqual({ changes: true, replaces: [] });
    const asTyped = await update(asRaw, typedInputs);
    expect(await diff(asTyped.outputs, typedInputs)).toEqual({ changes: false, replaces: [] });
  });

  it("fails where the integration is gone", async () => {
    const { up, declared, update, checked, emulator } = await withWebhook();
    const made = await up(declared);
    emulator.store.remove("integrations", made.id);
    await expect(update(made, await checked({ ...declared, name: "Another" }, made.inputs))).rejects.toThrow(
      "404 Not Found",
    );
  });
});

describe("delete", () => {
  it.each<[what: string, fault: Fault[]]>([
    ["with 204", []],
    ["although the answer is lost", [{ kind: "reset", afterCommit: true, method: "DELETE" }]],
    ["at the second attempt", [{ kind: "answer", status: 503, method: "DELETE" }]],
  ])("deletes an integration %s", async (_what, faults) => {
    const { up, declared, emulator, ...provider } = await withWebhook();
    const made = await up(declared);
    for (const fault of faults) emulator.faults.add(fault);
    await provider.delete(made);
    expect(emulator.store.all("integrations")).toEqual([]);
  });

  it("is done where the integration is gone already", async () => {
    const { up, declared, emulator, ...provider } = await withWebhook();
    const made = await up(declared);
    emulator.store.remove("integrations", made.id);
    await expect(provider.delete(made)).resolves.toBeUndefined();
  });

  it("fails where PagerTree refuses", async () => {
    const { up, declared, emulator, ...provider } = await withWebhook();
    const made = await up(declared);
    emulator.faults.add({ kind: "answer", status: 403, method: "DELETE" });
    await expect(provider.delete(made)).rejects.toThrow("may not do this");
    expect(emulator.store.all("integrations")).toHaveLength(1);
  });
});
