// Evaluates what users wrote - templates, rules, paths - in a worker, within bounds of time and memory.
import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Answer, Job, Outcome, Problem, Results } from "./jobs.ts";

/** How long one job may take, the start of the worker aside. Honest ones take 10 ms, on a busy machine 100 ms. */
const TIME_LIMIT_MS = 800;
const MEMORY_LIMIT_MB = 128;
/** The worker lies beside this file, in the sources as in the built package. */
const WORKER_FILE = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);

let shared: Evaluator | undefined;

/**
 * The evaluator of this process. Jobs leave nothing behind, so all emulators share one worker, which starts with the
 * first job and keeps no process alive.
 */
export function sharedEvaluator(): Evaluator {
  shared ??= new Evaluator();
  return shared;
}

/** Runs jobs one after another. The worker starts with the first one. */
export class Evaluator {
  #worker: Promise<Worker> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** The job's result, or why there is none; never rejects. */
  evaluate<J extends Job>(job: J): Promise<Outcome<Results[J["kind"]]>> {
    const outcome = this.#last.then(() => this.#run(job));
    this.#last = outcome;
    // The worker gives what the job's kind says, made of nothing but Ruby's values.
    return outcome as Promise<Outcome<Results[J["kind"]]>>;
  }

  /** Ends the worker; the next job starts another. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await (await worker?.catch(() => undefined))?.terminate();
  }

  async #run(job: Job): Promise<Outcome<unknown>> {
    this.#worker ??= startWorker();
    let answer: Answer;
    try {
      answer = await ask(await this.#worker, job);
    } catch {
      await this.close();
      return { problem: limitProblem() };
    }
    return answer;
  }
}

function startWorker(): Promise<Worker> {
  const worker = new Worker(WORKER_FILE, {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
  });
  worker.unref();
  // A worker that dies between two jobs must not take the emulator with it; the next job sees the exit.
  worker.on("error", () => {});
  return new Promise((resolve, reject) => {
    worker.once("message", () => {
      worker.off("error", reject);
      resolve(worker);
    });
    worker.once("error", reject);
  });
}

/** Rejects if the worker takes too long or dies. */
async function ask(worker: Worker, job: Job): Promise<Answer> {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  const ended = new AbortController();
  const end = () => ended.abort();
  worker.once("exit", end);
  // The listener must be there before the worker can answer.
  const answer = once(worker, "message", { signal: AbortSignal.any([signal, ended.signal]) });
  worker.postMessage(job);
  try {
    const [message] = await answer;
    return message;
  } finally {
    worker.off("exit", end);
  }
}

function limitProblem(): Problem {
  return { kind: "limit", message: "it takes too much time or memory" };
}
