// The life cycle of a maintenance window on the emulator.
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it, vi } from "vitest";
import type { Switches } from "../../../emulator/src/switches.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { type Properties, providersFor, withProviders } from "../../helpers/resource-providers.ts";

async function withIntegration(switches: Partial<Switches> = {}) {
  const { emulator, maintenanceWindow: provider } = await withProviders({ switches });
  const integration = await createIntegration(emulator);
  const declared = {
    name: "Upgrade",
    description: "of the database",
    timeZone: "Europe/Berlin",
    startTime: "2040-06-01T22:00",
    endTime: "2040-06-02T02:00",
    integrationIds: [integration.prefix_id],
  };
  const next = () => providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url }).maintenanceWindow;
  return { emulator, provider, next, declared, integration };
}

describe("check of a maintenance window", () => {
  const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
  const declared = {
    name: "Upgrade",
    timeZone: "Berlin",
    startTime: "2040-06-01 22:00",
    endTime: "2040-06-02T02:00",
    integrationIds: [ulid],
  };
  const { maintenanceWindow: offline } = providersFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });

  it("brings times and zones to one form, and lets pass what is not known yet", async () => {
    expect(await offline.checked(declared)).toEqual({
      ...declared,
      timeZone: "Europe/Berlin",
      startTime: "2040-06-01T22:00",
    });
    const unknown = { timeZone: unknownValue, startTime: unknownValue, integrationIds: [unknownValue] };
    expect(await offline.checked({ ...declared, ...unknown })).toMatchObject(unknown);
  });

  it("reports all mistakes at once", async () => {
    const { failures } = await offline.check({
      name: "",
      timeZone: "Nowhere",
      startTime: "tonight",
      endTime: 5,
      integrationIds: [],
      enabled: true,
    });
    expect(failures?.map(({ property }) => property).sort()).toEqual([
      "enabled",
      "endTime",
      "integrationIds",
      "name",
      "startTime",
      "timeZone",
    ]);
  });

  it.each<[what: string, changes: Properties, property: string, reason: string]>([
    [
      "a span that is over",
      { startTime: "2020-06-01T22:00", endTime: "2020-06-02T02:00" },
      "endTime",
      "is in the past, and a maintenance window that is over cannot be made or changed",
    ],
    ["an end before its start", { endTime: "2040-06-01T21:00" }, "endTime", "must be after startTime"],
    [
      "a team",
      { integrationIds: ["tem_K22OuvPYNmCyvJ"] },
      "integrationIds[0]",
      "must be the id of an integration",
    ],
  ])("refuses %s", async (_what, changes, property, reason) => {
    const { failures } = await offline.check({ ...declared, ...changes });
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });

  it("refuses an integration that the account does not have", async () => {
    const { provider } = await withIntegration();
    const { failures } = await provider.check(declared);
    expect(failures).toEqual([
      { property: "integrationIds[0]", reason: expect.stringContaining("of this account") },
    ]);
  });
});

describe("a maintenance window", () => {
  it("is made, comes back as it was declared, changes and goes", async () => {
    const { emulator, provider, next, declared, integration } = await withIntegration();
    const made = await provider.up(declared);
    expect(emulator.store.find("maintenance_windows", made.id)).toMatchObject({
      description: "of the database",
      start_datetime: "2040-06-01T20:00:00.000Z",
      end_datetime: "2040-06-02T00:00:00.000Z",
      integration_ids: [integration.id],
    });
    expect(await provider.read(made.id, made.outputs)).toEqual(made);
    expect((await provider.diff(made.outputs, made.inputs, made.id)).changes).toBe(false);
    const changed = await provider.checked(
      { ...declared, description: "of the queue", endTime: "2040-06-02T03:00" },
      made.inputs,
    );
    const after = await provider.update(made, changed);
    expect(emulator.requests.at(-1)?.body).toEqual({
      description: "of the queue",
      end_datetime: "2040-06-02T03:00:00+02:00",
    });
    await next().delete(after);
    expect(await next().read(made.id, after.outputs)).toBeUndefined();
  });

  it.each<[property: string, change: Properties, seen: Properties]>([
    ["name", { name: "Other" }, { name: "Other" }],
    ["timeZone", { time_zone: "London" }, { timeZone: "Europe/London", startTime: "2040-06-01T21:00" }],
    ["startTime", { start_datetime: "2040-06-01T21:00:00+02:00" }, { startTime: "2040-06-01T21:00" }],
    ["endTime", { end_datetime: "2040-06-02T05:00:00+02:00" }, { endTime: "2040-06-02T05:00" }],
  ])("shows that %s was changed in the web page", async (_property, change, seen) => {
    const { emulator, provider, declared } = await withIntegration();
    const made = await provider.up(declared);
    await callApi(emulator, "PUT", `/maintenance_windows/${made.id}`, change);
    const read = await provider.read(made.id, made.outputs);
    expect(read?.inputs).toMatchObject(seen);
    expect((await provider.diff(read?.outputs ?? {}, made.inputs, made.id)).changes).toBe(true);
  });

  it("shows integrations that were changed in the web page", async () => {
    const { emulator, provider, declared, integration } = await withIntegration();
    const other = await createIntegration(emulator);
    const made = await provider.up(declared);
    await callApi(emulator, "PUT", `/maintenance_windows/${made.id}`, {
      integration_ids: [integration.id, other.id],
    });
    const read = await provider.read(made.id, made.outputs);
    expect(read?.inputs["integrationIds"]).toEqual([integration.id, other.id].sort());
  });

  it("is made once where the answer is lost, and stops at an equal one, which it can adopt", async () => {
    const { emulator, provider, next, declared } = await withIntegration();
    emulator.faults.add({
      kind: "answer",
      method: "POST",
      path: "/maintenance_windows",
      status: 504,
      afterCommit: true,
    });
    const made = await provider.up(declared);
    emulator.faults.clear();
    expect(emulator.store.all("maintenance_windows").filter(({ name }) => name === "Upgrade")).toHaveLength(
      1,
    );
    await expect(next().up(declared)).rejects.toThrow(
      /PagerTree already has maintenance window .*, which is exactly/,
    );
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect((await next().up({ ...declared, adopt: made.id })).id).toBe(made.id);
  });

  it("that is over stays as it is, and is not changed", async () => {
    const { provider, declared } = await withIntegration();
    const made = await provider.up(declared);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2041-01-01T00:00Z") });
    try {
      expect((await provider.check(declared, made.inputs)).failures).toEqual([]);
      expect((await provider.check({ ...declared, name: "Other" }, made.inputs)).failures).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each<[what: string, switches: Partial<Switches>]>([
    ["times are answered in UTC", { eventTimesInUtc: true }],
    ["times are read without their offset", { timeReading: "offset-ignored" }],
    ["windows of the past are refused", { pastWindowsRefused: true }],
    ["reversed windows are stored", { reversedWindowsStored: true }],
    ["zones have Rails' names alone", { ianaZones: "refused" }],
    ["zones are renamed", { ianaZones: "renamed" }],
    ["times without an offset are UTC", { timeReading: "utc" }],
    ["names are unique", { onCallNamesUnique: true }],
    ["unknown ids are 422", { unknownIdIs422: true }],
    ["id lists come in another order each time", { shuffledIds: true }],
  ])("is right where %s", async (_what, switches) => {
    const { provider, declared } = await withIntegration(switches);
    const made = await provider.up(declared);
    expect(await provider.read(made.id, made.outputs)).toEqual(made);
  });
});
