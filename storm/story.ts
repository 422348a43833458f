// What happens in one seed: programs, faults, edits by hand and kills, drawn as data, so that it can be drawn again.

import { pick } from "es-toolkit";
import fc from "fast-check";
import type { Emulator, Fault, Switches } from "../emulator/src/index.ts";
import { typedArguments } from "../test/helpers/integration-arguments.ts";
import type { Properties } from "./provider-process.ts";

/** Something that goes wrong at one request of a run. */
export interface Mishap {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** So many requests of the method pass before. */
  readonly skip: number;
  /** So many requests are struck. */
  readonly times: number;
  readonly what: MishapKind;
  /** Whether the request takes effect all the same. */
  readonly afterCommit: boolean;
}

export type MishapKind =
  | "500"
  | "502"
  | "503"
  | "504"
  | "html"
  | "429"
  | "reset"
  | "hang"
  | "cut"
  | "kill provider"
  | "kill engine";

/** Something that somebody does in PagerTree's web page between two runs, with the object of a resource. */
export interface HandEdit {
  /** The resource, by its place in the program. */
  readonly slot: number;
  readonly what: "delete" | "rename" | "disable" | "duplicate";
}

/** One run of the engine. */
export interface Generation {
  readonly operation: "up" | "up with refresh" | "refresh" | "destroy";
  /** For each slot which of its two declarations stands in the program, or null for none. */
  readonly program: readonly (0 | 1 | null)[];
  /** The slots that the run is limited to; null for all. */
  readonly targets: readonly number[] | null;
  readonly handEdits: readonly HandEdit[];
  readonly mishaps: readonly Mishap[];
}

/** All of one seed. */
export interface Story {
  /** Two declarations of each resource. */
  readonly slots: readonly (readonly [Properties, Properties])[];
  readonly generations: readonly Generation[];
  readonly switches: Partial<Switches>;
}

/** What is left out of a story. */
export interface StoryOptions {
  /** Creates that take effect although their answer is lost. @default true */
  readonly lostCreates?: boolean;
}

/** The story of a seed, always the same one. */
export function drawStory(
  seed: number,
  emulator: Emulator,
  { lostCreates = true }: StoryOptions = {},
): Story {
  const [story] = fc.sample(stories(emulator, lostCreates), { seed, numRuns: 1 });
  if (story === undefined) throw new Error(`There is no story of seed ${seed}.`);
  return story;
}

const NAMES = ["Checkout", "checkout", "Web", "Web ", "Über-Dienst 🚨"];

function stories(emulator: Emulator, lostCreates: boolean): fc.Arbitrary<Story> {
  // Names that are partly equal: an object must never be told from another by its name alone.
  const declarations = fc
    .tuple(typedArguments(emulator), fc.option(fc.constantFrom(...NAMES), { freq: 4 }))
    .map(([drawn, name]): Properties => (name === null ? drawn : { ...drawn, name }));
  const slots = fc.array(
    fc.tuple(declarations, declarations, fc.boolean()).map(([one, other, isAnotherType]) => {
      // Mostly the type stays, so that the change is an update.
      const kept = pick(one, ["type", "options"]);
      return [one, isAnotherType ? other : { ...other, ...kept }] as const;
    }),
    { minLength: 1, maxLength: 5 },
  );
  const switches = fc.record(
    {
      secretsOnRead: fc.constantFrom("full" as const, "masked" as const, "omitted" as const),
      deleteAnswers200: fc.boolean(),
      unknownDestinationIs404: fc.boolean(),
      shuffledIds: fc.boolean(),
      readLagMs: fc.constantFrom(0, 0, 0, 300),
    },
    { requiredKeys: [] },
  );
  return slots.chain((drawn) =>
    fc.record({
      slots: fc.constant(drawn),
      switches,
      generations: fc.array(generations(drawn.length, lostCreates), { minLength: 2, maxLength: 5 }),
    }),
  );
}

function generations(slots: number, lostCreates: boolean): fc.Arbitrary<Generation> {
  const slot = fc.nat({ max: slots - 1 });
  const drawn: fc.Arbitrary<Generation> = fc.record({
    operation: fc.constantFrom("up", "up", "up", "up with refresh", "up with refresh", "refresh", "destroy"),
    program: fc.array(fc.constantFrom(0, 0, 0, 1, 1, null), { minLength: slots, maxLength: slots }),
    targets: fc.option(fc.uniqueArray(slot, { minLength: 1 }), { freq: 3 }).map((some) =>
      // One in four runs is limited to a part.
      some !== null && some.length % 2 === 0 ? some : null,
    ),
    handEdits: fc.array(
      fc.record({ slot, what: fc.constantFrom("delete", "rename", "disable", "duplicate") }),
      { maxLength: 2 },
    ),
    mishaps: fc.array(mishaps, { minLength: 1, maxLength: 5 }),
  });
  return lostCreates ? drawn : drawn.map(spareCreates);
}

/** The same run, save that no create takes effect whose own answer is lost. */
function spareCreates(generation: Generation): Generation {
  const mishaps = generation.mishaps.map((mishap): Mishap => {
    if (mishap.method !== "POST") return mishap;
    const isKill = mishap.what.startsWith("kill");
    const what = isKill ? "reset" : mishap.what === "cut" ? "502" : mishap.what;
    return { ...mishap, what, afterCommit: false };
  });
  return { ...generation, mishaps };
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
    return mishap.what === "429" ? { ...mishap, afterCommit: false } : mishap;
  });

/** The fault of the emulator's that a mishap is. */
export function toFault({ what, afterCommit }: Mishap): Fault {
  switch (what) {
    case "reset":
      return { kind: "reset", afterCommit };
    case "cut":
      return { kind: "cut" };
    case "hang":
    case "kill provider":
    case "kill engine":
      // The answer is kept back while the one who asked is killed.
      return { kind: "hang", afterCommit };
    case "429":
      return {
        kind: "answer",
        status: 429,
        headers: { "retry-after": "1" },
        body: { errors: ["Slow down"] },
      };
    case "html":
      return { kind: "answer", status: 502, body: "<html>Bad Gateway</html>", afterCommit };
    default:
      return { kind: "answer", status: Number(what), body: { errors: ["No luck"] }, afterCommit };
  }
}
