// docs/performance.md and its chart show what was measured, and nothing else.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { drawChart } from "../../bench/chart.ts";
import { pageOf } from "../../bench/report.ts";
import { readResults } from "../../bench/results.ts";
import { ROOT } from "./markdown.ts";

const results = await readResults();
if (results === undefined) throw new Error("There are no results in bench/results.json.");

it("docs/performance.md is what the bench writes from its results", async () => {
  expect(await readFile(path.join(ROOT, "docs/performance.md"), "utf8")).toBe(pageOf(results));
});

it("docs/performance.svg is what the bench draws from its results, and needs nothing from elsewhere", async () => {
  const chart = await readFile(path.join(ROOT, "docs/performance.svg"), "utf8");
  expect(chart).toBe(await drawChart(results));
  expect(chart).toContain("pulumi-pagertree");
  expect(chart).not.toMatch(/<script|<foreignObject|(?:href|src)="|@import|url\(/);
});
