// What somebody changes in PagerTree's web page is what a refresh shows, and nothing else; the next `up` puts back
// that one thing.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../emulator/src/index.ts";
import type { OptionValue } from "../../../emulator/src/models.ts";
import { optionsOf, typeNames } from "../../../provider/src/catalog/catalog.ts";
import type { IntegrationTypeName } from "../../../provider/src/catalog/option-types.ts";
import { differingPaths } from "../../helpers/engine-events.ts";
import {
  destinationIds,
  emulatedType,
  nonBlankTexts,
  optionValues,
  rawArguments,
  typedArguments,
} from "../../helpers/integration-arguments.ts";
import {
  type Held,
  type IntegrationProvider,
  withIntegrationProvider,
} from "../../helpers/resource-providers.ts";

/** A change as the web page makes it: the property that a program calls it by, and PagerTree's attribute. */
interface Edit {
  property: string;
  attribute: string;
  value: unknown;
}

describe("read", () => {
  it("shows of a typed integration exactly the property that was edited, and update sends that one alone", async () => {
    const provider = await withIntegrationProvider();
    const { emulator } = provider;
    await fc.assert(
      fc.asyncProperty(typedArguments(emulator), fc.gen(), async (declared, draw) => {
        const made = await provider.up(declared);
        const change = draw(edits, emulator, declared.type, true);
        fc.pre(apply(emulator, made, change));
        const refreshed = await readBack(provider, made);
        expect(topmost(differingPaths(made.inputs, refreshed.inputs))).toEqual([change.property]);
        expect(
          topmost(differingPaths(made.outputs, refreshed.outputs)).filter((name) => name !== "updatedAt"),
        ).toEqual([change.property]);

        const again = await provider.checked(declared, refreshed.inputs);
        expect(await provider.diff(refreshed.outputs, again)).toEqual({ changes: true, replaces: [] });
        const updated = await provider.update(refreshed, again);
        expect(Object.keys(Object(emulator.requests.at(-1)?.body))).toEqual([change.attribute]);
        expect(await provider.diff(updated.outputs, again)).toEqual({ changes: false, replaces: [] });
        expect((await readBack(provider, updated)).inputs).toEqual(made.inputs);
      }),
      { numRuns: 100 },
    );
  });

  it("shows of a raw integration only edits of what the program names", async () => {
    const provider = await withIntegrationProvider();
    const { emulator } = provider;
    await fc.assert(
      fc.asyncProperty(rawArguments(emulator), fc.gen(), async (declared, draw) => {
        const made = await provider.up(declared);
        const type = typeOf(made);
        const change = draw(edits, emulator, type, false);
        fc.pre(apply(emulator, made, change));
        const refreshed = await readBack(provider, made);
        const [argument, option = ""] = change.property.split(".");
        const isNamed = argument !== "options" || option in declared.options;
        expect(topmost(differingPaths(made.inputs, refreshed.inputs))).toEqual(
          isNamed ? [change.property] : [],
        );
      }),
      { numRuns: 60 },
    );
  });
});

async function readBack(provider: IntegrationProvider, { id, outputs }: Held): Promise<Held> {
  const found = await provider.read(id, outputs);
  if (found === undefined) throw new Error("The integration is gone.");
  return found;
}

/** Any edit; options are named as in a typed or as in a raw program. */
function edits(emulator: Emulator, type: IntegrationTypeName, isTyped: boolean): fc.Arbitrary<Edit> {
  const edit = (property: string, attribute: string) => (value: unknown) => ({ property, attribute, value });
  const ids = destinationIds(emulator);
  const some = (objects: readonly { id: string }[]) => fc.subarray(objects.map(({ id }) => id));
  const option = fc.constantFrom(...optionsOf(type)).chain((entry) =>
    optionValues(entry)
      // Whether PagerTree holds no text or an empty one makes no difference.
      .filter((value) => value !== "")
      .map(edit(`options.${isTyped ? entry.name : entry.key}`, `option_${entry.key}`)),
  );
  return fc.oneof(
    { weight: 6, arbitrary: option },
    nonBlankTexts.map(edit("name", "name")),
    fc.constantFrom("silent", "low", "medium", "high", "critical").map(edit("urgency", "urgency")),
    fc.boolean().map(edit("enabled", "enabled")),
    some(ids.teamIds).map(edit("teamIds", "team_ids")),
    some(ids.routerIds).map(edit("routerIds", "router_ids")),
    some(ids.accountUserIds).map(edit("accountUserIds", "account_user_ids")),
  );
}

/** Makes an edit out of band. False if PagerTree holds that already. */
function apply({ store }: Emulator, { id }: Held, { attribute, value }: Edit): boolean {
  const before = store.find("integrations", id);
  if (before === undefined) return false;
  const key = attribute.replace(/^option_/, "");
  const held: unknown = attribute === key ? Object(before)[key] : before.options[key];
  if (asSet(held) === asSet(value)) return false;
  const options = { ...before.options, [key]: value as OptionValue };
  store.update("integrations", id, attribute === key ? { [key]: value } : { options });
  return true;
}

function asSet(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
}

/** Arguments and options among paths, each once. */
function topmost(paths: string[]): string[] {
  return [...new Set(paths.map((path) => /^(options\.)?\w+/.exec(path)?.[0] ?? path))];
}

function typeOf({ outputs }: Held): IntegrationTypeName {
  const { id } = Object(outputs["integrationType"]);
  const found = typeNames.find((type) => emulatedType(type).id === id);
  if (found === undefined) throw new Error(`There is no type ${id}.`);
  return found;
}
