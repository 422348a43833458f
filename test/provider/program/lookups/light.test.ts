import { readdirSync } from "node:fs";
import { registerHooks } from "node:module";
import { describe, expect, it } from "vitest";

const lookups = readdirSync("provider/src/program/lookups");

describe("importing the lookups", () => {
  it("loads neither got nor zod, which the API client does, nor what computes on-call time", async () => {
    const loaded = new Set<string>();
    const hooks = registerHooks({
      load(url, context, next) {
        const name = /node_modules\/(got|zod|temporal-polyfill)\//.exec(url)?.[1];
        if (name !== undefined) {
          loaded.add(name);
        }
        return next(url, context);
      },
    });
    try {
      for (const lookup of lookups) {
        await import(`../../../../provider/src/program/lookups/${lookup}`);
      }
      expect([...loaded]).toEqual([]);
      await import("../../../../provider/src/api/client.ts");
      // The first request loads got.
      await import("got");
      expect([...loaded].sort()).toEqual(["got", "zod"]);
    } finally {
      hooks.deregister();
    }
  });
});
