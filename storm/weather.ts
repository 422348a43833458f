// Makes the mishaps of a run happen: it stands in the place of the emulator's scripted faults, and counts.

import type { Emulator } from "../emulator/src/index.ts";
import type { Victims } from "./engine.ts";
import { type Mishap, type MishapKind, toFault } from "./story.ts";

/** The mishaps that wait for their requests. */
export class Weather {
  /** How often each kind of mishap has happened. */
  readonly struck = new Map<MishapKind, number>();
  #waiting: Mishap[] = [];
  #victims: Victims | undefined;

  constructor(emulator: Emulator) {
    emulator.faults.take = (method) => {
      const mishap = this.#take(method);
      if (mishap === undefined) return undefined;
      this.struck.set(mishap.what, (this.struck.get(mishap.what) ?? 0) + 1);
      if (mishap.what === "kill provider") this.#victims?.killProvider();
      if (mishap.what === "kill engine") this.#victims?.killEngine();
      return toFault(mishap);
    };
  }

  /** What can happen in the run to come. */
  forecast(mishaps: readonly Mishap[], victims: Victims): void {
    this.#waiting = [...mishaps];
    this.#victims = victims;
  }

  /** Nothing happens any more: what is left of the last run cannot. */
  clear(): void {
    this.#waiting = [];
    this.#victims = undefined;
  }

  #take(method: string): Mishap | undefined {
    for (const [index, mishap] of this.#waiting.entries()) {
      if (mishap.method !== method) continue;
      if (mishap.skip > 0) {
        this.#waiting[index] = { ...mishap, skip: mishap.skip - 1 };
        continue;
      }
      if (mishap.times > 1) this.#waiting[index] = { ...mishap, times: mishap.times - 1 };
      else this.#waiting.splice(index, 1);
      return mishap;
    }
    return undefined;
  }
}
