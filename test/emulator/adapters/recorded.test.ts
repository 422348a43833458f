// Adapter by adapter: what PagerTree's own code makes of a request, recorded, is what the emulator makes of it.
import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../emulator/src/adapters/adapters.ts";
import catalog from "../../../provider/src/catalog/integration-types.json" with { type: "json" };
import { changed, type Outcome, outcomeOf, recordedTables, unchanged } from "../../helpers/adapter-tables.ts";

describe.each(recordedTables())("%s", (type, { adapter: path, bases }) => {
  const adapter = ADAPTERS[type];
  if (adapter === undefined) throw new Error(`no adapter ${type}`);

  it("is read by the adapter that the catalog names", () => {
    expect(new Map(Object.entries(catalog.types)).get(type)?.adapter).toBe(path);
  });

  describe.each(bases.map((base) => [base.name, base] as const))("%s", (_name, base) => {
    it("as it is", async () => {
      expect(await outcomeOf(adapter, base, unchanged(base))).toEqual(base.outcome);
    });

    it.each(base.changes.map(([keys, rows]) => [keys.join("."), keys, rows] as const))(
      "with another %s, or none",
      async (_keys, keys, rows) => {
        for (const [values, differences] of rows) {
          for (const value of values) {
            const outcome = await outcomeOf(adapter, base, changed(base, keys, value));
            expect(outcome, `${value || "missing"}`).toEqual(expectedOf(base.outcome, differences));
          }
        }
      },
    );
  });
});

/** What makes no alert has no parts of one. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  other: ["action"],
  error: ["action"],
  acknowledge: ["action", "thirdPartyId"],
  resolve: ["action", "thirdPartyId"],
};

function expectedOf(base: Outcome, differences: Readonly<Record<string, string | null>>) {
  const all = Object.entries({ ...base, ...differences }).filter(([, text]) => text !== null);
  const parts = PARTS[differences["action"] ?? base["action"] ?? ""];
  return Object.fromEntries(all.filter(([name]) => parts === undefined || parts.includes(name)));
}
