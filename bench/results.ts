// What the bench has measured so far, kept in a file, so that its parts can run one by one.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

const FILE = fileURLToPath(new URL("results.json", import.meta.url));

/**
 * With the package through its two doors, with a provider that has nothing to do, with a naive one, and with another
 * build of the package through the dynamic door.
 */
export const arms = ["ours", "plugin", "floor", "naive", "beside"] as const;
export type Arm = (typeof arms)[number];

/** What the program is written in. */
const languages = ["javascript", "typescript"] as const;
export type Language = (typeof languages)[number];

/** A first `up`, and a refreshed preview and `up` when nothing has changed. */
const operations = ["create", "preview", "up"] as const;
export type Operation = (typeof operations)[number];

/** How a kind of requests ends that ask for a list from its beginning, as lookups and checks of destinations do. */
export const wholeList = ", all";

const requestsSchema = z.record(z.string(), z.number());

const runSchema = z.object({
  arm: z.enum(arms),
  operation: z.enum(operations),
  size: z.number(),
  latency: z.number(),
  checkpoints: z.boolean(),
  language: z.enum(languages),
  /** Of each run. */
  seconds: z.array(z.number()).min(1),
  /** Of the run with the most. */
  requests: requestsSchema,
  /** In MiB, of the run with the most. */
  peakMemory: z.number().optional(),
  /** Seconds of processor time that the program's process took, in each run. */
  programSeconds: z.array(z.number()),
  /** The most memory that the program's process held, in MiB, in each run. */
  programMemory: z.array(z.number()),
});
/** All runs of one arm under the same conditions. */
export type Run = z.infer<typeof runSchema>;

const memorySchema = z.object({
  seconds: z.number(),
  /** In MiB. */
  peakMemory: z.number(),
});

const resultsSchema = z.object({
  /** Figures of one machine are never mixed with those of another. */
  machine: z.object({
    cores: z.number(),
    processor: z.string(),
    /** In GiB. */
    memory: z.number(),
    platform: z.string(),
    node: z.string(),
    engine: z.string(),
    sdk: z.string(),
  }),
  /** What the arm `beside` is: the commit that the other build was made from. */
  beside: z.string().optional(),
  /** The day of the last measurement. */
  date: z.string(),
  runs: z.array(runSchema).default([]),
  /** Requests of refreshed previews of other stacks than those of integrations alone. */
  requests: z.array(z.object({ stack: z.string(), most: z.number(), requests: requestsSchema })).default([]),
  state: z.object({ bytes: z.number(), providerText: z.number() }).optional(),
  limit: z
    .object({
      size: z.number(),
      perSecond: z.number(),
      requests: z.number(),
      refused: z.number(),
      /** From the first request to the last, and what that many take at the rate that is allowed. */
      seconds: z.number(),
      idealSeconds: z.number(),
    })
    .optional(),
  start: z
    .object({
      /** Milliseconds of each import of Pulumi's SDK, in a process of its own. */
      sdk: z.array(z.number()),
      /** Milliseconds of the import of the package after it. */
      ours: z.array(z.number()),
      /** Milliseconds from the start of the plugin to its port, each time. */
      plugin: z.array(z.number()),
      /** Milliseconds of a process that only loads gRPC and Pulumi's protocol, each time. */
      protocol: z.array(z.number()),
      /** Bytes of the installed package, without its dependencies. */
      packageBytes: z.number(),
    })
    .optional(),
  /** What the sums of who is on call cost, in milliseconds of processor time, and the command `coverage` in seconds. */
  onCall: z
    .object({
      teams: z.number(),
      coverageMilliseconds: z.number(),
      /** A year of one weekly series, each time. */
      yearMilliseconds: z.array(z.number()),
      /** The same by rrule-temporal. */
      yearOfPeer: z.array(z.number()),
      listedTeams: z.number(),
      latency: z.number(),
      commandSeconds: z.array(z.number()),
    })
    .optional(),
  /** The command `simulate` for the state of a stack with so many integrations. */
  simulate: z.object({ size: z.number(), commandSeconds: z.array(z.number()) }).optional(),
  /** A first `up` and a refreshed preview together, with and without an option of Node.js. */
  smallHeap: z
    .object({
      size: z.number(),
      nodeOptions: z.string(),
      byDefault: memorySchema,
      withOptions: memorySchema,
    })
    .optional(),
  /** Processor time of the provider's own work, in milliseconds. */
  growth: z
    .array(z.object({ operation: z.string(), size: z.number(), milliseconds: z.number() }))
    .default([]),
});
/** Everything that was measured. */
export type Results = z.infer<typeof resultsSchema>;
export type Machine = Results["machine"];

/** What the file holds; undefined if there is none. */
export async function readResults(): Promise<Results | undefined> {
  const text = await readFile(FILE, "utf8").catch(() => undefined);
  return text === undefined ? undefined : resultsSchema.parse(JSON.parse(text));
}

/** Adds to the file as it is measured, so that nothing is lost if the rest does not come to its end. */
export class Recorder {
  #results: Results;

  private constructor(results: Results) {
    this.#results = results;
  }

  /** Goes on with what the file holds, if it was measured on this machine. */
  static async on(machine: Machine): Promise<Recorder> {
    const date = new Date().toISOString().slice(0, 10);
    const kept = await readResults();
    const isSameMachine = isDeepStrictEqual(kept?.machine, machine);
    return new Recorder(resultsSchema.parse({ ...(isSameMachine && kept), machine, date }));
  }

  /** Puts runs in the place of those under the same conditions, and anything else in the place of what was there. */
  async record({ runs = [], ...others }: Partial<Omit<Results, "machine" | "date">>): Promise<void> {
    const replaced = new Set(runs.map(conditionsOf));
    const kept = this.#results.runs.filter((run) => !replaced.has(conditionsOf(run)));
    this.#results = { ...this.#results, ...others, runs: [...kept, ...runs] };
    await writeFile(FILE, `${JSON.stringify(this.#results, null, 2)}\n`);
  }
}

function conditionsOf({ arm, operation, size, latency, checkpoints, language }: Run): string {
  return JSON.stringify([arm, operation, size, latency, checkpoints, language]);
}
