/** A create looks for an object like its own first. A check asks for the list while it waits for other answers. */
import { describe, expect, it, vi } from "vitest";
import { demoAccount } from "../../helpers/demo-account.ts";
import { withProviders } from "../../helpers/resource-providers.ts";

interface Row {
  readonly kind: "integration" | "router" | "team";
  /** What is made. */
  readonly list: string;
  /** What the check waits for. */
  readonly waitsFor: string;
  readonly declared: (account: ReturnType<typeof demoAccount>) => Record<string, unknown>;
}

const rows: readonly Row[] = [
  {
    kind: "integration",
    list: "/integrations",
    waitsFor: "/teams",
    declared: ({ platform }) => ({ name: "Shop", type: "datadog", teamIds: [platform.id] }),
  },
  {
    kind: "router",
    list: "/routers",
    waitsFor: "/teams",
    declared: ({ platform }) => ({ name: "Shop", teamId: platform.id }),
  },
  {
    kind: "team",
    list: "/teams",
    waitsFor: "/account_users",
    declared: ({ ada }) => ({
      name: "Shop",
      memberAccountUserIds: [ada.id],
      adminAccountUserIds: [ada.id],
    }),
  },
];

/** Begins a check: its result, and the requests that it has sent so far. */
async function checkOf({ kind, waitsFor, declared }: Row, change: object, previous?: object) {
  const { emulator, ...providers } = await withProviders();
  emulator.faults.add({ kind: "delay", path: waitsFor, delayMs: 1_000 });
  const before = emulator.requests.length;
  const inputs = declared(demoAccount(emulator));
  const asked = () => emulator.requests.slice(before);
  const check = providers[kind].check({ ...inputs, ...change }, previous && { ...inputs, ...previous });
  return { check, asked };
}

describe.each(rows)("a check of a new $kind", (row) => {
  it("asks for what there is of its kind while it waits for other answers", async () => {
    const { check, asked } = await checkOf(row, {});
    await vi.waitFor(() => {
      expect(asked().find(({ path }) => path === row.waitsFor)?.status).toBe(null);
      expect(asked().map(({ path }) => path)).toContain(row.list);
    });
    expect((await check).failures ?? []).toEqual([]);
  });

  it("asks for nothing where its arguments are wrong", async () => {
    const { check, asked } = await checkOf(row, { name: "" });
    expect((await check).failures).not.toEqual([]);
    expect(asked()).toEqual([]);
  });
});

it.each(rows)("a check of a $kind that the stack has does not ask for its kind", async (row) => {
  const { check, asked } = await checkOf(row, { name: "Renamed" }, {});
  expect((await check).failures ?? []).toEqual([]);
  expect(asked().map(({ path }) => path)).not.toContain(row.list);
});
