// Pulumi's engine in small: which steps it takes, in which order, and what it keeps in its state after each. As in
// pulumi/pulumi, pkg/resource/deploy: step_generator.go decides, step.go acts, and the state is saved at each step.

import { isEqual } from "es-toolkit";
import { PartialFailure, type Properties, type ProviderProcess } from "./provider-process.ts";

/** A resource in the state. */
export interface HeldResource {
  readonly name: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** It was made, or changed, with an error: the next `up` updates it even if nothing else differs. */
  readonly hasFailed: boolean;
  /** A replacement is there, and this one is to be deleted. */
  readonly isToBeDeleted: boolean;
}

/** A program: the inputs of each resource by its name, with `__provider` among them. */
export type Program = ReadonlyMap<string, Properties>;

/** A step that changes something. */
export interface Step {
  readonly name: string;
  readonly operation: "create" | "update" | "replace" | "delete";
}

/** The state of a stack. It outlives the engine that writes it. */
export class StackState {
  #resources: readonly HeldResource[] = [];

  get resources(): readonly HeldResource[] {
    return this.#resources;
  }

  current(name: string): HeldResource | undefined {
    return this.#resources.find((held) => held.name === name && !held.isToBeDeleted);
  }

  put(held: HeldResource, inPlaceOf?: HeldResource): void {
    const others = this.#resources.filter((other) => other !== inPlaceOf);
    this.#resources = [...others, held];
  }

  remove(held: HeldResource): void {
    this.#resources = this.#resources.filter((other) => other !== held);
  }
}

/** One run of the engine. A run that is killed writes nothing any more. */
export class EngineRun {
  readonly errors: string[] = [];
  readonly steps: Step[] = [];
  readonly #state: StackState;
  readonly #provider: ProviderProcess;
  readonly #isTarget: (name: string) => boolean;
  #isKilled = false;
  #creates = 0;

  constructor(state: StackState, provider: ProviderProcess, targets: readonly string[] | null = null) {
    this.#state = state;
    this.#provider = provider;
    this.#isTarget = (name) => targets === null || targets.includes(name);
  }

  /** Ends the engine as `kill -9` does: what its steps come to is not saved. */
  kill(): void {
    this.#isKilled = true;
    this.#provider.kill();
  }

  /** Whether a create is under way, and the state does not know yet what comes of it. */
  get isCreating(): boolean {
    return this.#creates > 0;
  }

  get hasFailed(): boolean {
    return this.#isKilled || this.errors.length > 0;
  }

  /** Reads every object, and keeps what it finds. */
  async refresh(): Promise<void> {
    await this.#each(this.#state.resources, async (held) => {
      const found = await this.#provider.read(held.id, held.outputs, held.inputs);
      if (found === undefined) this.#save(() => this.#state.remove(held));
      else this.#save(() => this.#state.put({ ...held, ...found, hasFailed: false }, held));
    });
  }

  /** Brings the objects to what the program declares; with `isPreview` only says how. */
  async up(program: Program, isPreview = false): Promise<void> {
    await this.#each(
      [...program],
      ([name, declared]) => this.#bring(name, declared, isPreview),
      ([name]) => name,
    );
    const unwanted = this.#state.resources.filter(
      ({ name, isToBeDeleted }) => isToBeDeleted || !program.has(name),
    );
    await this.#deleteAll(unwanted, isPreview);
  }

  /** Deletes every object. */
  destroy(): Promise<void> {
    return this.#deleteAll(this.#state.resources, false);
  }

  async #bring(name: string, declared: Properties, isPreview: boolean): Promise<void> {
    const held = this.#state.current(name);
    const inputs = await this.#provider.check(held?.inputs ?? {}, declared);
    if (held === undefined) return this.#create(name, inputs, "create", isPreview);
    const { changes, replaces, deleteBeforeReplace } = await this.#provider.diff(
      held.id,
      held.outputs,
      inputs,
    );
    const isChanged = changes ?? !isEqual(held.inputs, inputs);
    if (!isChanged && !held.hasFailed) return;
    if (isChanged && replaces.length > 0) {
      // The replacement is a new resource to `check`: nothing is carried over from the old one.
      const fresh = await this.#provider.check({}, declared);
      if (deleteBeforeReplace) await this.#delete(held, isPreview);
      return this.#create(name, fresh, "replace", isPreview, held);
    }
    await this.#update(held, inputs, isPreview);
  }

  async #create(
    name: string,
    inputs: Properties,
    operation: "create" | "replace",
    isPreview: boolean,
    replaced?: HeldResource,
  ): Promise<void> {
    if (!this.#begin({ name, operation }, isPreview)) return;
    const made = { name, inputs, isToBeDeleted: false };
    const retire = () => {
      if (replaced && this.#state.resources.includes(replaced)) {
        this.#state.put({ ...replaced, isToBeDeleted: true }, replaced);
      }
    };
    this.#creates += 1;
    try {
      const { id, outputs } = await this.#provider.create(inputs);
      this.#save(() => {
        retire();
        this.#state.put({ ...made, id, outputs, hasFailed: false });
      });
    } catch (error) {
      if (error instanceof PartialFailure) {
        const { id, properties: outputs } = error;
        this.#save(() => {
          retire();
          this.#state.put({ ...made, id, outputs, hasFailed: true });
        });
      }
      throw error;
    } finally {
      this.#creates -= 1;
    }
  }

  async #update(held: HeldResource, inputs: Properties, isPreview: boolean): Promise<void> {
    if (!this.#begin({ name: held.name, operation: "update" }, isPreview)) return;
    try {
      const outputs = await this.#provider.update(held.id, held.outputs, inputs);
      this.#save(() => this.#state.put({ ...held, inputs, outputs, hasFailed: false }, held));
    } catch (error) {
      if (error instanceof PartialFailure) {
        const outputs = error.properties;
        this.#save(() => this.#state.put({ ...held, inputs, outputs, hasFailed: true }, held));
      }
      throw error;
    }
  }

  async #deleteAll(unwanted: readonly HeldResource[], isPreview: boolean): Promise<void> {
    await this.#each(unwanted, (held) => this.#delete(held, isPreview));
  }

  async #delete(held: HeldResource, isPreview: boolean): Promise<void> {
    if (!this.#begin({ name: held.name, operation: "delete" }, isPreview)) return;
    await this.#provider.delete(held.id, held.outputs);
    this.#save(() => this.#state.remove(held));
  }

  /** Whether the step is to be taken: not in a preview, and not once another has failed. */
  #begin(step: Step, isPreview: boolean): boolean {
    if (this.hasFailed) return false;
    this.steps.push(step);
    return !isPreview;
  }

  #save(write: () => void): void {
    if (!this.#isKilled) write();
  }

  /** Does the same to each resource of the targets, all at once; what fails is noted. */
  async #each<Item>(
    items: readonly Item[],
    act: (item: Item) => Promise<void>,
    nameOf: (item: Item) => string = (item) => (item as HeldResource).name,
  ): Promise<void> {
    if (this.hasFailed) return;
    const acts = items
      .filter((item) => this.#isTarget(nameOf(item)))
      .map(async (item) => {
        try {
          await act(item);
        } catch (error) {
          this.errors.push(`${nameOf(item)}: ${error instanceof Error ? error.message : error}`);
        }
      });
    await Promise.all(acts);
  }
}
