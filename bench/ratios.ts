// The package held against what else there is under the same conditions in the same run: a naive provider, the build
// before, and the engine alone.

import { type Conditions, findRun, type measures, ratioOf, sizesOf } from "./figures.ts";
import type { Arm, Operation, Results } from "./results.ts";
import { atMost, format, type Verdict } from "./verdict.ts";

/** One figure over another, and what it may come to. */
interface Bound {
  readonly arms: readonly [Arm, Arm];
  readonly operation: Operation;
  readonly latency: number;
  /** Default the largest that was measured. */
  readonly size?: number;
  readonly checkpoints?: boolean;
  readonly measure?: keyof typeof measures;
  readonly most: number;
}

const bounds: readonly Bound[] = [
  { measure: "program", arms: ["ours", "beside"], operation: "create", latency: 0, most: 0.55 },
  { measure: "program", arms: ["plugin", "beside"], operation: "create", latency: 0, most: 0.55 },
  { measure: "programMemory", arms: ["ours", "beside"], operation: "create", latency: 0, most: 0.7 },
  { arms: ["ours", "beside"], operation: "preview", latency: 0, most: 0.8 },
  { arms: ["ours", "naive"], operation: "preview", latency: 0, most: 1 },
  { arms: ["ours", "naive"], operation: "preview", latency: 50, most: 0.8 },
  { arms: ["plugin", "beside"], operation: "preview", latency: 50, most: 0.75 },
  { arms: ["ours", "beside"], operation: "create", latency: 0, most: 0.8 },
  { arms: ["ours", "naive"], operation: "create", latency: 0, most: 1.1 },
  { arms: ["ours", "naive"], operation: "create", latency: 50, most: 1 },
  { arms: ["plugin", "beside"], operation: "create", latency: 50, most: 0.8 },
  { arms: ["ours", "naive"], operation: "create", latency: 50, checkpoints: true, most: 0.5 },
  { arms: ["ours", "floor"], operation: "preview", latency: 50, most: 1.15 },
  { arms: ["ours", "floor"], operation: "create", latency: 50, size: 10, most: 1.1 },
  { arms: ["ours", "floor"], operation: "create", latency: 50, size: 300, most: 1.1 },
  { arms: ["ours", "floor"], operation: "create", latency: 50, size: 1_000, most: 1.1 },
  { arms: ["ours", "floor"], operation: "create", latency: 50, checkpoints: true, most: 1.1 },
];

/** What the arms are called in the report. */
export const armNames: Readonly<Record<Arm, string>> = {
  naive: "a naive provider",
  ours: "pulumi-pagertree",
  plugin: "pulumi-pagertree, the plugin",
  floor: "the engine alone",
  beside: "the build before",
};

const runNames: Readonly<Record<Operation, string>> = {
  create: "a first up",
  preview: "a refreshed preview",
  up: "a refreshed up",
};

const measureNames: Readonly<Record<keyof typeof measures, string>> = {
  time: "time",
  program: "the program's processor time",
  programMemory: "the program's memory",
};

/** Each ratio that has a bound, in the languages that were measured. */
export function ratioVerdicts(results: Results): Verdict[] {
  return (["javascript", "typescript"] as const).flatMap((language) =>
    bounds.flatMap(({ arms, most, measure = "time", size, checkpoints = false, ...run }) => {
      const conditions = { ...run, checkpoints, language };
      const largest = sizesOf(results, conditions).at(-1);
      const of = size ?? largest;
      const ratio = of === undefined ? undefined : ratioOf(results, arms, of, conditions, measure);
      if (of === undefined || ratio === undefined) return [];
      const [arm, other] = arms;
      const how = [checkpoints && "a checkpoint at each step", language === "typescript" && "in TypeScript"];
      const what = [
        `${measureNames[measure]} of ${runNames[run.operation]} of ${format(of)} at ${run.latency} ms`,
        ...how.filter((words) => words !== false),
        `${armNames[arm]} over ${armNames[other]}`,
      ];
      return [atMost(what.join(", "), ratio, most)];
    }),
  );
}

/** A run of ours, through one of the doors, over the same one of each of the others. */
export interface RatioRow {
  readonly what: string;
  /** Over the naive provider, the build before, and the engine alone. */
  readonly ratios: readonly (number | undefined)[];
}

/** What the columns of {@link ratioRows} hold ours against. */
export const others = ["naive", "beside", "floor"] as const satisfies readonly Arm[];

/** The times of all runs, largest stacks first. */
export function ratioRows(results: Results): RatioRow[] {
  const all = results.runs.filter(({ arm, operation }) => arm === "ours" && operation !== "up");
  return all
    .toSorted((one, other) => other.size - one.size)
    .flatMap(({ size, ...run }) =>
      (["ours", "plugin"] as const).flatMap((arm) =>
        findRun(results, arm, size, run) === undefined
          ? []
          : [
              {
                what: rowName(arm, size, run),
                ratios: others.map((other) => ratioOf(results, [arm, other], size, run)),
              },
            ],
      ),
    );
}

function rowName(arm: Arm, size: number, run: Conditions): string {
  const words = [
    `${runNames[run.operation]} of ${format(size)} at ${run.latency} ms`,
    run.checkpoints && "a checkpoint at each step",
    run.language === "typescript" && "in TypeScript",
    arm === "plugin" && "through the plugin",
  ];
  return words.filter((word) => word !== false).join(", ");
}
