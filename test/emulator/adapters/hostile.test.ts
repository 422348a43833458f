// Payloads that are made to be too much: long, deep, with many keys or none that fits. The endpoint of every type answers.
import { describe, expect, it } from "vitest";
import catalog from "../../../provider/src/catalog/integration-types.json" with { type: "json" };
import { changedAt, type RecordedBase, recordedTables } from "../../helpers/adapter-tables.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { attributesOf } from "../../helpers/sample-requests.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const NAMES = new Map(Object.entries(catalog.types).map(([type, { name }]) => [type, name]));

/** About as much as the endpoint takes. */
const MUCH = 900_000;
const DEEP = 100_000;

const VALUES: readonly (readonly [what: string, json: string])[] = [
  ["a long text", JSON.stringify("a, ".repeat(MUCH / 3))],
  ["a deep list", "[".repeat(DEEP) + "]".repeat(DEEP)],
  ["a deep object", `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`],
  ["many keys", `{${Array.from({ length: MUCH / 10 }, (_, index) => `"${index}":1`).join()}}`],
  ["a list of null", `[${"null,".repeat(MUCH / 5 - 1)}null]`],
  ["a long number", "9".repeat(MUCH)],
  ["an endless number", "1e999"],
];

/** Where it stands in a request. */
const PLACES: readonly (readonly [where: string, body: (base: RecordedBase, json: string) => string])[] = [
  ["as the whole body", (_base, json) => json],
  ["under a key that no adapter reads", (_base, json) => `{"a":${json}}`],
  ["at the first place that the adapter reads", (base, json) => bodyAt(base, 0, json)],
  ["at the last place that the adapter reads", (base, json) => bodyAt(base, -1, json)],
];

const ALL = PLACES.flatMap(([where, body]) => VALUES.map(([what, json]) => ({ where, body, what, json })));
/** Each takes tens of milliseconds: a type gets the next few, and all types together get all of them. */
const OF_EACH_TYPE = 2;

function bodyAt(base: RecordedBase, index: number, json: string): string {
  const path = base.changes.at(index)?.[0];
  return path === undefined ? json : changedAt(base, [[path, json]]);
}

const TABLES = recordedTables();

it("every payload is sent to some type", () => {
  expect(TABLES.length * OF_EACH_TYPE).toBeGreaterThanOrEqual(ALL.length);
});

describe.each(TABLES.map(([type, { bases }], index) => [type, bases, index] as const))(
  "%s",
  (type, [base], index) => {
    it("answers payloads that are too much, and the account can still be read", async () => {
      if (base === undefined) throw new Error(`there is no request of ${type}`);
      const emulator = await withEmulator();
      const attributes = attributesOf(type, base.options);
      const { prefix_id } = await createIntegration(emulator, NAMES.get(type), attributes);
      for (let turn = 0; turn < OF_EACH_TYPE; turn += 1) {
        const payload = ALL[(index * OF_EACH_TYPE + turn) % ALL.length];
        if (payload === undefined) throw new Error("there is no payload");
        const answer = await fetch(`${emulator.inboundUrl}/${prefix_id}`, {
          method: "POST",
          headers: { "content-type": "application/json", ...base.headers },
          body: payload.body(base, payload.json),
        });
        const { status } = answer;
        expect([200, 400, 413], `${payload.what} ${payload.where}: ${await answer.text()}`).toContain(status);
      }
      for (const path of ["/alerts", "/logs"]) {
        expect((await callApi(emulator, "GET", `${path}?limit=1`)).status, path).toBe(200);
      }
    });
  },
);
