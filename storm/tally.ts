// The figures of a storm.

import { partition } from "es-toolkit";
import { formatDuration } from "../setup/progress.mjs";
import type { SeedResult } from "./seed.ts";

/** Adds up what came of the seeds. */
export class Tally {
  /** The seeds in which something did not hold. */
  readonly failed: number[] = [];
  readonly #startedAt = Date.now();
  readonly #struck = new Map<string, number>();
  #seeds = 0;
  #wholeSeeds = 0;
  #runs = 0;
  #stops = 0;
  #requests = 0;
  #killsOnWholeEngine = 0;

  add({ seed, isWhole, violations, struck, runs, stops, requests }: SeedResult): void {
    this.#seeds += 1;
    this.#wholeSeeds += isWhole ? 1 : 0;
    this.#runs += runs;
    this.#stops += stops;
    this.#requests += requests;
    if (violations.length > 0) this.failed.push(seed);
    for (const [kind, times] of struck) {
      this.#struck.set(kind, (this.#struck.get(kind) ?? 0) + times);
      this.#killsOnWholeEngine += isWhole && isKill(kind) ? times : 0;
    }
  }

  /** One line to show that it still runs. */
  heartbeat(seeds: number): string {
    return `${this.#seeds} of ${seeds} seeds, ${this.failed.length} failed, ${this.#duration()}`;
  }

  summary(): string {
    const kinds = [...this.#struck].sort(([one], [other]) => one.localeCompare(other));
    const [kills, faults] = partition(kinds, ([kind]) => isKill(kind));
    return [
      `${this.#seeds} seeds in ${this.#duration()}, ${this.#wholeSeeds} of them on Pulumi's own engine`,
      `${this.#runs} runs, ${this.#requests} requests, ${this.#stops} stops with advice`,
      `faults: ${list(faults)}`,
      `kills: ${list(kills)}, ${this.#killsOnWholeEngine} of them on Pulumi's own engine`,
      this.failed.length === 0
        ? "violations: none"
        : `violations in ${this.failed.length} seeds: ${this.failed.join(", ")}`,
    ].join("\n");
  }

  #duration(): string {
    return formatDuration(Date.now() - this.#startedAt);
  }
}

function isKill(kind: string): boolean {
  return kind.startsWith("kill");
}

function list(kinds: readonly (readonly [string, number])[]): string {
  const total = kinds.reduce((sum, [, times]) => sum + times, 0);
  return `${total} (${kinds.map(([kind, times]) => `${kind} ${times}`).join(", ") || "none"})`;
}
