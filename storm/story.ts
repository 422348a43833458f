// What happens in one seed, as data: programs, faults, edits by hand and kills. draw-story.ts draws it.

import type { Fault, Switches } from "../emulator/src/index.ts";
import type { Properties, ResourceClass } from "./declaration.ts";

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
  readonly what: "delete" | "rename" | "change" | "duplicate";
}

/** What a run of the engine is asked for. */
export type Operation = "up" | "up with refresh" | "refresh" | "destroy";

/** One run of the engine. */
export interface Generation {
  readonly operation: Operation;
  /** For each slot which of its two declarations stands in the program, or null for none. */
  readonly program: readonly (0 | 1 | null)[];
  /** The slots that the run is limited to; null for all. */
  readonly targets: readonly number[] | null;
  readonly handEdits: readonly HandEdit[];
  readonly mishaps: readonly Mishap[];
}

/** A place for a resource in the programs of a story. */
export interface Slot {
  readonly class: ResourceClass;
  /** Two sets of arguments that it is declared with by turns. */
  readonly declarations: readonly [SlotDeclaration, SlotDeclaration];
}

/** What a slot is declared with. */
export interface SlotDeclaration {
  readonly arguments: Properties;
  /** Slots before this one whose teams and routers it points at, as far as the program has them. */
  readonly receivers: readonly number[];
}

/** All of one seed. */
export interface Story {
  readonly slots: readonly Slot[];
  readonly generations: readonly Generation[];
  readonly switches: Partial<Omit<Switches, "readLagMs">>;
  /** How long a new object is not to be seen, in seconds of the provider's. */
  readonly lag: number;
  /** How far PagerTree's clock is ahead of this computer's, in milliseconds. */
  readonly clockSkew: number;
}

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
