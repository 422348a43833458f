// Lists of the emulator: pages, sorting, filters and free search.

import { describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { callApi, rowsOf } from "../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const START = Date.parse("2026-03-01T00:00:00Z");
const HOUR = 60 * 60 * 1000;

/** An emulator with integrations of these names, made an hour apart. */
async function withIntegrations(names: readonly string[]): Promise<Emulator> {
  let time = START;
  const emulator = await withEmulator({ clock: () => time });
  const { store } = emulator;
  const { account_id, ...attributes } = await createIntegration(emulator, "Datadog", { name: names[0] });
  for (const name of names.slice(1)) {
    time += HOUR;
    store.insert("integrations", account_id, { ...attributes, name });
  }
  time += HOUR;
  return emulator;
}

async function namesOf(emulator: Emulator, query: string, path = "/integrations"): Promise<unknown[]> {
  const answer = await callApi(emulator, "GET", `${path}?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return rowsOf(answer).map((row) => row["name"]);
}

describe("GET /integrations, pages", () => {
  it("gives the ten newest first, and says that there are more", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${index + 1}`);
    const emulator = await withIntegrations(names);

    const { body } = await callApi(emulator, "GET", "/integrations");

    expect(body).toMatchObject({ has_more: true, total_count: 12 });
    expect(await namesOf(emulator, "")).toEqual(names.toReversed().slice(0, 10));
  });

  it.each([
    ["limit=2", ["e", "d"], true],
    ["limit=2&offset=2", ["c", "b"], true],
    ["limit=2&page=2", ["c", "b"], true],
    ["limit=2&page=3", ["a"], false],
    ["limit=5", ["e", "d", "c", "b", "a"], false],
    ["limit=2&offset=3", ["b", "a"], false],
    ["limit=2&page=3&offset=0", ["e", "d"], true],
    ["offset=99", [], false],
    ["offset=-5&limit=1", ["e"], true],
    ["page=0&limit=1", ["e"], true],
    ["limit=0", ["e"], true],
    ["limit=-3", ["e"], true],
    ["limit=1000", ["e", "d", "c", "b", "a"], false],
    ["limit=abc", ["e", "d", "c", "b", "a"], false],
    ["limit=&offset=x", ["e", "d", "c", "b", "a"], false],
  ])("%s gives %j", async (query, names, hasMore) => {
    const emulator = await withIntegrations(["a", "b", "c", "d", "e"]);

    const { body } = await callApi(emulator, "GET", `/integrations?${query}`);

    expect(await namesOf(emulator, query)).toEqual(names);
    expect(body).toMatchObject({ has_more: hasMore, total_count: 5 });
  });

  it("clamps limit to 100", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    for (let count = 0; count < 101; count++) emulator.store.duplicate("teams", platform.id);

    expect(await namesOf(emulator, "limit=500", "/teams")).toHaveLength(100);
  });

  it("reads every page live: a row made in between pushes one onto the next page", async () => {
    const emulator = await withIntegrations(["a", "b", "c"]);

    const first = await namesOf(emulator, "limit=2");
    await createIntegration(emulator, "Datadog", { name: "d" });

    expect([...first, ...(await namesOf(emulator, "limit=2&offset=2"))]).toEqual(["c", "b", "b", "a"]);
  });

  it("orders rows of the same moment by id", async () => {
    const emulator = await withEmulator({ clock: () => START });
    for (const name of ["a", "b", "c"]) await createIntegration(emulator, "Datadog", { name });

    expect(await namesOf(emulator, "")).toEqual(["c", "b", "a"]);
    expect(await namesOf(emulator, "direction=asc")).toEqual(["a", "b", "c"]);
  });
});

describe("GET /integrations, sorting", () => {
  it.each([
    ["sort=name", ["a", "b", "c"]],
    ["sort=name&direction=asc", ["a", "b", "c"]],
    ["sort=name&direction=desc", ["c", "b", "a"]],
    ["sort=tiny_id", ["b", "a", "c"]],
    ["sort=created_at&direction=asc", ["b", "a", "c"]],
    ["sort=nothing", ["c", "a", "b"]],
    ["sort=options", ["c", "a", "b"]],
    ["direction=asc", ["b", "a", "c"]],
  ])("%s gives %j", async (query, names) => {
    const emulator = await withIntegrations(["b", "a", "c"]);

    expect(await namesOf(emulator, query)).toEqual(names);
  });
});

describe("GET /integrations, filters", () => {
  it.each([
    ["name=beta", ["beta"]],
    ["name=Beta", []],
    ["urgency=high", ["gamma", "beta", "alpha"]],
    ["urgency=low", []],
    ["enabled=1", ["gamma", "beta", "alpha"]],
    ["enabled=true", ["gamma", "beta", "alpha"]],
    ["enabled=0", []],
    ["enabled=false", []],
    ["enabled=yes", []],
    ["tiny_id=2", ["beta"]],
    ["tiny_id=two", []],
    ["colour=red", ["gamma", "beta", "alpha"]],
    ["constructor=x", ["gamma", "beta", "alpha"]],
    ["options[token]=x", ["gamma", "beta", "alpha"]],
    ["options=x", ["gamma", "beta", "alpha"]],
    ["name=beta&tiny_id=1", []],
    ["name=alpha&ops=name:ne", ["gamma", "beta"]],
    ["name=beta&ops=name:equals", ["beta"]],
    ["name=beta&ops=name:resembles", ["beta"]],
    ["name=beta&ops=name:lt", ["alpha"]],
    ["name=beta&ops=name:lte", ["beta", "alpha"]],
    ["name=beta&ops=name:gt", ["gamma"]],
    ["name=beta&ops=name:gte", ["gamma", "beta"]],
    ["name=al&ops=name:beginsWith", ["alpha"]],
    ["name=lph&ops=name:beginsWith", []],
    ["name=lph&ops=name:contains", ["alpha"]],
    ["name=alpha..beta&ops=name:between", ["beta", "alpha"]],
    ["tiny_id=2..3&ops=tiny_id:between", ["gamma", "beta"]],
    ["tiny_id=2&ops=tiny_id:between", []],
    ["tiny_id=10&ops=tiny_id:lt", ["gamma", "beta", "alpha"]],
    ["name=a&tiny_id=2&ops=name:contains,tiny_id:gte", ["gamma", "beta"]],
    ["created_at=2026-03-01T01:00:00Z", ["beta"]],
    ["created_at=2026-03-01T02:00:00%2B01:00", ["beta"]],
    ["created_at=2026-03-01 01:00:00", ["beta"]],
    ["created_at=2026-03-01&ops=created_at:gt", ["gamma", "beta"]],
    ["created_at=soon&ops=created_at:gt", []],
    ["created_at=2026-02-28T17:00:00-07:00..2026-03-01T01:30:00Z&ops=created_at:between", ["beta", "alpha"]],
  ])("%s gives %j", async (query, names) => {
    const emulator = await withIntegrations(["alpha", "beta", "gamma"]);

    expect(await namesOf(emulator, query)).toEqual(names);
  });

  it("take ids: of the row, of its type, and of a destination with contains", async () => {
    const emulator = await withIntegrations(["alpha"]);
    const { payments, platform } = demoAccount(emulator);
    const webhook = await createIntegration(emulator, "Webhook", { name: "hook", team_ids: [payments.id] });

    expect(await namesOf(emulator, `id=${webhook.id}`)).toEqual(["hook"]);
    expect(await namesOf(emulator, `id=${webhook.prefix_id}`)).toEqual([]);
    expect(await namesOf(emulator, `prefix_id=${webhook.prefix_id}`)).toEqual(["hook"]);
    expect(await namesOf(emulator, `integration_type_id=${webhook.integration_type_id}`)).toEqual(["hook"]);
    expect(await namesOf(emulator, `team_ids=${platform.id}&ops=team_ids:contains`)).toEqual(["alpha"]);
    expect(await namesOf(emulator, `team_ids=${platform.id}`)).toEqual([]);
  });

  it("leave total_count at the number of rows that pass", async () => {
    const emulator = await withIntegrations(["alpha", "beta"]);

    expect((await callApi(emulator, "GET", "/integrations?name=beta")).body).toMatchObject({
      total_count: 1,
    });
  });
});

describe("GET with q", () => {
  it.each([
    ["/integrations", "q=ALPH", ["alpha"]],
    ["/integrations", "q=datadog", ["beta", "alpha"]],
    ["/integrations", "q=", ["beta", "alpha"]],
    ["/integrations", "q=nothing", []],
    ["/teams", "q=plat", ["Platform"]],
    ["/routers", "q=main", ["Main Router"]],
    ["/integration_types", "q=data", ["Datadog"]],
  ])("%s?%s gives %j", async (path, query, names) => {
    const emulator = await withIntegrations(["alpha", "beta"]);

    expect(await namesOf(emulator, query, path)).toEqual(names);
  });

  it.each([
    ["ada@example", ["Ada Lovelace"]],
    ["turing", ["Alan Turing"]],
    ["admin", ["Ada Lovelace"]],
    ["+1202", ["Grace Hopper"]],
    ["billing", []],
  ])("/account_users?q=%s looks at names, e-mails, phones and roles", async (text, names) => {
    const emulator = await withEmulator();
    await callApi(emulator, "PUT", `/account_users/${demoAccount(emulator).grace.id}`, {
      user_attributes: { phones_attributes: [{ phone: "+12025550100" }] },
    });

    const answer = await callApi(emulator, "GET", `/account_users?q=${encodeURIComponent(text)}`);

    expect(rowsOf(answer).map((row) => row["user"])).toMatchObject(names.map((name) => ({ name })));
  });
});
