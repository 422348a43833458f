// Writes docs/performance.md and its chart from the results. The words are here, the figures are measured.

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { median } from "simple-statistics";
import { drawChart } from "./chart.ts";
import { peakMemoryOf, ratioOf, sizesOf } from "./figures.ts";
import { ratioRows } from "./ratios.ts";
import type { Language, Machine, Results } from "./results.ts";
import {
  engineGrowthTable,
  growthTable,
  limitTable,
  memoryTable,
  onCallTable,
  programTable,
  ratioTable,
  requestTable,
  simulateLine,
  stackTable,
  timeTable,
  verdictTable,
} from "./tables.ts";
import { format, type Verdict } from "./verdict.ts";
import { mostMemory, verdictsOf } from "./verdicts.ts";

const PAGE = fileURLToPath(new URL("../docs/performance.md", import.meta.url));
const CHART = fileURLToPath(new URL("../docs/performance.svg", import.meta.url));

/** Writes the page and the chart, and says which figures keep their bounds. */
export async function writeReport(results: Results): Promise<Verdict[]> {
  await writeFile(PAGE, pageOf(results));
  await writeFile(CHART, await drawChart(results));
  return verdictsOf(results);
}

/** The page as Markdown. */
export function pageOf(results: Results): string {
  return `# Performance

What a thousand integrations cost, measured by \`npm run bench\` on a real Pulumi engine. PagerTree is the
[emulator](../emulator/README.md), which answers at once or after 50 ms.

![Requests and seconds of a refreshed preview against the number of integrations](performance.svg)

Each figure comes with others from the same run, since machines are noisy. Less than 1 × is faster than the other:

- **A naive provider** (\`bench/programs/naive.ts\`): \`pulumi.dynamic.Resource\`, closures in every resource, and a request
  for each read.
- **The build before**${besideOf(results)}: another version of this package, through the dynamic provider.
- **The engine alone** (\`bench/programs/floor.ts\`): resources of the same shape and size whose class names no output, and
  whose provider answers from its arguments at once and takes for a create as long as PagerTree. No provider of these
  inputs can be faster than that.

${ratioTable(results)}

${whatGotWorse(results)}

## Whether the bounds are kept

${verdictTable(verdictsOf(results))}

What keeps the others from it:

- **The program's memory**: until the engine answers, Pulumi's SDK holds all registrations of a program, and about 5 kB for
  each output that a class names. The engine alone, whose program names none, takes ${memoryOfFloor(results, "javascript")} times as much as the build before,
  and ${memoryOfFloor(results, "typescript")} times in TypeScript.
- **The memory of the dynamic provider's process**: see [Memory](#memory). The plugin's process stays below the bound.

## Requests

For a refreshed preview or \`up\` when nothing has changed. A row gives the most of all runs. The bounds leave out what is
marked "all": lists that lookups and the checks of who gets the alerts ask for as a whole, each once in a run, no matter
how many resources there are.

${requestTable(results)}

Other stacks:

${stackTable(results)}

How reads are shared: the engine asks for a few resources at a time and does not say how many will follow. The reads
that wait are answered by one page of a hundred rows, sorted by id, that begins at one of them
(\`provider/src/api/shared-reads.ts\`). Rows that nobody waits for yet answer later reads. A page goes on where another
ended only as far as pages have saved requests before, so that there are never more requests than reads: ten
integrations that lie apart in an account of 5,000 are read one by one. The next page is asked for before the rows of
the last one are used up, so that the engine need not wait for it. An id that the lists do not show is asked for by itself
before it counts as gone. A page begins at an id and not after a number of rows, so rows that are made or deleted meanwhile move
nothing out of it. At each write all rows are forgotten, so nothing that was read before it is used after it.

## Time

A refreshed preview, nothing having changed:

${timeTable(results, { operation: "preview", checkpoints: false })}

A first \`up\`, without checkpoints (see below):

${timeTable(results, { operation: "create", checkpoints: false })}

${createReason(results)}

${startLine(results)}

The same with a checkpoint at each step, as Pulumi does without being asked:

${timeTable(results, { operation: "create", checkpoints: true })}

## The program's own process

What the process of a program takes for the first \`up\` of the largest stack, Pulumi's SDK and what it waits for included:

${programTable(results)}

Each output of a resource costs Pulumi's SDK four promises, and it reads a stack for each of them. Resources of this
package turn the stacks off while they are constructed (\`provider/src/program/without-stacks.ts\`).

## What to choose with a file backend

With a state in files (\`pulumi login file://…\`, or a bucket), the engine writes the whole state before and after each
step. That grows with the square of the stack, whatever the provider does. These variables let it write once, at the
end:

\`\`\`sh
PULUMI_EXPERIMENTAL=true PULUMI_SKIP_CHECKPOINTS=true pulumi up
\`\`\`

What you give up: if the run is killed, or the machine stops, the state knows nothing of what was made until then.
PagerTree has it all the same, and the next \`up\` stops at each of those objects and names it, to be
[adopted](adoption.md#one-object-at-a-time). So use them for a first \`up\` of many resources
that you watch, and let Pulumi write its checkpoints otherwise. A preview writes no state, and needs neither.

## Rate limits

A first \`up\` against a server that refuses with 429 and \`Retry-After\` what comes beyond its limit:

${limitTable(results)}

One limiter serves the whole process (\`provider/src/api/limiter.ts\`). It knows no limit until PagerTree refuses a
request; from then on it spaces requests as PagerTree let them pass.

## Memory

The most that the provider's process ever held, in any run of these sizes:

${memoryTable(results)}

${memoryReason(results)}

## Growth

The processor time of the provider's own work, driven without the engine. The last column is the power of the number
of integrations that fits it best from 1,000 on: 1 is linear.

${growthTable(results)}

The first calls of a process take longer than later ones, which is why the power is less than 1. The same fit of the
times on the engine, from 100 integrations on:

${engineGrowthTable(results)}

## Who is on call

${onCallTable(results)}

The first sum in a process looks up when the clocks of its time zone change, which later sums use again.

## Who is paged

${simulateLine(results)}

## Machine, and how to repeat it

${machineLines(results.machine)}
- Measured on ${results.date}. Times are medians.

\`\`\`sh
npm run bench
npm run bench -- --only runs --sizes 10,100 --latencies 50
npm run bench -- --beside CLONE
npm run bench -- --report
\`\`\`

All of it takes about an hour on 2 cores. \`--only\` names parts of it, and what they measure replaces what
\`bench/results.json\` has of them; \`--report\` writes this page from there. Figures of another machine are not mixed in.
\`CLONE\` is the folder of a clone of this repository at another commit, in which \`npm ci\` and \`npm run build\` have run.
`;
}

/** How much a program that names no output takes, over the build before. */
function memoryOfFloor(results: Results, language: Language): string {
  const conditions = { operation: "create", latency: 0, checkpoints: false, language } as const;
  const largest = sizesOf(results, conditions).at(-1) ?? 0;
  const ratio = ratioOf(results, ["floor", "beside"], largest, conditions, "programMemory");
  return ratio === undefined ? "not measured" : ratio.toFixed(2);
}

function besideOf({ beside }: Results): string {
  return beside === undefined ? "" : ` (commit ${beside})`;
}

/** Ratios to the build before that are above what noise explains. */
function whatGotWorse(results: Results): string {
  const noise = 1.05;
  const slower = ratioRows(results).flatMap(({ what, ratios: [, beside] }) =>
    beside !== undefined && beside > noise ? [`${what} (${beside.toFixed(2)} ×)`] : [],
  );
  return slower.length === 0
    ? "Nothing takes longer than in the build before."
    : `Longer than in the build before: ${slower.join("; ")}.`;
}

/** What a first `up` takes beyond the engine's own time. */
function createReason({ growth }: Results): string {
  const of = growth.find(({ operation, size }) => operation === "create" && size === 1_000);
  const each = of === undefined ? "" : ` (${format(of.milliseconds / of.size)} ms each, of 1,000)`;
  return `The engine alone sends no request. Ours loads the HTTP client and the checks, a fifth of a second once. Before the
first create it waits for PagerTree once, to know where the alerts go and what is there already. Then it makes one
request for each integration. Its processor time${each} is taken from that of the engine, the program
and the emulator, which run on the same cores. That is why small stacks are further from the engine's own time than large ones.`;
}

/** How long the plugin takes to start, and what of it any plugin takes. */
function startLine({ start }: Results): string {
  return start === undefined
    ? ""
    : `The plugin starts in ${Math.round(median(start.plugin))} ms, of which Node.js, gRPC and Pulumi's protocol take ${Math.round(median(start.protocol))} ms by themselves.`;
}

/** Why the bound cannot be kept, where it cannot. */
function memoryReason(results: Results): string {
  const size = Math.max(...results.runs.map((run) => run.size));
  const floor = peakMemoryOf(results, "floor", size);
  return floor === undefined || floor <= mostMemory
    ? `It is to stay under ${mostMemory} MiB.`
    : `It was to stay under ${mostMemory} MiB, which is out of reach: the process is Pulumi's own, and with a provider that
does nothing it takes ${Math.round(floor)} MiB. Pulumi's SDK by itself takes about 125 MiB once it is loaded, and Node.js lets
garbage pile up as long as there is memory. What the package adds is the difference of the two columns.

${smallHeapAdvice(results)}`;
}

/** Most of the garbage is young, and its room grows to many times what is in use. */
function smallHeapAdvice({ smallHeap }: Results): string {
  if (smallHeap === undefined) return "";
  const { size, nodeOptions, byDefault, withOptions } = smallHeap;
  const ratio = (withOptions.seconds / byDefault.seconds).toFixed(2);
  return `Where memory is short, keep the room for new values small:

\`\`\`sh
NODE_OPTIONS=${nodeOptions} pulumi up
\`\`\`

With that, a first \`up\` and a refreshed preview of ${format(size)} took ${Math.round(withOptions.peakMemory)} MiB in place of ${Math.round(byDefault.peakMemory)} MiB, in ${ratio} times the time.`;
}

function machineLines({ cores, processor, memory, platform, node, engine, sdk }: Machine): string {
  return `- ${cores} cores (${processor}), ${memory} GiB of memory, ${platform}
- Node.js ${node}, Pulumi ${engine} with a file backend, \`@pulumi/pulumi\` ${sdk}`;
}
