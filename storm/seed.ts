// One seed from its story to the verdict, on Pulumi's engine or on the model of it.

import { type Emulator, startEmulator } from "../emulator/src/index.ts";
import { Account } from "./account.ts";
import { type Advice, adviceIn, type KnownObjects } from "./advice.ts";
import type { Declaration, Program } from "./declaration.ts";
import { drawStory } from "./draw-story.ts";
import type { RunError, RunOutcome, RunRequest, StackEngine } from "./engine.ts";
import { EngineModel } from "./engine-model.ts";
import { SECOND_ON_MODEL, SECOND_ON_WHOLE_ENGINE } from "./preload-settings.ts";
import { ProviderHost } from "./provider-process.ts";
import type { Generation, Mishap, Slot, Story } from "./story.ts";
import { Weather } from "./weather.ts";
import { WholeEngine } from "./whole-engine.ts";

/** How a seed is run. */
export interface SeedOptions {
  /** What the provider runs in; whoever gives it closes it. @default one for this seed, through the dynamic door */
  readonly host?: ProviderHost;
  /** What happens. @default what is drawn for the seed */
  readonly story?: Story;
  /** Whether Pulumi's own engine runs it. @default for every twentieth seed */
  readonly isWhole?: boolean;
}

/** What came of a seed. */
export interface SeedResult {
  readonly seed: number;
  readonly isWhole: boolean;
  /** What does not hold in the end; none if all is well. */
  readonly violations: readonly string[];
  /** What happened, step by step. */
  readonly story: readonly string[];
  /** How often each kind of mishap has happened. */
  readonly struck: ReadonlyMap<string, number>;
  readonly runs: number;
  /** Runs that stopped before a create and said what to do about an object that is there already. */
  readonly stops: number;
  readonly requests: number;
}

/** Of so many seeds one runs on Pulumi's own engine. */
const WHOLE_SEEDS = 20;
/** Its runs take seconds. */
const MOST_GENERATIONS_OF_WHOLE = 3;
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** Runs one seed. */
export async function runSeed(seed: number, options: SeedOptions = {}): Promise<SeedResult> {
  // What the account has already is older than all that follows.
  const clock = { ahead: -YEAR };
  const emulator = await startEmulator({
    clock: () => Date.now() + clock.ahead,
    // A preview after the storm is to be empty, and shows a map that was dropped.
    switches: { teamMetaStored: true },
  });
  const isWhole = options.isWhole ?? seed % WHOLE_SEEDS === 0;
  const size = isWhole ? { mostGenerations: MOST_GENERATIONS_OF_WHOLE } : {};
  const story = options.story ?? drawStory(seed, emulator, size);
  clock.ahead = story.clockSkew;
  const readLagMs = story.lag * (isWhole ? SECOND_ON_WHOLE_ENGINE : SECOND_ON_MODEL);
  Object.assign(emulator.switches, story.switches, { readLagMs });
  const host = options.host ?? new ProviderHost();
  const engine = await startEngine(emulator, host, isWhole);
  try {
    const run = new Seed(story, emulator, engine, () => {
      clock.ahead += HOUR;
    });
    const violations = await run.live();
    return { seed, isWhole, violations, ...run.result };
  } finally {
    await engine.close();
    if (host !== options.host) await host.close();
    await emulator.close();
  }
}

function startEngine(
  { apiKey, url }: Emulator,
  host: ProviderHost,
  isWhole: boolean,
): Promise<StackEngine> | StackEngine {
  if (isWhole) {
    return WholeEngine.create(host.door, { PAGERTREE_API_KEY: apiKey, PAGERTREE_BASE_URL: url });
  }
  return new EngineModel(host, { "pagertree:apiKey": apiKey, "pagertree:baseUrl": url });
}

class Seed {
  readonly #story: Story;
  readonly #emulator: Emulator;
  readonly #engine: StackEngine;
  readonly #account: Account;
  readonly #weather: Weather;
  readonly #letAnHourPass: () => void;
  readonly #told: string[] = [];
  /** What the user has been told to do about a resource, and does in the next run. */
  readonly #advice = new Map<string, Advice>();
  /** What stood in the program of the last run. */
  #chosen: Generation["program"] = [];
  #isSomethingLeftBehind = false;
  #runs = 0;
  #stops = 0;

  constructor(story: Story, emulator: Emulator, engine: StackEngine, letAnHourPass: () => void) {
    this.#story = story;
    this.#emulator = emulator;
    this.#engine = engine;
    this.#account = new Account(emulator);
    this.#weather = new Weather(emulator);
    this.#letAnHourPass = letAnHourPass;
    const { switches, lag, clockSkew } = story;
    this.#told.push(
      `switches ${JSON.stringify(switches)}; new objects are seen after ${lag} s; PagerTree's clock is ${clockSkew / 1000} s ahead`,
    );
  }

  get result(): Omit<SeedResult, "seed" | "isWhole" | "violations"> {
    return {
      story: this.#told,
      struck: this.#weather.struck,
      runs: this.#runs,
      stops: this.#stops,
      requests: this.#emulator.requests.length,
    };
  }

  /** @returns What does not hold in the end. */
  async live(): Promise<string[]> {
    for (const generation of this.#story.generations) await this.#runGeneration(generation);
    return this.#settle();
  }

  async #runGeneration({ handEdits, operation, program, targets, mishaps }: Generation): Promise<void> {
    if (this.#isSomethingLeftBehind) {
      // A run broke off amid a create. Whoever sees that, runs the same program again before anything else.
      this.#letAnHourPass();
      const again = operation === "up" ? "up" : "up with refresh";
      await this.#run({ operation: again, program: this.#program(), targets: null }, mishaps);
      return;
    }
    await this.#editByHand(handEdits);
    this.#chosen = program;
    await this.#run({ operation, program: this.#program(), targets: targets?.map(nameOf) ?? null }, mishaps);
  }

  /** Ends the faults, brings the stack to its last program, and looks whether it is what it should be. */
  async #settle(): Promise<string[]> {
    this.#letAnHourPass();
    this.#told.push("the faults end");
    const mostRounds = 2 * this.#story.slots.length + 2;
    for (let round = 1; ; round += 1) {
      const up = await this.#run({ operation: "up with refresh", program: this.#program(), targets: null });
      if (up.errors.length === 0) break;
      const stopped = up.errors.every(({ name }) => name !== undefined && this.#advice.has(name));
      if (!stopped) return up.errors.map((error) => `a clean up failed: ${tellError(error)}`);
      if (round === mostRounds) return ["following the advice leads to no end"];
    }
    const preview = await this.#run({
      operation: "preview with refresh",
      program: this.#program(),
      targets: null,
    });
    return [
      ...preview.errors.map((error) => `the preview failed: ${tellError(error)}`),
      ...preview.steps.map(({ name, operation }) => `the preview is not empty: ${operation} ${name}`),
      ...this.#account.violations(this.#program(), await this.#engine.owned()),
    ];
  }

  async #run(request: RunRequest, mishaps: readonly Mishap[] = []): Promise<RunOutcome> {
    this.#runs += 1;
    this.#told.push(...tellRequest(request, mishaps));
    const outcome = await this.#engine.run(request, (victims) => this.#weather.forecast(mishaps, victims));
    this.#weather.clear();
    this.#told.push(...tellOutcome(outcome));
    const owned = await this.#engine.owned();
    const leftBehind = this.#account.leftBehind(owned);
    this.#isSomethingLeftBehind = leftBehind.length > 0;
    for (const { id } of leftBehind) this.#told.push(`  left behind: ${id}`);
    this.#takeAdvice(outcome.errors, {
      leftBehind,
      ofOthers: this.#account.ofOthers(),
      // A run that reads all of the state knows what belongs to it.
      owned: knowsWholeState(request) ? [] : this.#account.ownedOnes(owned),
    });
    return outcome;
  }

  /** What a run says is done in the next one, and not after: by then the state has the object. */
  #takeAdvice(errors: readonly RunError[], objects: KnownObjects): void {
    this.#advice.clear();
    for (const [name, advice] of adviceIn(errors, objects)) {
      this.#stops += 1;
      this.#advice.set(name, advice);
      this.#told.push(`  the user follows: ${name} ${JSON.stringify(advice)}`);
    }
  }

  async #editByHand(edits: Generation["handEdits"]): Promise<void> {
    const owned = edits.length === 0 ? [] : await this.#engine.owned();
    for (const { slot, what } of edits) {
      const object = owned.find(({ name }) => name === nameOf(slot));
      if (object && this.#account.editByHand(object, what)) {
        this.#told.push(`somebody: ${what} ${object.name}`);
      }
    }
    // An equal object of others that PagerTree shows only while the run makes its own could not be told from that one.
    if (edits.some(({ what }) => what === "duplicate")) this.#letAnHourPass();
  }

  /** The chosen declarations, with what the user was told to do. */
  #program(): Program {
    const declared = this.#story.slots.flatMap((slot, index): [string, Declaration][] => {
      const declaration = this.#declared(slot, index);
      return declaration ? [[nameOf(index), declaration]] : [];
    });
    return new Map(declared);
  }

  #declared(slot: Slot, index: number): Declaration | undefined {
    const choice = this.#chosen[index] ?? null;
    if (choice === null) return undefined;
    const chosen = slot.declarations[choice];
    const receivers = chosen.receivers.filter((receiver) => (this.#chosen[receiver] ?? null) !== null);
    return {
      class: slot.class,
      arguments: {
        ...chosen.arguments,
        // What others made may send to it.
        ...(slot.class !== "Integration" && { forceDelete: true }),
        ...this.#advice.get(nameOf(index)),
      },
      receivers: receivers.map(nameOf),
    };
  }
}

function knowsWholeState({ operation, targets }: RunRequest): boolean {
  return operation.includes("refresh") && targets === null;
}

function tellRequest({ operation, program, targets }: RunRequest, mishaps: readonly Mishap[]): string[] {
  const declared = [...program].map(([name, { class: of, receivers }]) => {
    const towards = receivers.length > 0 ? ` -> ${receivers.join(" + ")}` : "";
    return `${of} ${name}${towards}`;
  });
  return [
    `${operation} of [${declared.join(", ")}]${targets ? `, targets ${targets}` : ""}`,
    ...mishaps.map(({ method, skip, times, what, afterCommit }) => {
      const when = afterCommit ? "after" : "before";
      return `  to come: ${what} ${when} commit, ${method} number ${skip + 1}, ${times} times`;
    }),
  ];
}

function tellOutcome({ steps, errors, isKilled }: RunOutcome): string[] {
  return [
    ...steps.map(({ name, operation }) => `  ${operation} ${name}`),
    ...errors.map((error) => `  failed: ${tellError(error)}`),
    ...(isKilled ? ["  killed"] : []),
  ];
}

function tellError({ name, message }: RunError): string {
  return name === undefined ? message : `${name}: ${message}`;
}

function nameOf(slot: number): string {
  return `resource-${slot}`;
}
