// Keeps the state in a file, so that it survives a restart and a kill. Each write replaces the file as a whole.
import { JSONFile } from "lowdb/node";
import { isParams } from "./params.ts";
import type { Snapshot, Store } from "./store.ts";

/** The file that holds a store's state. */
export class DataFile {
  readonly #path: string;
  readonly #file: JSONFile<unknown>;
  readonly #store: Store;
  #savedRevision = -1;
  /** Writes happen one after another; even a read waits here, so nobody is told what a kill could still undo. */
  #lastSave: Promise<void> = Promise.resolve();

  constructor(path: string, store: Store) {
    this.#path = path;
    this.#file = new JSONFile(path);
    this.#store = store;
  }

  /**
   * Fills the store from the file.
   * @returns false if there is no such file yet
   * @throws if the file holds something else, which is then left alone
   */
  async load(): Promise<boolean> {
    let content: unknown;
    try {
      content = await this.#file.read();
    } catch (cause) {
      throw new Error(`cannot read the data file ${this.#path}`, { cause });
    }
    if (content === null) return false;
    if (!isSnapshot(content)) {
      throw new Error(`${this.#path} is no data file of this emulator; name another file, or delete it`);
    }
    this.#store.restore(content);
    return true;
  }

  /** Resolves once everything that the store holds now is in the file. */
  save(): Promise<void> {
    const save = this.#lastSave.then(() => this.#writeIfChanged());
    this.#lastSave = save.catch(() => {});
    return save;
  }

  async #writeIfChanged(): Promise<void> {
    const { revision } = this.#store;
    if (revision === this.#savedRevision) return;
    try {
      await this.#file.write(this.#store.snapshot());
    } catch (cause) {
      throw new Error(`cannot write the data file ${this.#path}`, { cause });
    }
    this.#savedRevision = revision;
  }
}

/** The emulator wrote the file itself, so its outer form is proof enough. */
function isSnapshot(content: unknown): content is Snapshot {
  return (
    isParams(content) &&
    content["version"] === 1 &&
    isParams(content["tinyIds"]) &&
    ["integrations", "teams", "routers", "account_users"].every((name) => Array.isArray(content[name]))
  );
}
