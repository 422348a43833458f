// Plays README.md as a reader would: its program and settings on a real engine, its commands in their order, their
// outputs compared; then what it says about pipelines, configuration, adoption and tests.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { alertEvents } from "../../provider/src/receivers/events.ts";
import { createIntegration, demoAccount, postIntegration } from "../helpers/demo-account.ts";
import { createEngineProject, type EngineProject } from "../helpers/engine.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { type CommandRun, runCommand as runPackageCommand } from "../provider/commands/run.ts";
import { commandsIn } from "./commands.ts";
import { type CodeBlock, ROOT, readDocuments } from "./markdown.ts";
import { expectAsDocumented, parseTranscript } from "./transcript.ts";

const documents = await readDocuments();
const { blocks = [], text: README = "" } = documents.find(({ file }) => file === "README.md") ?? {};
const program = blockWith("ts", "// index.ts").text;

/** The one block of the README that is in this language and holds this text. */
function blockWith(language: string, text: string): CodeBlock {
  const [found, ...others] = blocks.filter(
    (block) => block.language === language && block.text.includes(text),
  );
  if (found === undefined || others.length > 0) throw new Error(`README.md has not one block with ${text}`);
  return found;
}

/** A program with the README's settings, as a stack named dev. */
async function openStack(
  emulator: Emulator,
  files: Record<string, string>,
  environment: Record<string, string> = { PAGERTREE_API_KEY: emulator.apiKey },
): Promise<EngineProject> {
  const project = await createEngineProject({
    stackName: "dev",
    files: { ...files, "Pulumi.yaml": blockWith("yaml", "refresh: always").text },
    environment: { PAGERTREE_BASE_URL: emulator.url, ...environment },
  });
  onTestFinished(() => project.close());
  return project;
}

/** Runs a command line of the README, as it stands there. */
async function run(project: EngineProject, command: string, ...more: string[]) {
  const [tool, ...args] = command.split(" ");
  expect(tool).toBe("pulumi");
  return project.pulumi(...args, ...more);
}

/** Runs a command line of the README for the package's own tool. */
async function runTool(project: EngineProject, command: string): Promise<CommandRun> {
  const [npx, tool, ...args] = command.split(" ");
  expect([npx, tool]).toEqual(["npx", "pulumi-pagertree"]);
  return runPackageCommand(args, { ...process.env, ...project.environment }, project.folder);
}

/** As somebody does in the web page. */
function switchOff({ store }: Emulator, option: string): void {
  const [integration] = store.all("integrations");
  if (integration === undefined) throw new Error("there is no integration");
  store.update("integrations", integration.id, { options: { ...integration.options, [option]: false } });
}

function withSortedAdoptions(output: string): string {
  const byName = (line: string) => line.slice(line.indexOf('"'));
  return output.replace(/(?:^ +adopts .*\n)+/gm, (lines) => {
    const sorted = lines.trimEnd().split("\n");
    sorted.sort((one, other) => (byName(one) < byName(other) ? -1 : 1));
    return `${sorted.join("\n")}\n`;
  });
}

describe("README.md", { timeout: 180_000 }, () => {
  it("shows what its program and its commands print, and a pipeline's command that fails on drift", async () => {
    const transcript = blocks
      .filter(({ language, text }) => language === "console" && !text.includes("our-alerts"))
      .flatMap(({ text }) => parseTranscript(text));
    const [up, preview, ...others] = transcript;
    const pipeline = blockWith("sh", "--expect-no-changes").text;
    const [drift = ""] = commandsIn(blockWith("sh", "pulumi-pagertree drift").text);
    expect(up?.command).toMatch(/^pulumi up /);
    expect(preview?.command).toMatch(/^pulumi preview /);
    expect(others).toEqual([]);

    const emulator = await withEmulator();
    const project = await openStack(emulator, { "index.ts": program });
    expectAsDocumented((await run(project, up?.command ?? "")).output, up?.output ?? "");
    expect(await run(project, pipeline)).toMatchObject({ status: 0 });

    switchOff(emulator, "support_retriggered_event");
    const drifted = emulator.store.snapshot();
    expectAsDocumented((await run(project, preview?.command ?? "")).output, preview?.output ?? "");
    const report = await runTool(project, drift);
    expect(report).toMatchObject({ status: 2 });
    expect(report.stdout).toMatch(/Integration datadog +options\.supportRetriggeredEvent +true +false/);
    const failed = await run(project, pipeline);
    expect(failed.status).not.toBe(0);
    expect(failed.output).toContain("~ supportRetriggeredEvent   : true => false");
    expect(emulator.store.snapshot()).toEqual(drifted);
  });

  it("has a key that stands in the configuration replaced with the command that it gives", async () => {
    const emulator = await withEmulator({ apiKeys: [{ key: "first-key" }, { key: "second-key" }] });
    const project = await openStack(emulator, { "index.ts": program }, {});
    const setKey = async (key: string) => {
      const [tool = "", ...args] = blockWith("sh", "config set").text.split(" ");
      await execa(tool, args, { cwd: project.folder, env: project.environment, input: key });
    };
    await setKey("first-key");
    expect(await project.pulumi("up", "--yes", "--skip-preview")).toMatchObject({ status: 0 });

    emulator.faults.add({ kind: "expire-key", path: "/teams" });
    await fetch(`${emulator.url}/teams`, { headers: { authorization: "Bearer first-key" } });
    await setKey("second-key");
    expect(await project.pulumi("preview")).toMatchObject({ output: expect.stringContaining("401") });
    const replaced = await run(project, blockWith("sh", "--run-program").text, "--yes");
    expect(replaced, replaced.output).toMatchObject({ status: 0 });
    expect(await project.pulumi("preview", "--expect-no-changes")).toMatchObject({ status: 0 });
    expect(project.transcript).not.toMatch(/(first|second)-key/);
  });

  it("adopts an integration that was made by hand, as its preview says, and keeps it", async () => {
    const emulator = await withEmulator();
    const { body } = await postIntegration(emulator, "Datadog", { name: "Made by hand" });
    const text = blockWith("ts", "retainOnDelete").text.replace("int_ODCWagoG9", String(body["prefix_id"]));
    const project = await openStack(emulator, { "index.ts": text });
    const line = /`(adopts integration .*?)`/.exec(README)?.[1] ?? "";
    const preview = await project.pulumi("preview");
    expect(preview.output).toContain(line.replace("int_ODCWagoG9", String(body["prefix_id"])));
    expect(await project.pulumi("up", "--yes", "--skip-preview")).toMatchObject({ status: 0 });
    expect(await project.pulumi("destroy", "--yes", "--skip-preview")).toMatchObject({ status: 0 });
    expect(emulator.store.all("integrations")).toMatchObject([
      { id: body["id"], name: "Datadog production" },
    ]);
  });

  it("exports an account and takes it over, as its commands print and its program shows", async () => {
    const emulator = await withEmulator();
    const { store } = emulator;
    const { mainRouter, payments } = demoAccount(emulator);
    await createIntegration(emulator, "Datadog", { name: "Datadog production" });
    const events = alertEvents.map((event) => [`option_${event.replace(".", "_")}`, true]);
    const url = { option_webhook_url: "https://webhooks.rootly.com/pagertree?secret=hidden-9ad1" };
    await createIntegration(emulator, "Outgoing Webhook", {
      name: "Rootly",
      ...url,
      ...Object.fromEntries(events),
    });
    store.remove("routers", mainRouter.id);
    store.remove("teams", payments.id);
    const held = store.snapshot();
    const section = README.slice(README.indexOf("## You already have an account"));
    const [exporting, ...others] = blocks
      .filter(({ language, text }) => language === "console" && section.includes(text))
      .flatMap(({ text }) => parseTranscript(text));
    expect(others.map(({ command }) => command)).toEqual([
      "pulumi preview",
      "pulumi up --yes --skip-preview",
    ]);
    const project = await createEngineProject({
      environment: { PAGERTREE_API_KEY: emulator.apiKey, PAGERTREE_BASE_URL: emulator.url },
    });
    onTestFinished(() => project.close());

    const [npx, tool = "", ...args] = exporting?.command.split(" ") ?? [];
    expect(npx).toBe("npx");
    const file = path.join(ROOT, "node_modules/.bin", tool);
    const exported = await execa(process.execPath, [file, ...args], {
      cwd: project.folder,
      env: { ...project.environment },
      all: true,
    });
    expectAsDocumented(exported.all, exporting?.output ?? "");
    const index = await readFile(path.join(project.folder, "our-alerts", "index.ts"), "utf8");
    expectAsDocumented(index, blockWith("ts", 'adopt: "int_3haTPQmKUHDtHZ"').text.replace(/^\/\/ …$/gm, "…"));
    for (const { command, output } of others) {
      const run = await project.pulumi(...command.split(" ").slice(1), "-C", "our-alerts");
      // Which of two integrations comes first is the engine's to choose.
      expectAsDocumented(withSortedAdoptions(run.output), withSortedAdoptions(output));
    }
    expect(await project.pulumi("preview", "--expect-no-changes", "-C", "our-alerts")).toMatchObject({
      status: 0,
    });
    expect(store.snapshot()).toEqual(held);
    expect(exported.all + index + project.transcript).not.toContain("hidden-9ad1");
  });

  it("looks at an integration that was made by hand, which cannot be imported", async () => {
    const emulator = await withEmulator();
    const made = await postIntegration(emulator, "Datadog", { name: "Made by hand" });
    const before = emulator.store.snapshot();
    const project = await openStack(emulator, { "index.ts": blockWith("ts", "Integration.get").text });
    const { status, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(status, output).toBe(0);
    expect(output).toContain(`/integration/${made.body["prefix_id"]}`);
    const imported = await project.pulumi(
      ...[
        "import",
        "pulumi-nodejs:dynamic/pagertree:Integration",
        "made-by-hand",
        String(made.body["id"]),
        "--yes",
      ],
    );
    expect(imported.status).not.toBe(0);
    expect(emulator.store.snapshot()).toEqual(before);
  });

  it("has a test that passes, and that fails when the program is another", async () => {
    const runTest = async (text: string) => {
      const emulator = await withEmulator();
      const test = blockWith("ts", "// index.test.ts").text;
      const project = await openStack(emulator, { "index.ts": text, "index.test.ts": test });
      const vitest = path.join(ROOT, "node_modules/vitest/vitest.mjs");
      const args = [vitest, "run", "--root", project.folder];
      return execa(process.execPath, args, { all: true, reject: false, env: { NO_COLOR: "1" } });
    };
    expect((await runTest(program)).all).toMatch(/Tests\s+1 passed \(1\)/);
    expect((await runTest(program.replace("Platform", "Payments"))).all).toMatch(/Tests\s+1 failed \(1\)/);
  });
});
