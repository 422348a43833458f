// A stack on an account of its own, whose runs are measured: time, requests, memory of the provider's process.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { type Emulator, startEmulator } from "pagertree-emulator";
import { z } from "zod";
import {
  createEngineProject,
  type EngineProject,
  type EngineProjectOptions,
} from "../test/helpers/engine.ts";
import { watchMemory } from "./memory.ts";
import { type Operation, wholeList } from "./results.ts";

/** One run of the engine. */
export interface Measurement {
  readonly seconds: number;
  /** How many there were of each kind, such as `GET /integrations/:id`. */
  readonly requests: Readonly<Record<string, number>>;
  /** The most memory that the provider's process ever held, in MiB; undefined where the system does not tell. */
  readonly peakMemory: number | undefined;
  /** What the program's process took. */
  readonly program: ProgramCost;
}

/** Seconds of processor time, and the most memory in MiB. */
type ProgramCost = z.infer<typeof costSchema>;
const costSchema = z.object({ seconds: z.number(), memory: z.number() });

/** Each fails if it finds anything but what it is for: a stack that is to be made, or one that is as declared. */
const commands: Readonly<Record<Operation, readonly string[]>> = {
  create: ["up", "--yes", "--skip-preview"],
  preview: ["preview", "--refresh", "--expect-no-changes"],
  up: ["up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes"],
};

const OWN_COST = new URL("programs/own-cost.cjs", import.meta.url);
const COST_FILE = "cost.json";

/** Runs come one after another. */
export class MeasuredStack {
  readonly project: EngineProject;
  readonly emulator: Emulator;

  /** Where the program says what it has cost. */
  readonly #costFile: string;

  private constructor(project: EngineProject, emulator: Emulator) {
    this.project = project;
    this.emulator = emulator;
    this.#costFile = path.join(project.folder, COST_FILE);
  }

  /**
   * Makes a stack with nothing in it. Its program finds in `BENCH_TEAM` and `BENCH_TYPE_ID` where integrations go to
   * and the type Datadog, and imports `./own-cost.cjs`, which says what its process has cost.
   *
   * @param latency How long PagerTree takes for each answer, in milliseconds.
   */
  static async open(options: EngineProjectOptions, latency = 0): Promise<MeasuredStack> {
    const emulator = await startEmulator();
    if (latency > 0) emulator.faults.add({ kind: "delay", delayMs: latency, times: null });
    try {
      const project = await createEngineProject({
        ...options,
        files: { ...options.files, "own-cost.cjs": await readFile(OWN_COST, "utf8") },
        config: { "pagertree:apiKey": { secret: emulator.apiKey }, "pagertree:baseUrl": emulator.url },
        environment: { ...(await environmentFor(emulator)), ...options.environment },
      });
      return new MeasuredStack(project, emulator);
    } catch (error) {
      await emulator.close();
      throw error;
    }
  }

  /** @throws {Error} with what Pulumi printed, if the run fails or does not find what it is for. */
  async run(operation: Operation): Promise<Measurement> {
    const before = this.emulator.requests.length;
    const memory = watchMemory();
    const start = performance.now();
    const { status, output } = await this.project.pulumi(...commands[operation]);
    const seconds = (performance.now() - start) / 1_000;
    const peakMemory = memory.stop();
    if (status !== 0) throw new Error(`${operation} failed:\n${output}`);
    const program = costSchema.parse(JSON.parse(await readFile(this.#costFile, "utf8")));
    return { seconds, requests: countRequests(this.emulator.requests.slice(before)), peakMemory, program };
  }

  async close(): Promise<void> {
    await this.project.close();
    await this.emulator.close();
  }
}

/** How many requests there are of each kind. */
function countRequests(requests: Emulator["requests"]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method, path, query } of requests) {
    const [, list, id] = path.split("/");
    // Shared reads name an id to begin at, and to find the key's account one user is enough.
    const isWhole = id === undefined && method === "GET" && !("ops" in query) && query["limit"] !== "1";
    const kind = `${method} /${list}${id === undefined ? "" : "/:id"}${isWhole ? wholeList : ""}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

const typesSchema = z.object({ data: z.tuple([z.object({ id: z.string() })]) });

async function environmentFor(emulator: Emulator): Promise<Record<string, string>> {
  const headers = { authorization: `Bearer ${emulator.apiKey}` };
  const response = await fetch(`${emulator.url}/integration_types?name=Datadog`, { headers });
  const { data } = typesSchema.parse(await response.json());
  return {
    BENCH_TEAM: emulator.store.all("teams")[0]?.id ?? "",
    BENCH_USER: emulator.store.all("account_users")[0]?.id ?? "",
    BENCH_TYPE_ID: data[0].id,
    // The naive provider takes them from here.
    PAGERTREE_BASE_URL: emulator.url,
    PAGERTREE_API_KEY: emulator.apiKey,
    BENCH_COST: COST_FILE,
    // Users have none by default, and it would help those most that load most.
    NODE_COMPILE_CACHE: "",
  };
}
