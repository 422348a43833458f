// Programs in Python, with the SDK that Pulumi's generator makes from the schema.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { runCommand } from "../../setup/command.mjs";
import { generateSdk } from "../../setup/languages/sdks.mjs";
import { getPython } from "../../setup/python.mjs";
import { readDocuments } from "../docs/markdown.ts";
import { createEngineProject } from "../helpers/engine.ts";
import { playLanguageStory } from "../helpers/language-story.ts";
import { makeFolder } from "../helpers/temporary-folder.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { playImportStory } from "./import-story.ts";
import { followInstallation } from "./installation.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");
const REQUIREMENTS = new URL("../../setup/languages/python/requirements.txt", import.meta.url);
const PROGRAM = path.join(import.meta.dirname, "python", "__main__.py");

let environment: Record<string, string> = {};
let python = "";

beforeAll(async () => {
  const got = await getPython("pulumi", REQUIREMENTS);
  if ("problem" in got) throw new Error(got.problem);
  python = got.executable;
  const { folder, remove } = await makeFolder();
  const [sdk, installed] = [path.join(folder, "sdk"), path.join(folder, "installed")];
  await generateSdk("python", path.join(ROOT, "provider", "schema.json"), sdk);
  const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"];
  const { status, output } = await runCommand(python, [...pip, "--target", installed, sdk]);
  expect({ status, output }).toMatchObject({ status: 0 });
  environment = {
    // As in a shell with the virtual environment active.
    PATH: [path.dirname(python), process.env["PATH"]].join(path.delimiter),
    PYTHONPATH: installed,
  };
  return remove;
}, 600_000);

it("a program in Python looks up, makes, sees drift, puts right and destroys", {
  timeout: 600_000,
}, async () => {
  await playLanguageStory({
    runtime: "python",
    files: { "__main__.py": await readFile(PROGRAM, "utf8") },
    environment,
  });
});

it("a project in Python begins as the page on installation says", { timeout: 600_000 }, async () => {
  await followInstallation("python", {}, [path.join("venv", "bin")]);
});

it("every program in Python of the documents has only what the SDK has", { timeout: 600_000 }, async () => {
  const blocks = (await readDocuments()).flatMap((document) => document.blocks);
  const programs = blocks.filter(({ language }) => language === "python");
  expect(programs.length).toBeGreaterThan(20);
  expect(await underMocks(programs)).toEqual({ exitCode: 0, all: "" });
  const story = await readFile(PROGRAM, "utf8");
  const broken = { place: "broken", text: story.replace("first_hand_off", "first_handoff") };
  expect(await underMocks([broken])).toMatchObject({
    exitCode: 1,
    all: expect.stringContaining("unexpected keyword argument 'first_handoff'"),
  });
});

/** Runs programs with Pulumi's mocks. */
async function underMocks(programs: readonly { place: string; text: string }[]) {
  const run = path.join(import.meta.dirname, "python", "under_mocks.py");
  const schema = path.join(ROOT, "provider", "schema.json");
  const input = JSON.stringify(programs);
  const { exitCode, all } = await execa(python, [run, schema], {
    input,
    env: environment,
    all: true,
    reject: false,
  });
  return { exitCode, all };
}

it("a team is not deleted while an integration that was to go with it stays", {
  timeout: 600_000,
}, async () => {
  // The engine does not tell the plugin of `deleted_with`: it forgets the integration, and deletes the team.
  const emulator = await withEmulator();
  const project = await createEngineProject({
    runtime: "python",
    files: { "__main__.py": deletedWith },
    environment,
    config: { "pagertree:apiKey": { secret: emulator.apiKey }, "pagertree:baseUrl": emulator.url },
    door: "native",
  });
  onTestFinished(() => project.close());
  await project.up();
  const [datadog] = emulator.store.all("integrations");
  const { text } = await project.destroy({ expectFailure: true });
  expect(text).toContain(
    `integration ${datadog?.prefix_id} "Datadog" still sends alerts to it. Nothing was deleted`,
  );
  expect(emulator.store.all("teams").map(({ name }) => name)).toContain("Checkout");
});

const deletedWith = `
import pulumi
import pulumi_pagertree as pagertree

ada = pagertree.get_account_user_output(email="ada@example.com")
checkout = pagertree.Team(
    "checkout", name="Checkout", member_account_user_ids=[ada.id], admin_account_user_ids=[ada.id]
)
pagertree.Integration(
    "datadog",
    name="Datadog",
    type="datadog",
    team_ids=[checkout.id],
    opts=pulumi.ResourceOptions(deleted_with=checkout),
)
`;

it("the program that pulumi import writes in Python shows no change", { timeout: 600_000 }, async () => {
  await playImportStory({
    runtime: "python",
    files: { "__main__.py": "" },
    environment,
    contains: ['platform = pagertree.Team("platform"', "platform.id", '"support_retriggered_event": True'],
    judge: async ({ folder }) => {
      const file = path.join(folder, "__main__.py");
      const { status, output } = await runCommand(python, ["-m", "py_compile", file]);
      expect({ status, output }).toMatchObject({ status: 0 });
    },
  });
});
