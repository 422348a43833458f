// Follows the page on installation in a language, as somebody new to it would: its commands, its Pulumi.yaml, its program.

import { mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished } from "vitest";
import { parse, stringify } from "yaml";
import { runCommand } from "../../setup/command.mjs";
import { generateSdk } from "../../setup/languages/sdks.mjs";
import { commandsIn } from "../docs/commands.ts";
import { parseDocument, ROOT } from "../docs/markdown.ts";
import { createEngineProject } from "../helpers/engine.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

/**
 * Runs what the page says, up to the first preview.
 *
 * @param searchPath Folders of the project in which the engine looks for programs before it looks on PATH.
 */
export async function followInstallation(
  language: "python" | "go",
  environment: Readonly<Record<string, string>>,
  searchPath: readonly string[] = [],
): Promise<void> {
  const page = await readFile(path.join(ROOT, "docs", "installation-configuration.md"), "utf8");
  const sections = page.split(/^## /m).map((section) => parseDocument("", section).blocks);
  const inPython = sections.find((blocks) => blocks.some((block) => block.language === "python")) ?? [];
  const blocks = sections.find((each) => each.some((block) => block.language === language)) ?? [];
  const program = blocks.find((block) => block.language === language)?.text ?? "";
  const [, file = ""] = /^(?:#|\/\/) (\S+)\n/.exec(program) ?? [];
  // The section on Go says what differs.
  const settings = inPython.find((block) => block.language === "yaml")?.text ?? "";
  const ofProject = language === "python" ? settings : stringify({ ...parse(settings), runtime: language });

  const emulator = await withEmulator();
  const project = await createEngineProject({
    runtime: language,
    files: { "Pulumi.yaml": ofProject, [file]: `${program}\n` },
    config: { "pagertree:apiKey": { secret: emulator.apiKey }, "pagertree:baseUrl": emulator.url },
  });
  onTestFinished(() => project.close());
  const { folder } = project;
  await mkdir(path.join(folder, "plugin"));
  await symlink(path.join(ROOT, "node_modules"), path.join(folder, "plugin", "node_modules"), "junction");
  const env = { ...process.env, ...environment };
  const commands = blocks.filter((block) => block.language === "sh").flatMap(({ text }) => commandsIn(text));
  expect(commands.length).toBeGreaterThan(2);
  for (const command of commands) {
    const [name = "", ...args] = command.split(" ");
    if (name === "pulumi") {
      // The hosts here are too old for it.
      await generateSdk(language, path.join(folder, args[2] ?? ""), path.join(folder, "sdk", language));
    } else {
      const { status, output } = await runCommand(name, args, { cwd: folder, env });
      expect({ command, status, output }).toMatchObject({ status: 0 });
    }
  }
  // The Python host here is too old to see `virtualenv`.
  const folders = searchPath.map((each) => path.join(folder, each));
  const PATH = [...folders, process.env["PATH"]].join(path.delimiter);
  const preview = await project.start(["preview", "--diff"], { ...environment, PATH }).ended;
  expect(preview.output).toContain("pagertree:index:Integration: (create)");
  expect(preview.status, preview.output).toBe(0);
}
