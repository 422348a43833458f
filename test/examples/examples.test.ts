// Every program of examples/ is run as its reader runs it: `pulumi up`, a preview without a change, `pulumi destroy`.
// Running the quickstart is left to test/demo.

import { readdirSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import type { Emulator } from "../../emulator/src/index.ts";
import { callApi } from "../helpers/call-api.ts";
import { postIntegration } from "../helpers/demo-account.ts";
import { createEngineProject, type EngineProject } from "../helpers/engine.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const EXAMPLES = path.join(ROOT, "examples");
const examples = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const packageSchema = z.object({
  version: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

async function readPackage(...location: string[]) {
  return packageSchema.parse(
    JSON.parse(await readFile(path.join(ROOT, ...location, "package.json"), "utf8")),
  );
}

/** An example as a project of its own, on an emulator of its own. */
async function openExample(
  name: string,
  config: Record<string, string> = {},
): Promise<{ project: EngineProject; emulator: Emulator }> {
  const emulator = await withEmulator();
  const folder = path.join(EXAMPLES, name);
  const files = await Promise.all(
    (await readdir(folder)).map(async (file) => [file, await readFile(path.join(folder, file), "utf8")]),
  );
  const project = await createEngineProject({
    files: Object.fromEntries(files),
    environment: { PAGERTREE_API_KEY: emulator.apiKey, PAGERTREE_BASE_URL: emulator.url },
    config: Object.fromEntries(
      Object.entries(config).map(([key, value]) => [`pagertree-${name}:${key}`, { secret: value }]),
    ),
  });
  onTestFinished(() => project.close());
  return { project, emulator };
}

function namesOf({ store }: Emulator): string[] {
  return store
    .all("integrations")
    .map(({ name }) => name)
    .sort();
}

/** Runs a command that is to succeed; what it printed is the message if it does not. */
async function succeed(project: EngineProject, ...args: string[]): Promise<string> {
  const { status, output } = await project.pulumi(...args);
  expect(status, output).toBe(0);
  return output;
}

/** Runs the tests that an example brings, as its reader does. */
async function passOwnTests({ folder }: EngineProject, count: number): Promise<void> {
  const vitest = path.join(ROOT, "node_modules/vitest/vitest.mjs");
  const { all, exitCode } = await execa(process.execPath, [vitest, "run", "--root", folder], {
    all: true,
    reject: false,
    env: { NO_COLOR: "1" },
  });
  expect(all).toMatch(new RegExp(`Tests\\s+${count} passed \\(${count}\\)`));
  expect(exitCode, all).toBe(0);
}

describe("examples", { timeout: 180_000 }, () => {
  it.each(examples)("%s asks for the versions that the repository has", async (name) => {
    const [example, provider, root] = await Promise.all([
      readPackage("examples", name),
      readPackage("provider"),
      readPackage(),
    ]);
    const { "pulumi-pagertree": own, ...others } = { ...example.dependencies, ...example.devDependencies };
    expect(own).toBe(`^${provider.version}`);
    expect(root.devDependencies).toMatchObject(others);
  });

  it("README.md names every example", async () => {
    const readme = await readFile(path.join(EXAMPLES, "README.md"), "utf8");
    const named = [...readme.matchAll(/^\| \[([\w-]+)\]/gm)].map(([, name]) => name).sort();
    expect(named).toEqual(examples.toSorted());
  });

  it("javascript makes its two integrations and takes them away", async () => {
    const webhookUrl = "https://hooks.slack.com/services/canary";
    const { project, emulator } = await openExample("javascript", { slackWebhookUrl: webhookUrl });
    await succeed(project, "up", "--yes", "--skip-preview");
    expect(namesOf(emulator)).toEqual(["Prometheus", "Slack #alerts"]);
    await succeed(project, "preview", "--expect-no-changes");
    await succeed(project, "destroy", "--yes", "--skip-preview");
    expect(namesOf(emulator)).toEqual([]);
    expect(project.transcript).not.toContain("canary");
  });

  it("integration-type-id makes its integration, and leaves the options that it does not name", async () => {
    const { project, emulator } = await openExample("integration-type-id");
    await succeed(project, "up", "--yes", "--skip-preview");
    const [made] = emulator.store.all("integrations");
    expect(made?.options["capture_additional_data"]).toBe(true);
    await callApi(emulator, "PUT", `/integrations/${made?.id}`, { option_wrapper_key: "payload" });
    await succeed(project, "preview", "--expect-no-changes");
    await succeed(project, "destroy", "--yes", "--skip-preview");
    expect(namesOf(emulator)).toEqual([]);
  });

  it("ignore-changes sees no difference in what is left to the web page, and does see others", async () => {
    const { project, emulator } = await openExample("ignore-changes");
    await succeed(project, "up", "--yes", "--skip-preview");
    const [made] = emulator.store.all("integrations");
    expect(made?.options["title_template"]).toBe("{{data.title}}");
    await callApi(emulator, "PUT", `/integrations/${made?.id}`, {
      option_title_template: "{{data.ruleName}}",
      option_title_template_enabled: false,
    });
    await succeed(project, "preview", "--expect-no-changes");
    await callApi(emulator, "PUT", `/integrations/${made?.id}`, { urgency: "low" });
    const { status } = await project.pulumi("preview", "--expect-no-changes");
    expect(status).not.toBe(0);
    await succeed(project, "up", "--yes", "--skip-preview");
    const [updated] = emulator.store.all("integrations");
    expect(updated).toMatchObject({ urgency: "high", options: { title_template: "{{data.ruleName}}" } });
    await succeed(project, "destroy", "--yes", "--skip-preview");
    expect(namesOf(emulator)).toEqual([]);
  });

  it("existing-integrations shows what the account has, and neither changes nor deletes it", async () => {
    const { project, emulator } = await openExample("existing-integrations");
    await postIntegration(emulator, "Grafana", { name: "Made by hand", enabled: false });
    const before = emulator.store.snapshot();
    const output = await succeed(project, "up", "--yes", "--skip-preview");
    expect(output).toMatch(/Made by hand: "grafana"/);
    expect(output).toMatch(/watchedEndpoint: "http:.*\/integration\/int_[\w-]+"/);
    await succeed(project, "preview", "--expect-no-changes");
    await succeed(project, "destroy", "--yes", "--skip-preview");
    expect(emulator.store.snapshot()).toEqual(before);
  });

  it("onboarding makes the integrations and rules that its YAML file asks for", async () => {
    const { project, emulator } = await openExample("onboarding");
    await succeed(project, "up", "--yes", "--skip-preview");
    expect(namesOf(emulator)).toEqual([
      "checkout (datadog)",
      "checkout (pingdom)",
      "newsletter (email)",
      "search (datadog)",
      "search (prometheus)",
    ]);
    const [platform, payments] = emulator.store.all("teams");
    const rules = emulator.store.all("routers").find(({ name }) => name === "By service")?.rules ?? "";
    expect([...rules.matchAll(/tem_[\w-]+/g)].flat()).toEqual([
      payments?.prefix_id,
      platform?.prefix_id,
      platform?.prefix_id,
    ]);
    await succeed(project, "preview", "--expect-no-changes");
    await succeed(project, "destroy", "--yes", "--skip-preview");
    expect(namesOf(emulator)).toEqual([]);
  });

  it("unit-tests passes its own tests, and makes its two integrations", async () => {
    const { project, emulator } = await openExample("unit-tests");
    await passOwnTests(project, 2);
    await succeed(project, "up", "--yes", "--skip-preview");
    expect(namesOf(emulator)).toEqual(["Datadog checkout", "Datadog search"]);
    await succeed(project, "preview", "--expect-no-changes");
    await succeed(project, "destroy", "--yes", "--skip-preview");
    expect(namesOf(emulator)).toEqual([]);
  });

  it("rootly-two-ends passes its own tests", async () => {
    const { project } = await openExample("rootly-two-ends");
    await passOwnTests(project, 4);
  });
});
