// Whatever a sender sends, in whatever form, the endpoint of every type answers, and the account can still be read.
import fc from "fast-check";
import qs from "qs";
import { describe, expect, it } from "vitest";
import catalog from "../../../provider/src/catalog/integration-types.json" with { type: "json" };
import { changedAt, type Path, type RecordedBase, recordedTables } from "../../helpers/adapter-tables.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { attributesOf } from "../../helpers/sample-requests.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const NAMES = new Map(Object.entries(catalog.types).map(([type, { name }]) => [type, name]));

/** JSON of every kind, and what numbers and texts have at their edges; `""` leaves the key out. */
const ANY_VALUE = fc.oneof(
  fc.constantFrom(
    ...["", "null", "false", "true", "{}", "[]", "[null]", '[["a",1]]', '{"a":{"b":[1]}}', '[{"a":1}]'],
    ...[
      "0",
      "5",
      "-1",
      "-0.0",
      "2.5",
      "1e308",
      "1e999",
      "-1e999",
      "123456789012345678901234567890",
      "9".repeat(400),
    ],
    ...['""', '" "', '"a, b "', '"1e5"', '"+1_0"', '"\\u0000"', '"\\ud83d\\ude00"', '"2026-02-30T25:61:00Z"'],
  ),
  fc.json({ maxDepth: 3 }),
);

/** The paths of everything that a sample holds. */
function pathsIn(value: unknown, above: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const path = [...above, Array.isArray(value) ? Number(key) : key];
    return [path, ...pathsIn(item, path)];
  });
}

/** A sample, changed at some of the places that it has or that the adapter reads. */
function changedSample(base: RecordedBase): fc.Arbitrary<string> {
  const paths = [...pathsIn(base.data), ...base.changes.map(([path]) => path)];
  if (paths.length === 0) return fc.json();
  const change = fc.tuple(fc.constantFrom(...paths), ANY_VALUE);
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => changedAt(base, changes));
}

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

/** A sample as JSON or as a form, and now and then any text as anything. */
function anyRequest(base: RecordedBase) {
  const sample = changedSample(base);
  const toForm = (json: string) => qs.stringify(Object(JSON.parse(json)), { arrayFormat: "brackets" });
  return fc.oneof(
    { weight: 6, arbitrary: sample.map((body) => ({ body, contentType: JSON_TYPE })) },
    { weight: 1, arbitrary: sample.map((json) => ({ body: toForm(json), contentType: FORM_TYPE })) },
    {
      weight: 1,
      arbitrary: fc.record({
        body: fc.oneof(sample, fc.json(), fc.string()),
        contentType: fc.constantFrom(JSON_TYPE, FORM_TYPE, "text/plain", "text/json; charset=x", "a"),
      }),
    },
  );
}

const QUERY = fc.oneof(
  { weight: 4, arbitrary: fc.constant("") },
  { weight: 1, arbitrary: fc.constantFrom("?", "?a[b]=1&a[]=2", "?status[]=&id=%00", "?%", "?title[a]=1") },
);

describe.each(recordedTables())("%s", (type, { bases }) => {
  it("answers whatever is sent, and the account can still be read", async () => {
    const emulator = await withEmulator();
    const requests = await Promise.all(
      bases.map(async (base) => {
        const attributes = attributesOf(type, base.options);
        const { prefix_id } = await createIntegration(emulator, NAMES.get(type), attributes);
        const [url, { headers }] = [`${emulator.inboundUrl}/${prefix_id}`, base];
        return anyRequest(base).map((request) => ({ url, headers, ...request }));
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(...requests), QUERY, async ({ url, headers, contentType, body }, query) => {
        const answer = await fetch(`${url}${query}`, {
          method: "POST",
          headers: { ...headers, "content-type": contentType },
          body,
        });
        expect([200, 400], await answer.text()).toContain(answer.status);
      }),
      { numRuns: 40 },
    );
    for (const path of ["/alerts", "/logs"]) {
      expect((await callApi(emulator, "GET", `${path}?limit=10`)).status, path).toBe(200);
    }
  });
});
