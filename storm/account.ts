// PagerTree's record of an account, and who made what in it: the storm's only measure of what happened.

import type { Emulator } from "../emulator/src/index.ts";
import type { Program, ResourceClass } from "./declaration.ts";
import type { OwnedObject } from "./engine.ts";
import type { HandEdit } from "./story.ts";

const COLLECTIONS = { Integration: "integrations", Team: "teams", Router: "routers" } as const;

/** An object as PagerTree has it. */
interface PresentObject {
  readonly class: ResourceClass;
  readonly id: string;
  readonly prefixId: string;
  readonly name: string;
  /** Ids of the teams and routers that it points at. */
  readonly receivers: readonly string[];
}

/** The account that a seed runs on. */
export class Account {
  readonly #emulator: Emulator;
  /** Objects that others made: nothing may touch them. */
  readonly #foreign: Set<string>;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
    this.#foreign = new Set(this.#present().map(({ id }) => id));
  }

  /** Objects that runs have made, and that the state does not know. */
  leftBehind(owned: readonly OwnedObject[]): readonly PresentObject[] {
    const known = new Set(owned.map(({ id }) => id));
    return this.#present().filter(({ id }) => !known.has(id) && !this.#foreign.has(id));
  }

  /** Objects that the state knows. */
  ownedOnes(owned: readonly OwnedObject[]): readonly PresentObject[] {
    const known = new Set(owned.map(({ id }) => id));
    return this.#present().filter(({ id }) => known.has(id));
  }

  /** Objects that others made. */
  ofOthers(): readonly PresentObject[] {
    return this.#present().filter(({ id }) => this.#foreign.has(id));
  }

  /** Does what somebody does in the web page. False if the object is not there. */
  editByHand({ class: of, id }: OwnedObject, what: HandEdit["what"]): boolean {
    const { store } = this.#emulator;
    const collection = COLLECTIONS[of];
    const found = store.find(collection, id);
    if (found === undefined) return false;
    if (what === "delete") store.remove(collection, id);
    if (what === "rename") store.update(collection, id, { name: `${found.name} (renamed)` });
    if (what === "change") {
      if (!("enabled" in found)) store.update("teams", id, { notes: "Changed by hand" });
      else if (of === "Router") store.update("routers", id, { enabled: !found.enabled });
      else store.update("integrations", id, { enabled: !found.enabled });
    }
    if (what === "duplicate") this.#foreign.add(store.duplicate(collection, id).id);
    return true;
  }

  /** What does not hold once the stack is as its program says. */
  violations(program: Program, owned: readonly OwnedObject[]): string[] {
    const present = new Map(this.#present().map((object) => [object.id, object]));
    const names = owned.map(({ name }) => name).sort();
    const declared = [...program.keys()].sort();
    return [
      ...(names.join() === declared.join()
        ? []
        : [`the state holds ${names}, the program declares ${declared}`]),
      ...owned.filter(({ id }) => !present.has(id)).map(({ id }) => `${id} of the state is not there`),
      ...this.leftBehind(owned).map(({ id }) => `${id} is a twin or an orphan: the state does not know it`),
      ...owned.filter(({ id }) => this.#foreign.has(id)).map(({ id }) => `${id} of others was taken`),
      ...[...this.#foreign].flatMap((id) => this.#harmTo(id, present)),
      ...owned.flatMap((object) => differencesOf(object, present.get(object.id), program, owned)),
    ];
  }

  /** What was done to an object of others. */
  #harmTo(id: string, present: ReadonlyMap<string, PresentObject>): string[] {
    const found = present.get(id);
    if (found === undefined) return [`${id} of others was deleted`];
    const ids = [id, found.prefixId];
    const writes = this.#emulator.requests.filter(
      ({ method, path }) => method !== "GET" && ids.includes(path.split("/").at(-1) ?? ""),
    );
    return writes.map(({ method, path }) => `${id} of others was written to: ${method} ${path}`);
  }

  #present(): PresentObject[] {
    const { store } = this.#emulator;
    return [
      ...store
        .all("integrations")
        .map((one) => toPresent("Integration", one, [...one.team_ids, ...one.router_ids])),
      ...store.all("teams").map((one) => toPresent("Team", one, [])),
      ...store
        .all("routers")
        .map((one) =>
          toPresent("Router", one, [one.default_receiver_team_id, one.default_receiver_router_id]),
        ),
    ];
  }
}

function toPresent(
  of: ResourceClass,
  {
    id,
    prefix_id: prefixId,
    name,
  }: { readonly id: string; readonly prefix_id: string; readonly name: string },
  receivers: readonly (string | null)[],
): PresentObject {
  return { class: of, id, prefixId, name, receivers: receivers.filter((receiver) => receiver !== null) };
}

/** Whether PagerTree's object is what the program declares, in what needs no knowledge of the provider's. */
function differencesOf(
  { name, id }: OwnedObject,
  found: PresentObject | undefined,
  program: Program,
  owned: readonly OwnedObject[],
): string[] {
  const declared = program.get(name);
  if (declared === undefined || found === undefined) return [];
  const wanted = declared.class === "Router" ? declared.receivers.slice(0, 1) : declared.receivers;
  const missing = wanted.filter((receiver) => {
    const target = owned.find((object) => object.name === receiver);
    return target === undefined || !found.receivers.includes(target.id);
  });
  return [
    ...(found.name === declared.arguments["name"] ? [] : [`${id} is not named as ${name} declares`]),
    ...missing.map((receiver) => `${id} of ${name} does not point at ${receiver}`),
  ];
}
