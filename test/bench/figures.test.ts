import { describe, expect, it } from "vitest";
import { exponentOf, ratioOf, secondsOf } from "../../bench/figures.ts";
import type { Arm, Results, Run } from "../../bench/results.ts";
import { atMost } from "../../bench/verdict.ts";
import { verdictsOf } from "../../bench/verdicts.ts";

const machine = { cores: 2, processor: "x", memory: 8, platform: "x", node: "24", engine: "3", sdk: "3" };
const nothing: Results = { machine, date: "2026-01-01", runs: [], requests: [], growth: [] };
const conditions = { operation: "preview", latency: 50, checkpoints: false } as const;

function run(arm: Arm, seconds: number[], others: Partial<Run> = {}): Run {
  return {
    arm,
    ...conditions,
    size: 1_000,
    language: "javascript",
    seconds,
    requests: {},
    programSeconds: [1],
    programMemory: [100],
    ...others,
  };
}

/** Whether the bound of the figure with these words in its name is kept. */
function holds(results: Partial<Results>, words: string): boolean {
  const found = verdictsOf({ ...nothing, ...results }).filter(({ what }) => what.includes(words));
  expect(found).toHaveLength(1);
  return found[0]?.holds ?? false;
}

describe("exponentOf", () => {
  it.each([
    ["what grows in step", 1, (size: number) => 3 * size],
    ["what grows with the square", 2, (size: number) => size ** 2 / 7],
    ["what does not grow", 0, () => 5],
  ])("tells %s", (_what, exponent, costOf) => {
    const costs = [10, 100, 300, 1_000].map((size) => ({ size, cost: costOf(size) }));
    expect(exponentOf(costs)).toBeCloseTo(exponent, 6);
  });
});

describe("times", () => {
  it("are medians, which one disturbed run does not change", () => {
    expect(secondsOf(run("ours", [3, 90, 2]))).toBe(3);
  });

  it("are compared with the floor of the same size under the same conditions", () => {
    const runs = [run("ours", [6]), run("floor", [5]), run("floor", [1], { latency: 0 })];
    expect(ratioOf({ ...nothing, runs }, ["ours", "floor"], 1_000, conditions)).toBeCloseTo(1.2);
    expect(ratioOf({ ...nothing, runs }, ["naive", "floor"], 1_000, conditions)).toBeUndefined();
  });
});

describe("the bounds", () => {
  it("say nothing of what was not measured", () => {
    expect(verdictsOf(nothing)).toEqual([]);
  });

  it.each([
    [{ "GET /integrations": 13 }, true],
    [{ "GET /integrations": 12, "GET /account_users": 2 }, false],
    [{ "GET /integrations": 13, "GET /events, all": 1 }, true],
  ])("of a refreshed preview of a thousand are ten lists and three more: %j", (requests, expected) => {
    expect(holds({ runs: [run("ours", [1], { requests })] }, "requests")).toBe(expected);
  });

  it.each([
    [{ "GET /integrations": 90, "GET /events, all": 9, "GET /escalation_policies, all": 1 }, true],
    [{ "GET /events, all": 9, "GET /escalation_policies, all": 2 }, false],
  ])("let the coverage of a stack take ten requests: %j", (requests, expected) => {
    expect(holds({ requests: [{ stack: "300 teams", most: 99, requests }] }, "coverage")).toBe(expected);
  });

  it("let a refreshed preview take 1.15 times the floor's time", () => {
    const runs = (seconds: number) => [run("ours", [seconds]), run("floor", [10])];
    expect(holds({ runs: runs(11.5) }, "time of a refreshed preview")).toBe(true);
    expect(holds({ runs: runs(11.6) }, "time of a refreshed preview")).toBe(false);
  });

  it("show a figure that misses its bound by a little with one place more", () => {
    expect(atMost("a ratio", 0.7526, 0.75)).toMatchObject({ figure: "0.753", holds: false });
    expect(atMost("a ratio", 0.7474, 0.75)).toMatchObject({ figure: "0.75", holds: true });
    expect(atMost("a ratio", 0.8126, 0.75)).toMatchObject({ figure: "0.81", holds: false });
  });

  it("let a refreshed preview take 0.8 times a naive provider's time where PagerTree takes its time", () => {
    const runs = (seconds: number) => [run("ours", [seconds]), run("naive", [10])];
    expect(holds({ runs: runs(8) }, "time of a refreshed preview")).toBe(true);
    expect(holds({ runs: runs(8.1) }, "time of a refreshed preview")).toBe(false);
  });

  it("let the program of a first up take 0.55 times the processor time of the build before", () => {
    const create = { operation: "create", latency: 0 } as const;
    const runs = (seconds: number) => [
      run("ours", [1], { ...create, programSeconds: [seconds] }),
      run("beside", [1], { ...create, programSeconds: [10] }),
    ];
    expect(holds({ runs: runs(5.5) }, "processor time of a first up")).toBe(true);
    expect(holds({ runs: runs(5.6) }, "processor time of a first up")).toBe(false);
  });

  it("let a twentieth of the requests be refused, and 1.15 times the ideal time pass", () => {
    const limit = { size: 300, perSecond: 20, requests: 320, refused: 16, seconds: 17, idealSeconds: 15 };
    expect(holds({ limit }, "share of requests refused")).toBe(true);
    expect(holds({ limit: { ...limit, refused: 17 } }, "share of requests refused")).toBe(false);
    expect(holds({ limit }, "over the ideal")).toBe(true);
    expect(holds({ limit: { ...limit, seconds: 18 } }, "over the ideal")).toBe(false);
  });

  it("hold the provider's own work to linear growth", () => {
    const growth = (exponent: number) =>
      [1_000, 10_000].map((size) => ({ operation: "read", size, milliseconds: size ** exponent }));
    expect(holds({ growth: growth(1) }, "growth of read")).toBe(true);
    expect(holds({ growth: growth(1.5) }, "growth of read")).toBe(false);
  });
});
