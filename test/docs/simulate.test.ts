// Plays docs/simulate.md: its stack by both doors on a real engine, one payload, its cases, and a plan that misroutes.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { expect, it, onTestFinished } from "vitest";
import { createEngineProject, type EngineProject } from "../helpers/engine.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { ROOT, readDocuments } from "./markdown.ts";
import { expectAsDocumented, parseTranscript } from "./transcript.ts";

const documents = await readDocuments();
const blocks = documents.find(({ file }) => file === "docs/simulate.md")?.blocks ?? [];
const [program = "", ruleOnTop = ""] = blocks
  .filter(({ language }) => language === "ts")
  .map(({ text }) => text);
const [cases = ""] = blocks.filter(({ language }) => language === "yaml").map(({ text }) => text);
const [ofPayload, ofCases, ofPreview, ofPlan] = blocks
  .filter(({ language }) => language === "console")
  .flatMap(({ text }) => parseTranscript(text));

const tool = path.join(ROOT, "node_modules/.bin/pagertree-emulator");

/** Runs a command of the document in the project's folder. */
async function simulate(project: EngineProject, command = "") {
  const [npx, name, ...args] = command.split(" ");
  expect([npx, name]).toEqual(["npx", "pagertree-emulator"]);
  const { exitCode, stdout, stderr } = await execa(process.execPath, [tool, ...args], {
    cwd: project.folder,
    env: project.environment,
    reject: false,
  });
  return { status: exitCode, output: `${stdout}${stderr}` };
}

it.each(["dynamic", "native"] as const)(
  "docs/simulate.md shows who is paged in a stack of the %s door, and what a plan would do",
  { timeout: 240_000 },
  async (door) => {
    // Whose turn it is in the demo account's teams counts from the time at which it is made.
    const emulator = await withEmulator({ clock: () => Date.parse("2026-11-28T12:00:00Z") });
    const main =
      door === "native" ? program.replace('"pulumi-pagertree"', '"pulumi-pagertree/native"') : program;
    const project = await createEngineProject({
      stackName: "dev",
      door,
      files: { "index.ts": main, "routes.yaml": cases },
      environment: { PAGERTREE_BASE_URL: emulator.url, PAGERTREE_API_KEY: emulator.apiKey },
    });
    onTestFinished(() => project.close());
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.status, up.output).toBe(0);
    const before = emulator.requests.length;

    const one = await simulate(project, ofPayload?.command);
    expectAsDocumented(one.output, ofPayload?.output ?? "");
    expect(one.status).toBe(0);
    const all = await simulate(project, ofCases?.command);
    expectAsDocumented(all.output, ofCases?.output ?? "");
    expect(all.status).toBe(0);

    const [, rule = ""] = /const rule = ([\s\S]*);/.exec(ruleOnTop) ?? [];
    await writeFile(path.join(project.folder, "index.ts"), main.replace("rules: [", `rules: [\n${rule},`));
    const [, ...preview] = (ofPreview?.command ?? "").replace(/ > plan\.json$/, "").split(" ");
    const plan = await project.pulumi(...preview);
    expect(plan.status, plan.output).toBe(0);
    await writeFile(path.join(project.folder, "plan.json"), plan.stdout);
    const planned = await simulate(project, ofPlan?.command);
    expectAsDocumented(planned.output, ofPlan?.output ?? "");
    expect(planned.status).toBe(1);
    const since = emulator.requests.slice(before);
    expect(since.filter(({ method }) => method !== "GET")).toEqual([]);
  },
);
