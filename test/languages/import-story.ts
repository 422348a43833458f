// What `pulumi import` writes in a language: a team, a router, a rotation and two integrations of an account are imported
// into a project, Pulumi's own generator writes the program that declares them, and then a preview shows no change.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished } from "vitest";
import { generateProgram } from "../../setup/languages/sdks.mjs";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { createEngineProject, type EngineProject, type EngineProjectOptions } from "../helpers/engine.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const SCHEMA = path.join(import.meta.dirname, "..", "..", "provider", "schema.json");

interface ImportStory extends Pick<EngineProjectOptions, "environment"> {
  readonly runtime: "nodejs" | "python" | "go";
  /** The files of a project, by name; the first is the program. */
  readonly files: Readonly<Record<string, string>>;
  /** What the program has, in the language's own words. */
  readonly contains: readonly string[];
  /** Lets the language's own tools judge the program. */
  readonly judge: (project: EngineProject) => Promise<void>;
}

/** Imports, writes the program, lets it be judged, and previews it. */
export async function playImportStory(story: ImportStory): Promise<void> {
  const { runtime, files, contains, judge, environment = {} } = story;
  const emulator = await withEmulator();
  const { platform, mainRouter } = demoAccount(emulator);
  const rules = { rules: [{ match: { "alert.title": "staging" }, actions: [{ type: "ignore" }] }] };
  emulator.store.update("routers", mainRouter.id, { rules: JSON.stringify(rules) });
  const [layer] = emulator.store.all("events").filter(({ rotation }) => rotation);
  const datadog = await createIntegration(emulator, "Datadog", {
    name: "Datadog",
    option_support_retriggered_event: true,
  });
  const hook = await createIntegration(emulator, "Outgoing Webhook", {
    // Of two resources with one name, Pulumi takes each for a reference to the other, and gives up all references.
    name: "Hook",
    urgency: "low",
    option_webhook_url: "https://hooks.example.com/very-secret",
    option_alert_open: true,
  });
  const resources = [
    { type: "pagertree:index:Team", name: "platform", id: platform.prefix_id },
    { type: "pagertree:index:Router", name: "main", id: mainRouter.id },
    { type: "pagertree:index:Rotation", name: "firstLayer", id: layer?.prefix_id },
    { type: "pagertree:index:Integration", name: "datadog", id: datadog.prefix_id },
    { type: "pagertree:index:Integration", name: "hook", id: hook.prefix_id },
  ];
  const project = await createEngineProject({
    runtime,
    files: { ...files },
    environment,
    config: { "pagertree:apiKey": { secret: emulator.apiKey }, "pagertree:baseUrl": emulator.url },
    door: "native",
    refresh: true,
  });
  onTestFinished(() => project.close());

  await writeFile(path.join(project.folder, "import.json"), JSON.stringify({ resources }));
  // The hosts here are older than Pulumi's generator of programs, which the engine asks them for.
  const args = ["--file", "import.json", "--yes", "--protect=false", "--generate-code=false"];
  const imported = await project.pulumi("import", ...args);
  expect(imported.output).toContain(`= ${resources.length} imported`);
  const state = path.join(await temporaryFolder(), "state.json");
  const exported = await project.pulumi("stack", "export", "--show-secrets", "--file", state);
  expect(exported.status, exported.output).toBe(0);
  const program = await generateProgram(runtime, SCHEMA, state);
  for (const words of contains) expect(program).toContain(words);
  // What is as it would be by itself is left out.
  expect(program).not.toMatch(/allowDuplicate|allow_duplicate|enabled: ?true|enabled=True|Enabled:/);

  const [main = ""] = Object.keys(files);
  await writeFile(path.join(project.folder, main), `${program}\n`);
  await judge(project);
  const next = await project.pulumi("preview", "--diff", "--expect-no-changes");
  expect(next.status, next.output).toBe(0);
  expect(next.output).toContain(`${resources.length + 1} unchanged`);
}
