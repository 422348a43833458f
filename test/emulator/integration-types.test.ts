// The emulator's /integration_types by verb and path.

import { describe, expect, it } from "vitest";
import catalog from "../../provider/src/catalog/integration-types.json" with { type: "json" };
import { callApi, rowsOf } from "../helpers/call-api.ts";
import { createIntegration, typeId } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

describe("GET /integration_types", () => {
  it("lists the 59 types of the catalog over several pages", async () => {
    const emulator = await withEmulator();

    const first = await callApi(emulator, "GET", "/integration_types");
    const all = await callApi(emulator, "GET", "/integration_types?limit=100&sort=name");

    expect(first.body).toMatchObject({ has_more: true, total_count: 59 });
    expect(rowsOf(first)).toHaveLength(10);
    expect(rowsOf(all).map((row) => row["name"])).toEqual(
      Object.values(catalog.types)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it("gives each type an id of its own, the same on every start", async () => {
    const [one, other] = [await withEmulator(), await withEmulator()];

    const idsOf = async (emulator: typeof one) =>
      rowsOf(await callApi(emulator, "GET", "/integration_types?limit=100")).map((row) => row["id"]);

    const ids = await idsOf(one);
    expect(new Set(ids).size).toBe(59);
    expect(ids).toEqual(await idsOf(other));
    for (const id of ids) expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  });

  it("is the same for an account that has nothing", async () => {
    const emulator = await withEmulator({ seed: "empty" });

    expect((await callApi(emulator, "GET", "/integration_types")).body).toMatchObject({ total_count: 59 });
    expect(emulator.store.all("teams")).toEqual([]);
  });
});

describe("GET /integration_types/:id", () => {
  it("gives id and name, the common attributes, and nothing of the adapter", async () => {
    const emulator = await withEmulator();
    const id = typeId("Datadog");

    const { body } = await callApi(emulator, "GET", `/integration_types/${id}`);

    expect(body).toEqual({
      id,
      prefix_id: expect.stringMatching(/^itp_[A-Za-z0-9_-]{14}$/),
      tiny_id: null,
      account_id: null,
      name: "Datadog",
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: expect.any(String),
      meta: {},
    });
    expect((await callApi(emulator, "GET", `/integration_types/${body["prefix_id"]}`)).body).toEqual(body);
  });

  it("gives two types one name with the switch duplicateTypeName", async () => {
    const emulator = await withEmulator();
    const legacy = typeId("Microsoft Teams (legacy)");
    const integration = await createIntegration(emulator, "Microsoft Teams (legacy)", {
      option_incoming_webhook_url: "https://hooks.example.com/x",
    });
    emulator.switches.duplicateTypeName = true;

    const list = await callApi(emulator, "GET", "/integration_types?name=Microsoft%20Teams");
    const read = await callApi(emulator, "GET", `/integrations/${integration.id}`);

    expect(rowsOf(list)).toHaveLength(2);
    expect(read.body["integration_type"]).toEqual({ id: legacy, name: "Microsoft Teams" });
  });
});
