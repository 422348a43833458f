import { describe, expect, it } from "vitest";
import { createIdSource } from "../../emulator/src/ids.ts";
import { seedDemoAccount } from "../../emulator/src/seed.ts";
import { Store } from "../../emulator/src/store.ts";

describe("the demo account", () => {
  it("has one time for all that it holds, also where the clock goes on meanwhile", () => {
    let now = Date.UTC(2026, 10, 2);
    const store = new Store(() => now++, createIdSource());
    seedDemoAccount(store);
    const times = (["account_users", "teams", "routers", "schedules"] as const).flatMap((name) =>
      store.all(name).map(({ created_at }) => created_at),
    );
    expect(times.length).toBeGreaterThan(5);
    expect(new Set(times).size).toBe(1);
    expect(store.clock()).toBeLessThan(store.clock());
  });
});
