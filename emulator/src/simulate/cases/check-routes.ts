// Plays cases on an account: what the command and a test of a user's call.
import { createSimulator, type Sources } from "../simulator.ts";
import { caseSchema, type PlacedCase, type RouteCase } from "./case.ts";
import { readCaseFile } from "./case-file.ts";
import { type CaseResult, checkCase, type RouteReport } from "./check-case.ts";
import { showCases } from "./report.ts";

/** What is played, and on what. */
export interface RouteOptions extends Sources {
  /** A file of cases, or the cases themselves. */
  readonly cases: string | readonly RouteCase[];
}

/**
 * Plays every case, each on the account as it is at the start.
 *
 * @throws {SimulationError} if the account or the cases cannot be read
 */
export async function checkRoutes({ cases, ...sources }: RouteOptions): Promise<RouteReport> {
  const placed =
    typeof cases === "string" ? await readCaseFile(cases, sources.folder) : placedCases(cases, sources);
  const simulator = await createSimulator(sources);
  const results: CaseResult[] = [];
  for (const one of placed) results.push(await checkCase(simulator, one));
  return { origin: simulator.origin, results };
}

/**
 * For a test: fails unless every case passes.
 *
 * @throws {Error} with each case that does not, the rule that sends its alert, and who would have been paged
 * @example
 * it("alerts reach whoever is on call", () => expectRoutes({ state: "state.json", cases: "routes.yaml" }));
 */
export async function expectRoutes(options: RouteOptions): Promise<void> {
  const report = await checkRoutes(options);
  if (report.results.some(({ passed }) => !passed)) throw new Error(showCases(report));
}

function placedCases(cases: readonly RouteCase[], { folder = "." }: Sources): PlacedCase[] {
  return cases.map((one, index) => ({ one: caseSchema.parse(one), place: `cases[${index}]`, folder }));
}
