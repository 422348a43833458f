// The storm: random programs, faults, edits by hand and kills, seed by seed, and what must hold in the end.
// Usage: npm run storm -- [--seeds 1000] [--from 1] [--seed 123] [--at-once 2] [--door native]

import { parseArgs } from "node:util";
import { ProviderHost } from "./provider-process.ts";
import { runSeed, type SeedResult } from "./seed.ts";
import { Tally } from "./tally.ts";

const HEARTBEAT = 20_000;
const DOORS = ["dynamic", "native"] as const;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    "at-once": { type: "string", default: "2" },
    door: { type: "string", default: "dynamic" },
  },
});

const door = DOORS.find((known) => known === values.door);
if (door === undefined) {
  console.error(`storm: --door is ${DOORS.join(" or ")}, and not ${values.door}`);
  process.exit(2);
}
const first = Number(values.seed ?? values.from);
const last = values.seed === undefined ? first + Number(values.seeds) - 1 : first;
const tally = new Tally();
const heartbeat = setInterval(() => console.log(tally.heartbeat(last - first + 1)), HEARTBEAT);
let next = first;
// Ctrl-C lets the seeds under way end, and gives the figures so far.
process.once("SIGINT", () => {
  next = last + 1;
});

async function work(): Promise<void> {
  const host = new ProviderHost(door);
  while (next <= last) {
    const seed = next;
    next += 1;
    const result = await runSeed(seed, { host });
    tally.add(result);
    if (result.violations.length > 0 || values.seed !== undefined) console.log(tellSeed(result));
  }
  await host.close();
}

function tellSeed({ seed, isWhole, story, violations }: SeedResult): string {
  const verdict =
    violations.length > 0 ? violations.map((violation) => `  ✗ ${violation}`) : ["  ✓ all is well"];
  return [
    `seed ${seed}${isWhole ? " on Pulumi's own engine" : ""} (npm run storm -- --seed ${seed} --door ${door})`,
    ...story.map((line) => `  ${line}`),
    ...verdict,
    "",
  ].join("\n");
}

await Promise.all(Array.from({ length: Number(values["at-once"]) }, work));
clearInterval(heartbeat);
console.log(tally.summary());
process.exitCode = tally.failed.length === 0 ? 0 : 1;
