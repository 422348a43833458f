// Draws the story of a seed, always the same one.

import { pick } from "es-toolkit";
import fc from "fast-check";
import type { Emulator } from "../emulator/src/index.ts";
import { routerArguments, teamArguments } from "../test/helpers/destination-arguments.ts";
import { typedArguments } from "../test/helpers/integration-arguments.ts";
import type { Properties } from "./declaration.ts";
import type { Generation, Mishap, MishapKind, Slot, SlotDeclaration, Story } from "./story.ts";

/** How long a story is. */
export interface StorySize {
  /** @default 5 */
  readonly mostGenerations?: number;
}

/** The story of a seed on the demo account of an emulator. */
export function drawStory(seed: number, emulator: Emulator, size: StorySize = {}): Story {
  const [story] = fc.sample(stories(emulator, size), { seed, numRuns: 1 });
  if (story === undefined) throw new Error(`There is no story of seed ${seed}.`);
  return story;
}

/** Names that are partly equal: an object must never be told from another by its name alone. */
const NAMES = ["Checkout", "checkout", "Web", "Web ", "Über-Dienst 🚨"];
const MOST_SLOTS = 5;
/** How far clocks differ, in seconds. */
const CLOCK_SKEWS = [0, 0, 5, -5, 60, -60, 3600, -3600, 100_000];

function stories(emulator: Emulator, { mostGenerations = 5 }: StorySize): fc.Arbitrary<Story> {
  const switches = fc.record(
    {
      secretsOnRead: fc.constantFrom("full" as const, "masked" as const, "omitted" as const),
      deleteAnswers200: fc.boolean(),
      unknownIdIs422: fc.boolean(),
      shuffledIds: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  return slotLists(emulator).chain((slots) =>
    fc.record({
      slots: fc.constant(slots),
      switches,
      lag: fc.constantFrom(0, 0, 0, 1, 2, 4),
      clockSkew: fc.constantFrom(...CLOCK_SKEWS.map((seconds) => seconds * 1000)),
      generations: fc.array(generations(slots.length), { minLength: 2, maxLength: mostGenerations }),
    }),
  );
}

function slotLists(emulator: Emulator): fc.Arbitrary<Slot[]> {
  const one = fc.oneof(
    { weight: 3, arbitrary: slots("Integration", typedArguments(emulator), keepingTypeOften) },
    { weight: 1, arbitrary: slots("Team", teamArguments(emulator)) },
    { weight: 1, arbitrary: slots("Router", routerArguments(emulator)) },
  );
  return fc.array(one, { minLength: 1, maxLength: MOST_SLOTS }).map((drawn) =>
    drawn.map((slot, index) => ({
      ...slot,
      declarations: [
        pointingBack(slot, slot.declarations[0], drawn.slice(0, index)),
        pointingBack(slot, slot.declarations[1], drawn.slice(0, index)),
      ],
    })),
  );
}

function slots(
  resourceClass: Slot["class"],
  drawnArguments: fc.Arbitrary<Properties>,
  change: (one: Properties, other: Properties) => fc.Arbitrary<Properties> = (_, other) => fc.constant(other),
): fc.Arbitrary<Slot> {
  const named = fc
    .tuple(drawnArguments, fc.option(fc.constantFrom(...NAMES), { freq: 4 }))
    .map(([drawn, name]): Properties => (name === null ? drawn : { ...drawn, name }));
  const receivers = fc.uniqueArray(fc.nat({ max: MOST_SLOTS - 1 }), { maxLength: 3 });
  return fc
    .tuple(named, named, receivers, receivers)
    .chain(([one, other, receiversOfOne, receiversOfOther]) =>
      change(one, other).map((changed) => ({
        class: resourceClass,
        declarations: [
          { arguments: one, receivers: receiversOfOne },
          { arguments: changed, receivers: receiversOfOther },
        ] as const,
      })),
    );
}

/** Often the type stays, so that the change of an integration is an update. */
function keepingTypeOften(one: Properties, other: Properties): fc.Arbitrary<Properties> {
  return fc
    .boolean()
    .map((isAnotherType) => (isAnotherType ? other : { ...other, ...pick(one, ["type", "options"]) }));
}

/** Of the drawn receivers those that are teams or routers before it; a team sends to nobody. */
function pointingBack(slot: Slot, declaration: SlotDeclaration, before: readonly Slot[]): SlotDeclaration {
  const receivers = declaration.receivers.filter((index) => {
    const found = before[index];
    return slot.class !== "Team" && found !== undefined && found.class !== "Integration";
  });
  return { ...declaration, receivers };
}

function generations(slotCount: number): fc.Arbitrary<Generation> {
  const slot = fc.nat({ max: slotCount - 1 });
  return fc.record({
    operation: fc.constantFrom("up", "up", "up", "up with refresh", "up with refresh", "refresh", "destroy"),
    program: fc.array(fc.constantFrom(0, 0, 0, 1, 1, null), { minLength: slotCount, maxLength: slotCount }),
    targets: fc.option(fc.uniqueArray(slot, { minLength: 1 }), { freq: 3 }).map((some) =>
      // One in four runs is limited to a part.
      some !== null && some.length % 2 === 0 ? some : null,
    ),
    handEdits: fc.array(
      fc.record({ slot, what: fc.constantFrom("delete", "rename", "change", "duplicate") }),
      {
        maxLength: 2,
      },
    ),
    mishaps: fc.array(mishaps, { minLength: 1, maxLength: 5 }),
  });
}

const mishaps: fc.Arbitrary<Mishap> = fc
  .record({
    method: fc.constantFrom("GET", "POST", "POST", "PUT", "PUT", "DELETE"),
    skip: fc.constantFrom(0, 0, 0, 1, 2),
    times: fc.constantFrom(1, 1, 1, 2, 5),
    what: fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom("500", "502", "503", "504", "429", "html", "cut") },
      { weight: 10, arbitrary: fc.constant("reset") },
      { weight: 10, arbitrary: fc.constantFrom("kill provider", "kill engine") },
      { weight: 1, arbitrary: fc.constant("hang") },
    ) as fc.Arbitrary<MishapKind>,
    afterCommit: fc.boolean(),
  })
  .map((mishap) => {
    // A request of which the answer is cut has taken effect; a 429 says that it has not.
    if (mishap.what === "cut") return { ...mishap, afterCommit: true };
    if (mishap.what.startsWith("kill")) return { ...mishap, times: 1 };
    return mishap.what === "429" ? { ...mishap, afterCommit: false } : mishap;
  });
