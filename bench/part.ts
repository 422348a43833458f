// What the parts of the bench share.

import type { Recorder } from "./results.ts";

/** What the command line says. */
export interface Settings {
  /** How many integrations a stack has. */
  readonly sizes: readonly number[];
  /** How long PagerTree takes for an answer, in milliseconds. */
  readonly latencies: readonly number[];
  /** A clone of the repository in which another version was built, to measure beside this one. */
  readonly beside?: string;
  /** Tells what is being measured. */
  say(what: string): void;
}

/** Measures one thing and records it. */
export type Part = (settings: Settings, recorder: Recorder) => Promise<void>;
