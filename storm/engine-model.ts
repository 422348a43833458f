// Pulumi's engine in small: which steps it takes, in which order, and what it keeps in its state after each. As in
// pulumi/pulumi, pkg/resource/deploy: step_generator.go decides, step.go acts, and the state is saved at each step.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { isEqual } from "es-toolkit";
import {
  argumentsWith,
  type Declaration,
  type Program,
  type Properties,
  type Receiver,
} from "./declaration.ts";
import type { OwnedObject, RunError, RunOutcome, RunRequest, StackEngine, Step, Victims } from "./engine.ts";
import { PartialFailure, type ProviderHost, type ProviderProcess } from "./provider-process.ts";

/** A resource in the state. */
interface HeldResource extends OwnedObject {
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Names of the resources that it points at. */
  readonly dependencies: readonly string[];
  /** It was made, or changed, with an error: the next `up` updates it even if nothing else differs. */
  readonly hasFailed: boolean;
  /** A replacement is there, and this one is to be deleted. */
  readonly isToBeDeleted: boolean;
}

/** The model of an engine, with a state that outlives its runs. */
export class EngineModel implements StackEngine {
  readonly #state = new StackState();
  readonly #host: ProviderHost;
  readonly #config: Record<string, string>;

  constructor(host: ProviderHost, config: Record<string, string>) {
    this.#host = host;
    this.#config = config;
  }

  async run(
    { operation, program, targets }: RunRequest,
    begun: (victims: Victims) => void,
  ): Promise<RunOutcome> {
    const provider = await this.#host.begin(this.#config);
    const isPreview = operation === "preview with refresh";
    // What a preview reads is not kept.
    const state = isPreview ? this.#state.copy() : this.#state;
    const run = new ModelRun(state, provider, targets, isPreview);
    begun({ killProvider: () => provider.kill(), killEngine: () => run.kill() });
    if (operation !== "up" && operation !== "destroy") await run.refresh();
    if (operation === "destroy") await run.destroy();
    else if (operation !== "refresh") await run.up(program);
    return run.outcome;
  }

  async owned(): Promise<readonly OwnedObject[]> {
    return this.#state.resources;
  }

  async close(): Promise<void> {}
}

class StackState {
  #resources: readonly HeldResource[] = [];

  get resources(): readonly HeldResource[] {
    return this.#resources;
  }

  copy(): StackState {
    const copy = new StackState();
    copy.#resources = this.#resources;
    return copy;
  }

  current(name: string): HeldResource | undefined {
    return this.#resources.find((held) => held.name === name && !held.isToBeDeleted);
  }

  put(held: HeldResource, inPlaceOf?: HeldResource): void {
    this.#resources = [...this.#resources.filter((other) => other !== inPlaceOf), held];
  }

  remove(held: HeldResource): void {
    this.#resources = this.#resources.filter((other) => other !== held);
  }
}

/** One run. A run that is killed writes nothing any more. */
class ModelRun {
  readonly #state: StackState;
  readonly #provider: ProviderProcess;
  readonly #targets: readonly string[] | null;
  readonly #isPreview: boolean;
  readonly #steps: Step[] = [];
  readonly #errors: RunError[] = [];
  #isKilled = false;

  constructor(
    state: StackState,
    provider: ProviderProcess,
    targets: readonly string[] | null,
    isPreview: boolean,
  ) {
    this.#state = state;
    this.#provider = provider;
    this.#targets = targets;
    this.#isPreview = isPreview;
  }

  /** Ends the engine as `kill -9` does: what its steps come to is not saved. */
  kill(): void {
    this.#isKilled = true;
    this.#provider.kill();
  }

  get outcome(): RunOutcome {
    return { steps: this.#steps, errors: this.#errors, isKilled: this.#isKilled };
  }

  /** Reads every object, and keeps what it finds. */
  async refresh(): Promise<void> {
    const targets = this.#state.resources.filter(({ name }) => this.#isTarget(name));
    await Promise.all(targets.map((held) => this.#noting(held.name, () => this.#refreshOne(held))));
  }

  /** Brings the objects to what the program declares. */
  async up(program: Program): Promise<void> {
    if (this.#hasFailed) return;
    const brought = new Map<string, Promise<HeldIds | undefined>>();
    for (const [name, declared] of program) {
      const bring = async () => {
        const receivers = await Promise.all(declared.receivers.map((receiver) => brought.get(receiver)));
        const known = receivers.filter((receiver) => receiver !== undefined);
        // Without what it points at, a resource is never registered.
        if (known.length < receivers.length) return undefined;
        return this.#noting(name, () => this.#bring(name, declared, known));
      };
      brought.set(name, bring());
    }
    await Promise.all(brought.values());
    await this.#deleteAll(({ name, isToBeDeleted }) => isToBeDeleted || !program.has(name));
  }

  /** Deletes every object. */
  destroy(): Promise<void> {
    return this.#deleteAll(() => true);
  }

  async #refreshOne(held: HeldResource): Promise<void> {
    const found = await this.#provider.read(held.class, held.id, held.outputs, held.inputs);
    if (found === undefined) {
      this.#save(() => this.#state.remove(held));
      return;
    }
    // Only to show what differs.
    await this.#provider.diff(held.class, held.id, found.outputs, held.inputs);
    this.#save(() => this.#state.put({ ...held, ...found, hasFailed: false }, held));
  }

  async #bring(
    name: string,
    declared: Declaration,
    receivers: readonly HeldIds[],
  ): Promise<HeldIds | undefined> {
    const held = this.#state.current(name);
    if (!this.#isTarget(name)) return held && idsOf(held);
    const given = argumentsWith(declared, receivers);
    const inputs = await this.#provider.check(declared.class, held?.inputs ?? {}, given);
    const made = { name, class: declared.class, inputs, dependencies: declared.receivers };
    if (held === undefined) return this.#create(made, "create");
    const diff = await this.#provider.diff(held.class, held.id, held.outputs, inputs);
    const isChanged = diff.changes ?? !isEqual(held.inputs, inputs);
    if (isChanged && diff.replaces.length > 0) {
      // The replacement is a new resource to `check`: nothing is carried over from the old one.
      const fresh = await this.#provider.check(declared.class, {}, given);
      if (diff.deleteBeforeReplace) await this.#delete(held);
      return this.#create({ ...made, inputs: fresh }, "replace", held);
    }
    if (isChanged || held.hasFailed) return this.#update({ ...held, ...made }, held);
    this.#save(() => this.#state.put({ ...held, ...made }, held));
    return idsOf(held);
  }

  async #create(
    made: Pick<HeldResource, "name" | "class" | "inputs" | "dependencies">,
    operation: "create" | "replace",
    replaced?: HeldResource,
  ): Promise<HeldIds | undefined> {
    if (!this.#begin(made.name, operation)) return this.#isPreview ? unknownIds(made.class) : undefined;
    const put = (id: string, outputs: Properties, hasFailed: boolean) =>
      this.#save(() => {
        if (replaced && this.#state.resources.includes(replaced)) {
          this.#state.put({ ...replaced, isToBeDeleted: true }, replaced);
        }
        this.#state.put({ ...made, id, outputs, hasFailed, isToBeDeleted: false });
      });
    try {
      const { id, outputs } = await this.#provider.create(made.class, made.inputs);
      put(id, outputs, false);
      return idsOf({ class: made.class, id, outputs });
    } catch (error) {
      if (error instanceof PartialFailure) put(error.id, error.properties, true);
      throw error;
    }
  }

  async #update(next: HeldResource, held: HeldResource): Promise<HeldIds | undefined> {
    if (!this.#begin(held.name, "update")) return idsOf(held);
    const put = (outputs: Properties, hasFailed: boolean) =>
      this.#save(() => this.#state.put({ ...next, outputs, hasFailed }, held));
    try {
      put(await this.#provider.update(held.class, held.id, held.outputs, next.inputs), false);
    } catch (error) {
      if (error instanceof PartialFailure) put(error.properties, true);
      throw error;
    }
    return idsOf(held);
  }

  /** Deletes resources, each after all that point at it; what something else points at stays. */
  async #deleteAll(isUnwanted: (held: HeldResource) => boolean): Promise<void> {
    const isFree = ({ name }: HeldResource) =>
      this.#state.resources.every(({ dependencies }) => !dependencies.includes(name));
    let waiting = this.#state.resources.filter((held) => isUnwanted(held) && this.#isTarget(held.name));
    while (waiting.length > 0 && !this.#hasFailed) {
      const free = waiting.filter(isFree);
      if (free.length === 0) return;
      await Promise.all(free.map((held) => this.#noting(held.name, () => this.#delete(held))));
      waiting = waiting.filter((held) => !free.includes(held));
    }
  }

  async #delete(held: HeldResource): Promise<void> {
    if (!this.#begin(held.name, "delete")) return;
    await this.#provider.delete(held.class, held.id, held.outputs);
    this.#save(() => this.#state.remove(held));
  }

  get #hasFailed(): boolean {
    return this.#isKilled || this.#errors.length > 0;
  }

  #isTarget(name: string): boolean {
    return this.#targets === null || this.#targets.includes(name);
  }

  /** Whether the step is to be taken: not in a preview, and not once another has failed. */
  #begin(name: string, operation: Step["operation"]): boolean {
    if (this.#hasFailed) return false;
    this.#steps.push({ name, operation });
    return !this.#isPreview;
  }

  #save(write: () => void): void {
    if (!this.#isKilled) write();
  }

  /** Does something for a resource; what fails is noted. */
  async #noting<Result>(name: string, act: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await act();
    } catch (error) {
      this.#errors.push({ name, message: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }
}

type HeldIds = Receiver<string>;

function idsOf({ class: of, id, outputs }: Pick<HeldResource, "class" | "id" | "outputs">): HeldIds {
  return { class: of, id, prefixId: String(outputs["prefixId"] ?? unknownValue) };
}

function unknownIds(of: HeldIds["class"]): HeldIds {
  return { class: of, id: unknownValue, prefixId: unknownValue };
}
