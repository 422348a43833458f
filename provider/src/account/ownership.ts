/** Which of PagerTree's objects belong to the resources of this run, as far as the engine's calls have told. */
import type { Clock } from "../api/clock.ts";
import type { ManagedObject } from "../stack/state.ts";

/**
 * Ids are ULIDs, as the state holds them. The engine names them one by one and in an order that depends on the
 * program. A provider's process serves one run, so nothing is ever forgotten.
 */
export class Ownership {
  /** Of resources that were read for a refresh, which compares them once, before the program's turn comes. */
  readonly #refreshed = new Set<string>();
  /** Of resources of the state that the program declares. */
  readonly #declared = new Set<string>();
  /** Those of them that have adopted what they are, and still say so. */
  readonly #adoptedBefore = new Set<string>();
  /** What new resources of the program are to adopt. */
  readonly #named = new Set<string>();
  /** What creates of this run have adopted. */
  readonly #adopted = new Set<string>();
  /** Whatever any call was about, whoever owns it. */
  readonly #met = new Set<string>();
  /** What the state has, once it was read. */
  #held: ReadonlyMap<string, ManagedObject> | undefined;
  readonly #madeAt = new Map<string, number>();
  #calls = 0;
  readonly #clock: Pick<Clock, "now">;
  readonly #startedAt: number;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  /** How many resources the engine has named so far: as long as the number grows, more of them may follow. */
  get calls(): number {
    return this.#calls;
  }

  /** Whether an object is in the state, or was made, adopted or deleted in this run, as far as is known by now. */
  knows(id: string): boolean {
    return this.#met.has(id) || this.inState(id) !== undefined;
  }

  /** Whether the stack's state was read, so that all of its objects are known. */
  get isStateKnown(): boolean {
    return this.#held !== undefined;
  }

  /** These are all objects that the state has. */
  hold(objects: readonly ManagedObject[]): void {
    this.#held = new Map(objects.map((object) => [object.id, object]));
  }

  /** What the state says of an object; undefined if it does not have it, or was not read. */
  inState(id: string): ManagedObject | undefined {
    return this.#held?.get(id);
  }

  /** The engine checks a resource of the program, and does not say which object it is. */
  check(): void {
    this.#calls += 1;
  }

  /** The engine reads a resource of the state. */
  read(id: string): void {
    this.#calls += 1;
    this.#met.add(id);
    this.#refreshed.add(id);
  }

  /** A create has made an object. */
  make(id: string): void {
    this.#met.add(id);
    this.#madeAt.set(id, this.#clock.now());
  }

  /** For how many milliseconds an object has existed at least; one of others counts as older than this run. */
  leastAge(id: string): number {
    return this.#clock.now() - (this.#madeAt.get(id) ?? this.#startedAt);
  }

  /** The engine deletes a resource of the state. */
  delete(id: string): void {
    this.#met.add(id);
  }

  /**
   * The engine compares a resource of the state, with what was just read or with the program.
   *
   * @returns False if another resource of the program adopts the same object.
   */
  compare(id: string, isAdopted: boolean): boolean {
    this.#calls += 1;
    this.#met.add(id);
    if (this.#refreshed.delete(id)) {
      return true;
    }
    this.#declared.add(id);
    if (isAdopted) {
      this.#adoptedBefore.add(id);
    }
    return !this.#named.has(id);
  }

  /** Whether the program declares the resource that this object is, as far as it has been compared. */
  isDeclared(id: string): boolean {
    return this.#declared.has(id);
  }

  /** A new resource is to adopt an object. False if it is another resource's of the program. */
  nameForAdoption(id: string): boolean {
    this.#met.add(id);
    const isFree = !this.#declared.has(id) && !this.#named.has(id);
    this.#named.add(id);
    return isFree;
  }

  /** A create adopts an object. False if it is another resource's of the program. */
  adopt(id: string): boolean {
    this.#met.add(id);
    const isFree = !this.#declared.has(id) && !this.#adopted.has(id);
    this.#adopted.add(id);
    return isFree;
  }

  /**
   * Whether the program adopts an object that the engine deletes in the same run. Then a resource of the state
   * gives it up to another one: it has a new name in the program, or is replaced by itself.
   */
  isKept(id: string): boolean {
    return [this.#adoptedBefore, this.#named, this.#adopted].some((ids) => ids.has(id));
  }
}
