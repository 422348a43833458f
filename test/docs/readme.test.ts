// Plays README.md and the pages of its daily jobs as a reader would: the program and settings on a real engine, the
// commands in their order, their outputs compared; then what the pages say about pipelines, configuration, adoption and
// tests. An engine takes seconds for each command, so stories share a project where they can.

import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { alertEvents } from "../../provider/src/receivers/events.ts";
import { createIntegration, demoAccount, postIntegration } from "../helpers/demo-account.ts";
import { createEngineProject, type EngineProject } from "../helpers/engine.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { type CommandRun, runCommand as runPackageCommand } from "../provider/commands/run.ts";
import { commandsIn } from "./commands.ts";
import { type CodeBlock, type Document, ROOT, readDocuments } from "./markdown.ts";
import { comparable, expectAsDocumented, parseTranscript, type TranscriptEntry } from "./transcript.ts";

const documents = await readDocuments();
const program = blockWith("README.md", "ts", "// index.ts").text;

function page(file: string): Document {
  const found = documents.find((document) => document.file === file);
  if (found === undefined) throw new Error(`there is no ${file}`);
  return found;
}

/** The one block of a page that is in this language and holds this text. */
function blockWith(file: string, language: string, text: string): CodeBlock {
  const [found, ...others] = page(file).blocks.filter(
    (block) => block.language === language && block.text.includes(text),
  );
  if (found === undefined || others.length > 0) throw new Error(`${file} has not one block with ${text}`);
  return found;
}

/** The commands that a page shows with their outputs. */
function transcriptOf(file: string): TranscriptEntry[] {
  const blocks = page(file).blocks.filter(({ language }) => language === "console");
  return blocks.flatMap(({ text }) => parseTranscript(text));
}

/** A program with the settings of the page on drift, as a stack named dev. */
async function openStack(
  emulator: Emulator,
  files: Record<string, string>,
  environment: Record<string, string> = { PAGERTREE_API_KEY: emulator.apiKey },
): Promise<EngineProject> {
  const project = await createEngineProject({
    stackName: "dev",
    files: { ...files, "Pulumi.yaml": blockWith("docs/drift.md", "yaml", "refresh: always").text },
    environment: { PAGERTREE_BASE_URL: emulator.url, ...environment },
  });
  onTestFinished(() => project.close());
  return project;
}

/** Runs a command line of a page, as it is there. */
async function run(project: EngineProject, command: string, ...more: string[]) {
  const [tool, ...args] = command.split(" ");
  expect(tool).toBe("pulumi");
  return project.pulumi(...args, ...more);
}

/** Runs a command line of a page for the package's own tool. */
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

/** The picture in the README is what `map` draws of the account. */
async function expectMapAsDocumented({ url }: Emulator, apiKey: string): Promise<void> {
  const folder = await temporaryFolder();
  const [, command = ""] = /`npx pulumi-pagertree (map --out [\w.]+)`/.exec(page("README.md").text) ?? [];
  const drawn = await runPackageCommand(
    command.split(" "),
    { PAGERTREE_API_KEY: apiKey, PAGERTREE_BASE_URL: url },
    folder,
  );
  expect(drawn, drawn.stderr).toMatchObject({ status: 0 });
  const [picture, documented] = await Promise.all(
    [path.join(folder, "map.svg"), path.join(ROOT, "docs", "map.svg")].map((file) => readFile(file, "utf8")),
  );
  expect(comparable(picture ?? "")).toBe(comparable(documented ?? ""));
}

function withSortedAdoptions(output: string): string {
  const byName = (line: string) => line.slice(line.indexOf('"'));
  return output.replace(/(?:^ +adopts .*\n)+/gm, (lines) => {
    const sorted = lines.trimEnd().split("\n");
    sorted.sort((one, other) => (byName(one) < byName(other) ? -1 : 1));
    return `${sorted.join("\n")}\n`;
  });
}

describe("README.md and its pages", { timeout: 180_000 }, () => {
  it("show what the program and the commands print, the map, and a pipeline that fails on drift until a new key fixes it", async () => {
    const [up, preview, ...others] = transcriptOf("README.md");
    const pipeline = blockWith("docs/drift.md", "sh", "--expect-no-changes").text;
    const [drift = ""] = commandsIn(blockWith("README.md", "sh", "pulumi-pagertree drift").text);
    expect(up?.command).toMatch(/^pulumi up /);
    expect(preview?.command).toMatch(/^pulumi preview /);
    expect(others).toEqual([]);

    const emulator = await withEmulator({ apiKeys: [{ key: "first-key" }, { key: "second-key" }] });
    // Without a key, which the configuration holds.
    const project = await openStack(emulator, { "index.ts": program }, {});
    const setKey = async (key: string) => {
      const [tool = "", ...args] = blockWith("README.md", "sh", "config set").text.split(" ");
      await execa(tool, args, { cwd: project.folder, env: project.environment, input: key });
    };
    await setKey("first-key");
    expectAsDocumented((await run(project, up?.command ?? "")).output, up?.output ?? "");
    await expectMapAsDocumented(emulator, "first-key");

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

    emulator.faults.add({ kind: "expire-key", path: "/teams" });
    await fetch(`${emulator.url}/teams`, { headers: { authorization: "Bearer first-key" } });
    await setKey("second-key");
    const { output } = await run(project, pipeline);
    expect(output).toContain("401");
    expect(output).toContain("run `pulumi up --refresh --run-program` once");
    const withNewKey = blockWith("docs/installation-configuration.md", "sh", "--run-program").text;
    const replaced = await run(project, withNewKey, "--yes");
    expect(replaced, replaced.output).toMatchObject({ status: 0 });
    expect(await run(project, pipeline)).toMatchObject({ status: 0 });
    expect(project.transcript).not.toMatch(/(first|second)-key/);
  });

  it("adopt an integration that was made by hand and keep it, and look at one that cannot be imported", async () => {
    const emulator = await withEmulator();
    const { body } = await postIntegration(emulator, "Datadog", { name: "Made by hand" });
    const watched = await postIntegration(emulator, "Datadog", { name: "Looked at" });
    const adopted = (text: string) => text.replace("int_ODCWagoG9", String(body["prefix_id"]));
    const project = await openStack(emulator, {
      "index.ts": 'import "./adopt";\nexport * from "./look";\n',
      "adopt.ts": adopted(blockWith("docs/adoption.md", "ts", "retainOnDelete").text),
      "look.ts": blockWith("docs/adoption.md", "ts", "Integration.get").text.replace(
        "Made by hand",
        "Looked at",
      ),
    });
    const line = /`(adopts integration .*?)`/.exec(page("docs/adoption.md").text)?.[1] ?? "";
    const preview = await project.pulumi("preview");
    expect(preview.output).toContain(adopted(line));
    const { status, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(status, output).toBe(0);
    expect(output).toContain(`/integration/${watched.body["prefix_id"]}`);
    const held = emulator.store.snapshot();
    const type = "pulumi-nodejs:dynamic/pagertree:Integration";
    const imported = await project.pulumi("import", type, "other", String(watched.body["id"]), "--yes");
    expect(imported.status).not.toBe(0);
    expect(await project.pulumi("destroy", "--yes", "--skip-preview")).toMatchObject({ status: 0 });
    expect(emulator.store.snapshot()).toEqual(held);
    expect(emulator.store.find("integrations", String(body["id"]))).toMatchObject({
      name: "Datadog production",
    });
  });

  it("export an account and take it over, as the commands print and the program shows", async () => {
    const emulator = await withEmulator();
    const { store } = emulator;
    const { mainRouter, payments, platform } = demoAccount(emulator);
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
    // Of the on-call time of the demo account, the weekly turns of the team's first layer.
    for (const { id } of store.all("notification_rules")) store.remove("notification_rules", id);
    for (const { id, layer, schedule_ids } of store.all("events")) {
      const isKept = layer === 1 && schedule_ids.includes(platform.schedule_id ?? "");
      if (!isKept) store.remove("events", id);
      else {
        const times = { start_time: "2026-01-05T09:00:00.000Z", end_time: "2026-01-12T09:00:00.000Z" };
        store.update("events", id, times);
      }
    }
    const held = store.snapshot();
    const [exporting, ...others] = transcriptOf("docs/adoption.md");
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
    expectAsDocumented(
      index,
      blockWith("docs/adoption.md", "ts", 'adopt: "int_3haTPQmKUHDtHZ"').text.replace(/^\/\/ …$/gm, "…"),
    );
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

  it("have a test that passes, and that fails when the program is another", async () => {
    const folder = await temporaryFolder();
    const test = blockWith("docs/testing.md", "ts", "// index.test.ts").text;
    await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction");
    for (const [name, text] of Object.entries({
      right: program,
      wrong: program.replace("Platform", "Payments"),
    })) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, "index.ts"), text);
      await writeFile(path.join(folder, name, "index.test.ts"), test);
    }
    const vitest = path.join(ROOT, "node_modules/vitest/vitest.mjs");
    const args = [vitest, "run", "--root", folder];
    const { all } = await execa(process.execPath, args, { all: true, reject: false, env: { NO_COLOR: "1" } });
    expect(all).toMatch(/Tests\s+1 failed \| 1 passed \(2\)/);
    expect(all).toMatch(/FAIL +wrong\/index\.test\.ts/);
  });
});
