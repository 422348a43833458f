// The bench: measures part by part into results.json, and writes the report.
// Usage: npm run bench -- [--only runs,limit] [--sizes 10,100] [--latencies 0,50] [--beside <clone>] [--report]

import path from "node:path";
import { parseArgs } from "node:util";
import { commitOf, describeMachine } from "./machine.ts";
import type { Part } from "./part.ts";
import { measureGrowth } from "./parts/growth.ts";
import { measureLimit } from "./parts/limit.ts";
import { measureMemory } from "./parts/memory.ts";
import { measureOnCall } from "./parts/on-call.ts";
import { measureRequests } from "./parts/requests.ts";
import { measureCheckpoints, measureRuns, measureTypeScript } from "./parts/runs.ts";
import { measureSimulate } from "./parts/simulate.ts";
import { measureStart } from "./parts/start.ts";
import { writeReport } from "./report.ts";
import { Recorder, readResults } from "./results.ts";

const parts: Readonly<Record<string, Part>> = {
  runs: measureRuns,
  typescript: measureTypeScript,
  requests: measureRequests,
  limit: measureLimit,
  start: measureStart,
  growth: measureGrowth,
  memory: measureMemory,
  "on-call": measureOnCall,
  simulate: measureSimulate,
  // Last, since it takes longest.
  checkpoints: measureCheckpoints,
};

const { values } = parseArgs({
  options: {
    only: { type: "string", default: Object.keys(parts).join(",") },
    sizes: { type: "string", default: "10,100,300,1000" },
    latencies: { type: "string", default: "0,50" },
    // A clone of the repository in which another version was built by `npm ci` and `npm run build`.
    beside: { type: "string" },
    report: { type: "boolean", default: false },
  },
});

const chosen = values.only.split(",").map((name) => parts[name] ?? refuse(`--only ${name}`));
const settings = {
  sizes: values.sizes.split(",").map(Number),
  latencies: values.latencies.split(",").map(Number),
  ...(values.beside !== undefined && { beside: path.resolve(values.beside) }),
  say: (what: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${what}`),
};

if (!values.report) {
  const recorder = await Recorder.on(await describeMachine());
  if (settings.beside !== undefined) await recorder.record({ beside: await commitOf(settings.beside) });
  for (const measure of chosen) await measure(settings, recorder);
}
const results = await readResults();
if (results === undefined) throw new Error("Nothing was measured yet.");
for (const { what, figure, bound, holds } of await writeReport(results)) {
  console.log(`${holds ? "✓" : "✗"} ${what}: ${figure} (${bound})`);
}

function refuse(what: string): never {
  console.error(`${what}: the parts are ${Object.keys(parts).join(", ")}.`);
  process.exit(2);
}
