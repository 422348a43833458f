/** Work that must not overlap with other work of the same key. */
import { Mutex } from "es-toolkit";

/** Runs work one after another for each key, and at once for different ones. */
export class Turns {
  readonly #mutexes = new Map<string, Mutex>();

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const mutex = this.#mutexes.get(key) ?? new Mutex();
    this.#mutexes.set(key, mutex);
    await mutex.acquire();
    try {
      return await work();
    } finally {
      mutex.release();
    }
  }
}
