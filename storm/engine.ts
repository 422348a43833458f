// What the storm asks of an engine, be it Pulumi's own or the model of it.

import type { Program, ResourceClass } from "./declaration.ts";
import type { Operation } from "./story.ts";

/** One run of an engine on a stack. */
export interface RunRequest {
  readonly operation: Operation | "preview with refresh";
  readonly program: Program;
  /** Names of the resources that the run is limited to; null for all. */
  readonly targets: readonly string[] | null;
}

/** What came of a run. */
export interface RunOutcome {
  /** What was begun, in order. */
  readonly steps: readonly Step[];
  readonly errors: readonly RunError[];
  readonly isKilled: boolean;
}

/** A step that changes something. */
export interface Step {
  readonly name: string;
  readonly operation: "create" | "update" | "replace" | "delete";
}

/** Why a run failed. */
export interface RunError {
  /** The resource; undefined for the run as a whole. */
  readonly name: string | undefined;
  readonly message: string;
}

/** An object that the stack's state holds. */
export interface OwnedObject {
  readonly name: string;
  readonly class: ResourceClass;
  readonly id: string;
}

/** Who is killed when a story says so. */
export interface Victims {
  killProvider(): void;
  killEngine(): void;
}

/** An engine with the state of one stack. */
export interface StackEngine {
  /**
   * Runs to the end, or to a kill.
   *
   * @param begun Called once there is somebody to kill.
   */
  run(request: RunRequest, begun: (victims: Victims) => void): Promise<RunOutcome>;
  /** What the state holds now. */
  owned(): Promise<readonly OwnedObject[]>;
  close(): Promise<void>;
}
