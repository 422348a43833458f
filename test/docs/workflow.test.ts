/** The workflow for GitHub Actions that the documents show. It is not run: what GitHub would read of it is judged. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { parseDocument } from "yaml";
import { z } from "zod";
import { problemOf } from "./commands.ts";
import { ROOT } from "./markdown.ts";

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
const stepSchema = z.union([
  z.strictObject({
    uses: z.string().regex(/^[\w-]+\/[\w-]+@v\d+$/),
    with: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({ run: z.string(), env: z.record(z.string(), z.string()).optional() }),
]);
const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.strictObject({
    schedule: z.array(z.strictObject({ cron: z.string().regex(/^\d+ \d+ \* \* \*$/) })).length(1),
    workflow_dispatch: z.null(),
  }),
  permissions: z.strictObject({ contents: z.literal("read") }),
  jobs: z.record(
    z.string(),
    z.strictObject({
      "runs-on": z.string(),
      "timeout-minutes": z.int(),
      steps: z.array(stepSchema),
    }),
  ),
});

it("docs/github-actions/drift.yml is a workflow that runs every night, with commands that are there", async () => {
  const text = await readFile(path.join(ROOT, "docs", "github-actions", "drift.yml"), "utf8");
  const document = parseDocument(text, { strict: true });
  expect([...document.errors, ...document.warnings]).toEqual([]);
  const { jobs } = workflowSchema.parse(document.toJS());
  const runs = Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap((step) => ("run" in step ? step.run : [])),
  );
  expect(runs).toEqual(["npm ci", expect.stringMatching(/^npx pulumi-pagertree drift /)]);
  // `npm ci` is npm's own.
  expect(await problemOf(runs[1] ?? "")).toBeUndefined();
});
