// Keeps the state in a file, so that it survives a restart and a kill. Each write replaces the file as a whole.
import { readFile } from "node:fs/promises";
import writeFileAtomic from "write-file-atomic";
import type { CollectionName } from "./models.ts";
import { isParams } from "./params.ts";
import { parseJson } from "./ruby/json.ts";
import { hashToScript, mixedToJson, toScript } from "./ruby/mixed.ts";
import { isArray, isHash, type RubyHash, type RubyValue } from "./ruby/values.ts";
import type { Snapshot, Store } from "./store.ts";

/** The attributes in which records keep what was sent, as Ruby has it. */
const RUBY_ATTRIBUTES: Partial<Record<CollectionName, readonly string[]>> = {
  alerts: ["meta", "additional_data"],
  logs: ["data", "headers"],
  deliveries: ["body"],
};

/** The file that holds a store's state. */
export class DataFile {
  readonly #path: string;
  readonly #store: Store;
  #savedRevision = -1;
  /** Writes happen one after another; even a read waits here, so nobody is told what a kill could still undo. */
  #lastSave: Promise<void> = Promise.resolve();

  constructor(path: string, store: Store) {
    this.#path = path;
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
      const text = await readFile(this.#path, "utf8").catch(unlessMissing);
      if (text === undefined) return false;
      content = readState(parseJson(text, Number.POSITIVE_INFINITY));
    } catch (cause) {
      throw new Error(`cannot read the data file ${this.#path}`, { cause });
    }
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
      await writeFileAtomic(this.#path, mixedToJson(this.#store.snapshot()), whole);
    } catch (cause) {
      throw new Error(`cannot write the data file ${this.#path}`, { cause });
    }
    this.#savedRevision = revision;
  }
}

/** For its owner only, since it holds secrets; it survives a kill, for which the disk need not be waited for. */
const whole = { encoding: "utf8", mode: 0o600, fsync: false } as const;

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
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

/** The state as the store has it: its own part in JavaScript's objects, and what was sent in Ruby's values. */
function readState(state: RubyValue): unknown {
  if (!isHash(state)) return state;
  const collections = [...state].map(([name, records]): [string, unknown] => {
    const attributes = Object.entries(RUBY_ATTRIBUTES).find(([key]) => key === name)?.[1] ?? [];
    if (!isArray(records)) return [name, toScript(records)];
    return [name, records.map((record) => (isHash(record) ? readRecord(record, attributes) : record))];
  });
  return Object.fromEntries(collections);
}

function readRecord(record: RubyHash, attributes: readonly string[]): unknown {
  const sent = attributes.flatMap((name) => (record.has(name) ? [[name, record.get(name)]] : []));
  return { ...hashToScript(record), ...Object.fromEntries(sent) };
}
