// What is true of every integration that PagerTree takes, on its way there and back, whatever PagerTree's public
// sources leave open: each switch of the emulator is one plausible answer.

import fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Switches } from "../../../emulator/src/switches.ts";
import { typeNames } from "../../../provider/src/catalog/catalog.ts";
import { rawArguments, typedArguments } from "../../helpers/integration-arguments.ts";
import {
  type IntegrationProvider,
  type Properties,
  withIntegrationProvider,
} from "../../helpers/resource-providers.ts";

const answers: [string, Partial<Switches>][] = [
  ["as it is by default", {}],
  ["with secrets masked", { secretsOnRead: "masked" }],
  ["with secrets left out", { secretsOnRead: "omitted" }],
  ["with ids in another order each time", { shuffledIds: true }],
  ["with unknown destinations as 422", { unknownIdIs422: true }],
  ["with DELETE answering 200", { deleteAnswers200: true }],
];

describe.each(answers)("PagerTree %s", (_name, switches) => {
  it("holds every typed integration as check made it: nothing to do after an up, nor after a refresh", async () => {
    const provider = await withIntegrationProvider({ switches });
    await fc.assert(
      fc.asyncProperty(typedArguments(provider.emulator), (declared) => livesUnchanged(provider, declared)),
      { numRuns: 70 },
    );
  });

  it("holds every raw integration as check made it", async () => {
    const provider = await withIntegrationProvider({ switches });
    await fc.assert(
      fc.asyncProperty(rawArguments(provider.emulator), (declared) => livesUnchanged(provider, declared)),
      { numRuns: 40 },
    );
  });
});

describe("PagerTree", () => {
  it.each(typeNames)("holds integrations of the type %s as check made them", async (type) => {
    const provider = await withIntegrationProvider();
    await fc.assert(
      fc.asyncProperty(typedArguments(provider.emulator, [type]), (declared) =>
        livesUnchanged(provider, declared),
      ),
      { numRuns: 2 },
    );
  });
});

describe("PagerTree with two types of one name", () => {
  it("holds every integration of the other types as check made it", async () => {
    const provider = await withIntegrationProvider({ switches: { duplicateTypeName: true } });
    const types = typeNames.filter((type) => !type.startsWith("microsoft-teams"));
    await fc.assert(
      fc.asyncProperty(typedArguments(provider.emulator, types), (declared) =>
        livesUnchanged(provider, declared),
      ),
      { numRuns: 40 },
    );
  });
});

describe("PagerTree that shows an integration only a while after it was made", () => {
  it("never has it taken for gone", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const wait = async (milliseconds: number) => void vi.setSystemTime(Date.now() + milliseconds);
    const provider = await withIntegrationProvider({ switches: { readLagMs: 3_000 } }, wait);
    // The account's teams, routers and users have been there for long.
    await wait(60_000);
    await fc.assert(
      fc.asyncProperty(typedArguments(provider.emulator), (declared) => livesUnchanged(provider, declared)),
      { numRuns: 20 },
    );
  });
});

/** From `up` over `refresh` to `destroy` with the same program: only the first and the last of them change a thing. */
async function livesUnchanged(provider: IntegrationProvider, declared: Properties): Promise<void> {
  const made = await provider.up(declared);
  expect(await provider.diff(made.outputs, await provider.checked(declared, made.inputs))).toEqual({
    changes: false,
    replaces: [],
  });
  const refreshed = await provider.read(made.id, made.outputs);
  expect(refreshed?.inputs).toEqual(made.inputs);
  expect(refreshed?.outputs).toEqual(made.outputs);
  expect(await provider.diff(refreshed?.outputs ?? {}, made.inputs)).toEqual({
    changes: false,
    replaces: [],
  });
  await provider.delete(made);
  expect(await provider.read(made.id)).toBeUndefined();
}
