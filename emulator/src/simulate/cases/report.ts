// Reports of cases: text for people, and JUnit's XML for pipelines.
import { createRequire } from "node:module";
import type { CaseResult, RouteReport } from "./check-case.ts";

/** What this CommonJS package exports is what its types call its default export. */
const builder: typeof import("junit-report-builder").default = createRequire(import.meta.url)(
  "junit-report-builder",
);

export function showCases({ origin, results }: RouteReport): string {
  const failed = results.filter(({ passed }) => !passed).length;
  const count = `${results.length} ${results.length === 1 ? "case" : "cases"}`;
  const end =
    failed === 0 ? (results.length === 1 ? "It passes." : "All pass.") : `${failed} of ${count} failed.`;
  return [`${count} on ${origin}`, "", ...results.flatMap(showCase), "", end].join("\n");
}

function showCase({ name, place, passed, failures }: CaseResult): string[] {
  if (passed) return [`  ✓ ${name}`];
  const lines = failures.flatMap((failure) => failure.split("\n"));
  return [`  ✗ ${name} (${place})`, ...lines.map((line) => `      ${line}`)];
}

/** The same as JUnit's XML. */
export function junitXml({ origin, results }: RouteReport): string {
  const report = builder.newBuilder();
  const suite = report.testSuite().name(`routes of ${origin}`);
  for (const { name, place, passed, failures } of results) {
    const test = suite.testCase().name(name).className("routes").file(place.replace(/:\d+$/, ""));
    if (!passed) test.failure(failures[0] ?? "").stacktrace([place, ...failures].join("\n"));
  }
  return report.build();
}
