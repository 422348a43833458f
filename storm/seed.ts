// One seed from its story to the verdict, with the provider in a process of its own and the engine in small.

import { type Emulator, startEmulator } from "../emulator/src/index.ts";
import { EngineRun, type Program, StackState } from "./engine-model.ts";
import { type Properties, ProviderProcess } from "./provider-process.ts";
import { drawStory, type Generation, type HandEdit, type Story, type StoryOptions } from "./story.ts";
import { Weather } from "./weather.ts";

/** How a seed is run. */
export interface SeedOptions extends StoryOptions {
  /** The provider's text, as it stands in each resource. @default the one of the package */
  readonly providerText?: string;
  /** What happens. @default what is drawn for the seed */
  readonly story?: Story;
}

/** What came of a seed. */
export interface SeedResult {
  readonly seed: number;
  /** What does not hold in the end; none if all is well. */
  readonly violations: readonly string[];
  /** What happened, step by step. */
  readonly story: readonly string[];
  /** How often each kind of mishap has happened. */
  readonly struck: ReadonlyMap<string, number>;
  readonly requests: number;
}

const PROVIDER_TEXT = 'exports.handler=()=>require("pulumi-pagertree/provider").Integration';
/**
 * How long ago everything is made, in milliseconds: so the provider does not wait for new objects that were deleted
 * by hand. Where objects appear late it has to wait, and the clocks agree.
 */
const AGE = 3_600_000;

/** Runs one seed. */
export async function runSeed(seed: number, options: SeedOptions = {}): Promise<SeedResult> {
  let age = AGE;
  const emulator = await startEmulator({ clock: () => Date.now() - age });
  try {
    const prepared = new Seed(seed, emulator, options);
    if (emulator.switches.readLagMs > 0) age = 0;
    return await prepared.run();
  } finally {
    await emulator.close();
  }
}

class Seed {
  readonly #seed: number;
  readonly #emulator: Emulator;
  readonly #story: Story;
  readonly #text: string;
  readonly #lostCreates: boolean;
  readonly #weather: Weather;
  readonly #state = new StackState();
  readonly #told: string[] = [];
  /** Objects that others made: nothing may touch them. */
  readonly #foreign = new Set<string>();
  #provider: ProviderProcess | undefined;

  constructor(seed: number, emulator: Emulator, { providerText = PROVIDER_TEXT, ...options }: SeedOptions) {
    this.#seed = seed;
    this.#emulator = emulator;
    this.#story = options.story ?? drawStory(seed, emulator, options);
    this.#text = providerText;
    this.#lostCreates = options.lostCreates ?? true;
    this.#weather = new Weather(emulator);
    Object.assign(emulator.switches, this.#story.switches);
  }

  async run(): Promise<SeedResult> {
    const violations = await this.#live().finally(() => this.#provider?.close());
    const { struck } = this.#weather;
    return {
      seed: this.#seed,
      violations,
      story: [`switches ${JSON.stringify(this.#story.switches)}`, ...this.#told],
      struck,
      requests: this.#emulator.requests.length,
    };
  }

  async #live(): Promise<string[]> {
    for (const generation of this.#story.generations) await this.#runGeneration(generation);
    return this.#settle();
  }

  async #runGeneration({ handEdits, operation, program, targets, mishaps }: Generation): Promise<void> {
    for (const edit of handEdits) this.#editByHand(edit);
    const targetNames = targets?.map(nameOf) ?? null;
    this.#told.push(
      `${operation} of ${JSON.stringify(program)}${targets ? `, targets ${targets}` : ""}`,
      ...mishaps.map(({ method, skip, times, what, afterCommit }) => {
        const when = afterCommit ? "after" : "before";
        return `  to come: ${what} ${when} commit, ${method} number ${skip + 1}, ${times} times`;
      }),
    );
    const run = await this.#runEngine(mishaps, targetNames, async (engine) => {
      if (operation === "up with refresh" || operation === "refresh") await engine.refresh();
      if (operation === "destroy") await engine.destroy();
      if (operation === "up" || operation === "up with refresh") await engine.up(this.#program(program));
    });
    this.#tell(run);
  }

  /** Ends the faults, brings the stack to its last program, and looks whether it is what it should be. */
  async #settle(): Promise<string[]> {
    const program = this.#program(this.#story.generations.at(-1)?.program ?? []);
    this.#told.push("the faults end: up with refresh");
    const up = await this.#runEngine([], null, async (engine) => {
      await engine.refresh();
      await engine.up(program);
    });
    this.#tell(up);
    if (up.hasFailed) return up.errors.map((error) => `a clean up failed: ${error}`);
    const preview = await this.#runEngine([], null, async (engine) => {
      await engine.refresh();
      await engine.up(program, true);
    });
    return [
      ...preview.errors.map((error) => `the preview failed: ${error}`),
      ...preview.steps.map(({ name, operation }) => `the preview is not empty: ${operation} ${name}`),
      ...this.#compareObjects(program),
    ];
  }

  #compareObjects(program: Program): string[] {
    const { resources } = this.#state;
    const owned = resources.map(({ id }) => id);
    const present = this.#emulator.store.all("integrations").map(({ id }) => id);
    const names = resources.map(({ name }) => name).sort();
    const declared = [...program.keys()].sort();
    return [
      ...(names.join() === declared.join()
        ? []
        : [`the state holds ${names}, the program declares ${declared}`]),
      ...owned.filter((id) => !present.includes(id)).map((id) => `${id} of the state is not there`),
      ...present
        .filter((id) => !owned.includes(id) && !this.#foreign.has(id))
        .map((id) => `${id} is a twin or an orphan: the state does not know it`),
      ...[...this.#foreign].filter((id) => !present.includes(id)).map((id) => `${id} of others was deleted`),
      ...owned.filter((id) => this.#foreign.has(id)).map((id) => `${id} of others was taken`),
    ];
  }

  async #runEngine(
    mishaps: Generation["mishaps"],
    targets: readonly string[] | null,
    act: (engine: EngineRun) => Promise<void>,
  ): Promise<EngineRun> {
    const provider = await this.#liveProvider();
    const engine = new EngineRun(this.#state, provider, targets);
    this.#weather.forecast(mishaps, {
      mayKill: () => this.#lostCreates || !engine.isCreating,
      killProvider: () => provider.kill(),
      killEngine: () => engine.kill(),
    });
    await act(engine);
    this.#weather.forecast([]);
    return engine;
  }

  /** Starting a process takes most of the time, so one serves all runs until it is killed. */
  async #liveProvider(): Promise<ProviderProcess> {
    const { apiKey, url } = this.#emulator;
    if (!this.#provider?.isAlive) {
      await this.#provider?.close();
      const config = { "pagertree:apiKey": apiKey, "pagertree:baseUrl": url };
      this.#provider = await ProviderProcess.start(config);
    }
    return this.#provider;
  }

  #editByHand({ slot, what }: HandEdit): void {
    const held = this.#state.current(nameOf(slot));
    const { store } = this.#emulator;
    const found = held && store.find("integrations", held.id);
    if (!found) return;
    this.#told.push(`somebody: ${what} ${nameOf(slot)}`);
    if (what === "delete") store.remove("integrations", found.id);
    if (what === "rename") store.update("integrations", found.id, { name: `${found.name} (renamed)` });
    if (what === "disable") store.update("integrations", found.id, { enabled: !found.enabled });
    if (what === "duplicate") this.#foreign.add(store.duplicate("integrations", found.id).id);
  }

  #program(chosen: Generation["program"]): Program {
    const declared = chosen.flatMap((choice, slot): [string, Properties][] => {
      const properties = choice === null ? undefined : this.#story.slots[slot]?.[choice];
      return properties ? [[nameOf(slot), { ...properties, __provider: this.#text }]] : [];
    });
    return new Map(declared);
  }

  #tell({ steps, errors }: EngineRun): void {
    for (const { name, operation } of steps) this.#told.push(`  ${operation} ${name}`);
    for (const error of errors) this.#told.push(`  failed: ${error}`);
  }
}

function nameOf(slot: number): string {
  return `resource-${slot}`;
}
