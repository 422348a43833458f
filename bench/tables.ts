// The tables of docs/performance.md.

import { median } from "simple-statistics";
import {
  type Conditions,
  engineGrowthOf,
  findRun,
  growthOf,
  measures,
  peakMemoryOf,
  ratioOf,
  secondsOf,
  sizesOf,
  totalOf,
} from "./figures.ts";
import { armNames, others, ratioRows } from "./ratios.ts";
import type { Operation, Results, Run } from "./results.ts";
import { format, type Verdict } from "./verdict.ts";

/** Each figure that has a bound. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  return table(
    ["", "figure", "bound", "kept"],
    verdicts.map(({ what, figure, bound, holds }) => [what, figure, bound, holds ? "yes" : "**no**"]),
  );
}

/** Requests against the number of integrations. */
export function requestTable(results: Results): string {
  const sizes = [...new Set(results.runs.map(({ size }) => size))].sort((one, other) => one - other);
  const most = (arm: Run["arm"], operation: Operation, size: number) => {
    const runs = results.runs.filter(
      (run) => run.arm === arm && run.operation === operation && run.size === size,
    );
    const [first] = runs.map(({ requests }) => requests).sort((one, other) => totalOf(other) - totalOf(one));
    return first && `${format(totalOf(first))}: ${describe(first)}`;
  };
  return table(
    ["integrations", "preview", "`up`", "preview of the naive provider"],
    sizes.map((size) => [
      format(size),
      most("ours", "preview", size),
      most("ours", "up", size),
      most("naive", "preview", size),
    ]),
  );
}

/** Requests of other stacks. */
export function stackTable({ requests }: Results): string {
  return table(
    ["stack", "requests", "most"],
    requests.map(({ stack, most, requests: counts }) => [
      stack,
      `${format(totalOf(counts))}: ${describe(counts)}`,
      format(most),
    ]),
  );
}

/** Times of ours over those of the others; less than 1 is faster. */
export function ratioTable(results: Results): string {
  return table(
    ["", ...others.map((arm) => `over ${armNames[arm]}`)],
    ratioRows(results).map(({ what, ratios }) => [
      what,
      ...ratios.map((ratio) => (ratio === undefined ? undefined : `${ratio.toFixed(2)} ×`)),
    ]),
  );
}

/** What the program's own process takes for the largest stack: processor time and memory. */
export function programTable(results: Results): string {
  const rows = (["javascript", "typescript"] as const).flatMap((language) => {
    const conditions = { operation: "create", latency: 0, checkpoints: false, language } as const;
    return sizesOf(results, conditions)
      .slice(-1)
      .flatMap((size) =>
        (["ours", "plugin", "beside", "naive", "floor"] as const).flatMap((arm) => {
          const run = findRun(results, arm, size, conditions);
          if (run === undefined) return [];
          const ratio = ratioOf(results, [arm, "beside"], size, conditions, "program");
          return [
            [
              language === "typescript" ? "TypeScript" : "JavaScript",
              armNames[arm],
              inSeconds(measures.program(run)),
              ratio === undefined ? undefined : `${ratio.toFixed(2)} ×`,
              `${Math.round(measures.programMemory(run))} MiB`,
            ],
          ];
        }),
      );
  });
  return table(["program", "", "processor time", "over the build before", "most memory"], rows);
}

/** What the sums of who is on call take. */
export function onCallTable({ onCall }: Results): string {
  if (onCall === undefined) return table([], []);
  const { teams, coverageMilliseconds, yearMilliseconds, yearOfPeer, listedTeams, latency } = onCall;
  const inMilliseconds = (value: number) => `${value.toFixed(2)} ms`;
  return table(
    ["", "takes"],
    [
      [
        `coverage of ${teams} teams with three rotations each over 14 days, in a fresh process`,
        inMilliseconds(coverageMilliseconds),
      ],
      ["a year of a weekly rotation", inMilliseconds(median(yearMilliseconds))],
      ["the same by `rrule-temporal`", inMilliseconds(median(yearOfPeer))],
      [
        `\`coverage\` of an account of ${listedTeams} teams at ${latency} ms`,
        inSeconds(median(onCall.commandSeconds)),
      ],
    ],
  );
}

/** What the command `simulate` takes. */
export function simulateLine({ simulate }: Results): string {
  return simulate === undefined
    ? ""
    : `\`simulate --state\` of a stack with ${simulate.size} integrations takes ${inSeconds(median(simulate.commandSeconds))}.`;
}

/** Seconds against the number of integrations, for each latency. */
export function timeTable(results: Results, { operation, checkpoints }: Omit<Conditions, "latency">): string {
  const latencies = [...new Set(results.runs.map(({ latency }) => latency))].sort(
    (one, other) => one - other,
  );
  const rows = latencies.flatMap((latency) => {
    const conditions = { operation, checkpoints, latency };
    return sizesOf(results, conditions).map((size) => {
      const seconds = (arm: Run["arm"]) => inSeconds(secondsOf(findRun(results, arm, size, conditions)));
      return [
        format(size),
        `${latency} ms`,
        ...(["ours", "plugin", "beside", "naive", "floor"] as const).map(seconds),
      ];
    });
  });
  const columns = ["pulumi-pagertree", "the plugin", "the build before", "naive", "the engine alone"];
  return table(["integrations", "latency", ...columns], rows);
}

/** What a rate limit does to a first `up`. */
export function limitTable({ limit }: Results): string {
  return table(
    ["integrations", "limit", "requests", "of them refused", "first to last request", "ideal", "ratio"],
    limit === undefined
      ? []
      : [
          [
            format(limit.size),
            `${limit.perSecond} a second`,
            format(limit.requests),
            format(limit.refused),
            inSeconds(limit.seconds),
            inSeconds(limit.idealSeconds),
            `${(limit.seconds / limit.idealSeconds).toFixed(2)} ×`,
          ],
        ],
  );
}

/** What the provider's process held, in MiB. */
export function memoryTable(results: Results): string {
  const sizes = [...new Set(results.runs.map(({ size }) => size))].sort((one, other) => one - other);
  const inMebibytes = (arm: Run["arm"], size: number) => {
    const peak = peakMemoryOf(results, arm, size);
    return peak === undefined ? undefined : `${Math.round(peak)} MiB`;
  };
  return table(
    ["integrations", "pulumi-pagertree", "the plugin", "the engine alone", "naive"],
    sizes.map((size) => [
      format(size),
      inMebibytes("ours", size),
      inMebibytes("plugin", size),
      inMebibytes("floor", size),
      inMebibytes("naive", size),
    ]),
  );
}

/** Processor time of the provider's own work. */
export function growthTable(results: Results): string {
  const sizes = [...new Set(results.growth.map(({ size }) => size))];
  const operations = [...new Set(results.growth.map(({ operation }) => operation))];
  const exponents = new Map(growthOf(results).map(({ what, exponent }) => [what, exponent]));
  return table(
    ["call", ...sizes.map(format), "power"],
    operations.map((operation) => [
      `\`${operation}\``,
      ...sizes.map((size) => {
        const found = results.growth.find((one) => one.operation === operation && one.size === size);
        return found && inSeconds(found.milliseconds / 1_000);
      }),
      exponents.get(operation)?.toFixed(2),
    ]),
  );
}

/** How the times of runs on the engine grow. */
export function engineGrowthTable(results: Results): string {
  const latency = Math.max(...results.runs.map((run) => run.latency));
  const rows = [
    ["a refreshed preview", { operation: "preview", latency, checkpoints: false }],
    ["a first `up`, without checkpoints", { operation: "create", latency, checkpoints: false }],
    ["a first `up`, with them", { operation: "create", latency, checkpoints: true }],
  ] as const;
  return table(
    ["run", "pulumi-pagertree", "the plugin", "the engine alone", "naive"],
    rows.map(([what, conditions]) => [
      what,
      ...(["ours", "plugin", "floor", "naive"] as const).map((arm) =>
        engineGrowthOf(results, arm, conditions)?.toFixed(2),
      ),
    ]),
  );
}

function describe(requests: Readonly<Record<string, number>>): string {
  return Object.entries(requests)
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]) => `${format(count)} \`${kind}\``)
    .join(", ");
}

function inSeconds(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : `${seconds.toFixed(seconds < 1 ? 2 : 1)} s`;
}

function table(head: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string {
  if (rows.length === 0) return "Not measured yet.";
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map((cell) => cell ?? ""))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
