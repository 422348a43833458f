import { registerHooks } from "node:module";
import { describe, expect, it } from "vitest";

describe("importing the bridges", () => {
  it("loads none of the packages that their checks need", async () => {
    const loaded = new Set<string>();
    const hooks = registerHooks({
      load(url, context, next) {
        const name = /node_modules\/(got|zod|yaml|sift|handlebars|jsonc-parser|@budibase)\//.exec(url)?.[1];
        if (name !== undefined) {
          loaded.add(name);
        }
        return next(url, context);
      },
    });
    try {
      await import("../../../../provider/src/program/bridges/outgoing-webhook.ts");
      await import("../../../../provider/src/program/bridges/rootly-bridge.ts");
      expect([...loaded]).toEqual([]);
      await import("../../../../provider/src/receivers/check-receiver.ts");
      expect([...loaded].sort()).toEqual(["@budibase", "handlebars", "jsonc-parser", "sift", "yaml", "zod"]);
    } finally {
      hooks.deregister();
    }
  });
});
