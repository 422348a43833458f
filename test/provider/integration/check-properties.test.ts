// What is true of `check` and `diff` for all arguments, valid or not.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { cloneDeep, shuffle } from "es-toolkit";
import { get, set } from "es-toolkit/compat";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CatalogOption, optionsOf } from "../../../provider/src/catalog/catalog.ts";
import { destinationIds, rawArguments, texts, typedArguments } from "../../helpers/integration-arguments.ts";
import { type Properties, withIntegrationProvider } from "../../helpers/resource-providers.ts";

const argumentNames = [
  ...["name", "urgency", "enabled", "teamIds", "routerIds", "accountUserIds", "type", "integrationTypeId"],
  ...["receiver", "events", "options", "additionalOptions"],
];
const noChanges = { changes: false, replaces: [] };

describe("check", () => {
  it("gives for its own result that result", async () => {
    const { emulator, checked } = await withIntegrationProvider();
    const valid = fc.oneof(typedArguments(emulator), rawArguments(emulator));
    await fc.assert(
      fc.asyncProperty(valid, async (declared) => {
        const inputs = await checked(declared);
        expect(await checked(inputs)).toEqual(inputs);
        expect(await checked(inputs, inputs)).toEqual(inputs);
      }),
      { numRuns: 150 },
    );
  });

  it("gives one result for one integration, however its destinations and defaults are written", async () => {
    const { emulator, checked, diff } = await withIntegrationProvider();
    await fc.assert(
      fc.asyncProperty(typedArguments(emulator), fc.gen(), async (declared, draw) => {
        const again = {
          ...declared,
          urgency: declared["urgency"] ?? draw(oneOf, ["high", null]),
          enabled: declared["enabled"] ?? draw(oneOf, [true, null]),
          ...Object.fromEntries(
            Object.entries(destinationIds(emulator)).map(([argument, objects]) => [
              argument,
              draw(rewritten, declared[argument], objects),
            ]),
          ),
          options: Object.fromEntries(
            optionsOf(declared.type).map((option) => [
              option.name,
              draw(respelt, option, declared.options[option.name] ?? null),
            ]),
          ),
        };
        const [one, other] = [await checked(declared), await checked(again)];
        expect(other).toEqual(one);
        expect(await diff(one, other)).toEqual(noChanges);
      }),
      { numRuns: 150 },
    );
  });

  it("passes what is not known yet, wherever it stands, and keeps it there", async () => {
    const { emulator, checked, diff } = await withIntegrationProvider();
    const valid = fc.oneof(typedArguments(emulator), rawArguments(emulator));
    await fc.assert(
      fc.asyncProperty(valid, fc.gen(), async (declared, draw) => {
        const path = draw(oneOf, pathsOf(declared));
        const inputs = await checked(set(cloneDeep(declared), path, unknownValue));
        const [argument = "", second] = path;
        // Ids are sorted, so that one of them may have another place.
        const isId = typeof second === "number";
        if (isId) expect(inputs[argument]).toContain(unknownValue);
        else expect(get(inputs, path)).toBe(unknownValue);
        expect(await checked(inputs)).toEqual(inputs);
        expect(await diff(await checked(declared), inputs)).not.toEqual(noChanges);
      }),
      { numRuns: 150 },
    );
  });

  it("refuses or accepts whatever it is given, and never throws or writes", async () => {
    const { emulator, check } = await withIntegrationProvider();
    await fc.assert(
      fc.asyncProperty(junk, junk, async (declared, previous) => {
        const { inputs, failures = [] } = await check(declared, previous);
        expect(inputs !== undefined || failures.length > 0).toBe(true);
        for (const { reason } of failures) expect(reason).toMatch(/\w/);
      }),
      { numRuns: 250 },
    );
    expect(emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("refuses valid arguments in which one value is of another kind, and names its path", async () => {
    const { emulator, check } = await withIntegrationProvider();
    await fc.assert(
      fc.asyncProperty(typedArguments(emulator), fc.gen(), async (declared, draw) => {
        const path = draw(oneOf, pathsOf(declared));
        const { failures } = await check(set(cloneDeep(declared), path, { not: ["what", "it", "takes"] }));
        const written = path.reduce<string>(
          (start, step) =>
            typeof step === "number" ? `${start}[${step}]` : `${start}.${step}`.replace(/^\./, ""),
          "",
        );
        const properties = failures?.map(({ property }) => property);
        // In place of all options, an object is one with an unknown option.
        expect(properties).toContain(written === "options" ? "options.not" : written);
      }),
      { numRuns: 150 },
    );
  });
});

function oneOf<Value>(values: Value[]): fc.Arbitrary<Value> {
  return fc.constantFrom(...values);
}

/** Arguments with names that are right more often than not, and any value. */
const junk: fc.Arbitrary<Properties> = fc
  .tuple(
    fc.record(
      Object.fromEntries(
        argumentNames.map((name) => [name, fc.oneof(fc.jsonValue(), fc.constant(unknownValue))]),
      ),
      { requiredKeys: [] },
    ),
    fc.record(
      {
        type: fc.constantFrom("datadog", "outgoing-webhook", "Datadog", "toString", "__proto__"),
        options: fc.dictionary(texts, fc.jsonValue()),
        teamIds: fc.array(fc.oneof(fc.jsonValue(), texts)),
      },
      { requiredKeys: [] },
    ),
    fc.dictionary(texts, fc.jsonValue(), { maxKeys: 2 }),
  )
  .map((parts) => JSON.parse(JSON.stringify(Object.assign({}, ...parts))));

/** The paths of all values that may be unknown: `type` alone has to be known. */
function pathsOf({ type: _type, ...declared }: Properties): (string | number)[][] {
  return Object.entries(declared).flatMap(([argument, value]) => {
    if (Array.isArray(value)) return [[argument], ...value.map((_id, index) => [argument, index])];
    return argument === "options"
      ? [[argument], ...Object.keys(Object(value)).map((option) => [argument, option])]
      : [[argument]];
  });
}

/** The same set of objects in another order, by other ids, some of them twice; none also as null. */
function rewritten(
  ids: unknown,
  objects: readonly { id: string; prefix_id: string }[],
): fc.Arbitrary<string[] | null> {
  const list = Array.isArray(ids) ? ids : [];
  if (list.length === 0) return fc.constantFrom([], null);
  const meant = objects.filter(({ id, prefix_id }) =>
    list.some((given) => given === prefix_id || given.toUpperCase() === id),
  );
  const forms = meant.map(({ id, prefix_id }) =>
    fc.subarray([id, id.toLowerCase(), prefix_id], { minLength: 1, maxLength: 3 }),
  );
  return fc.tuple(...forms).map((groups) => shuffle(groups.flat()));
}

/** Every way to write a value of an option: null also for a default, and for no text where that is the same. */
function respelt(option: CatalogOption, value: unknown): fc.Arbitrary<unknown> {
  const isNothing = value === null || (value === "" && option.default === undefined);
  if (isNothing && option.default !== undefined) return fc.constantFrom(null, option.default);
  if (isNothing) return option.type === "string" ? fc.constantFrom(null, "") : fc.constant(null);
  return value === option.default ? fc.constantFrom(value, null) : fc.constant(value);
}
