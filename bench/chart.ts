// The chart of docs/performance.md: a drawing that needs no script, no font and no network.

import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { type Conditions, findRun, secondsOf, sizesOf, totalOf } from "./figures.ts";
import { armNames } from "./ratios.ts";
import type { Arm, Results } from "./results.ts";

const conditions: Conditions = { operation: "preview", latency: 50, checkpoints: false };

/** What is drawn: not the build before, which is only there to be compared with. */
const drawn = ["ours", "plugin", "naive", "floor"] as const satisfies readonly Arm[];

const colors: Readonly<Record<(typeof drawn)[number], string>> = {
  naive: "#b45309",
  ours: "#1d4ed8",
  plugin: "#047857",
  floor: "#6b7280",
};

/** Draws requests and time of a refreshed preview against the number of integrations, as SVG. */
export async function drawChart(results: Results): Promise<string> {
  const view = new vega.View(vega.parse(compile(specification(results)).spec), { renderer: "none" });
  return `${await view.toSVG()}\n`;
}

function specification(results: Results): TopLevelSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    padding: 16,
    config: {
      font: "system-ui, sans-serif",
      axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", gridColor: "#e5e7eb" },
      title: { fontSize: 14, anchor: "start", offset: 12 },
      legend: { labelFontSize: 12, orient: "bottom", symbolStrokeWidth: 3, title: null },
      view: { stroke: null },
    },
    hconcat: [
      panel("Requests of a refreshed preview", "requests", requestRows(results)),
      panel("Seconds of a refreshed preview, 50 ms an answer", "seconds", timeRows(results)),
    ],
    spacing: 110,
    bounds: "flush",
  };
}

type Panel = Extract<TopLevelSpec, { readonly hconcat: unknown }>["hconcat"][number];

interface Row {
  readonly arm: string;
  readonly size: number;
  readonly value: number;
}

function requestRows(results: Results): Row[] {
  return rowsOf(results, ["naive", "ours"], (arm, size) => {
    const run = findRun(results, arm, size, conditions);
    return run && totalOf(run.requests);
  });
}

function timeRows(results: Results): Row[] {
  return rowsOf(results, drawn, (arm, size) => secondsOf(findRun(results, arm, size, conditions)));
}

function rowsOf(
  results: Results,
  shown: readonly Arm[],
  figureOf: (arm: Arm, size: number) => number | undefined,
): Row[] {
  return shown.flatMap((arm) =>
    sizesOf(results, conditions).flatMap((size) => {
      const value = figureOf(arm, size);
      return value === undefined ? [] : [{ arm: armNames[arm], size, value }];
    }),
  );
}

function panel(title: string, unit: string, values: Row[]): Panel {
  const sizes = [...new Set(values.map(({ size }) => size))];
  const labelled = sizes.filter((size) => size >= 100);
  return {
    title,
    width: 320,
    height: 240,
    encoding: {
      x: {
        field: "size",
        type: "quantitative",
        axis: { title: "integrations", values: labelled, format: ",d", grid: false },
      },
      y: { field: "value", type: "quantitative", axis: { title: unit, tickCount: 5 } },
      color: {
        field: "arm",
        type: "nominal",
        scale: { domain: drawn.map((arm) => armNames[arm]), range: drawn.map((arm) => colors[arm]) },
      },
    },
    layer: [
      { data: { values }, mark: { type: "line", point: { size: 50, filled: true }, strokeWidth: 2.5 } },
      {
        data: { values: values.filter(({ size }) => size === Math.max(...sizes)) },
        mark: { type: "text", align: "left", dx: 9, fontSize: 12 },
        encoding: { text: { field: "value", type: "quantitative", format: ",.3~r" } },
      },
    ],
  };
}
