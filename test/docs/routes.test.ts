// Plays docs/routes.md: its programs on a real engine, and what the commands say of each dead route.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { createEngineProject } from "../helpers/engine.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { readDocuments } from "./markdown.ts";
import { comparable, isAsDocumented, parseTranscript } from "./transcript.ts";

const documents = await readDocuments();
const blocks = documents.find(({ file }) => file === "docs/routes.md")?.blocks ?? [];
const [mistakes = "", rules = "", ownTeam = "", warnings = "", adopted = ""] = blocks
  .filter(({ language }) => language === "ts")
  .map(({ text }) => text);
const [ofMistakes, ofRules, ofOwnTeam, ofWarnings, ofAdopted, ofDeletion, ...others] = blocks
  .filter(({ language }) => language === "console")
  .flatMap(({ text }) => parseTranscript(text));

async function openStack(emulator: Emulator, program: string) {
  const project = await createEngineProject({
    stackName: "dev",
    files: { "index.ts": program, "Pulumi.yaml": "name: my-alerts\nruntime: nodejs\nmain: index.ts\n" },
    environment: { PAGERTREE_BASE_URL: emulator.url, PAGERTREE_API_KEY: emulator.apiKey },
  });
  onTestFinished(() => project.close());
  return project;
}

function expectAsDocumented(output: string, documented = ""): void {
  // The whole of it, since what is left out in the document would make a difference hard to read.
  expect(isAsDocumented(output, documented) ? comparable(documented) : comparable(output)).toBe(
    comparable(documented),
  );
}

it.each([
  ["destinations", mistakes, ofMistakes],
  ["receivers", rules, ofRules],
])(
  "docs/routes.md shows what a preview says of wrong %s, and nothing is made",
  {
    timeout: 120_000,
  },
  async (_what, program, documented) => {
    expect([documented?.command, others]).toEqual(["pulumi preview", []]);
    const emulator = await withEmulator();
    const project = await openStack(emulator, program);
    const { status, output } = await project.pulumi("preview");
    expect(status).not.toBe(0);
    expectAsDocumented(output, documented?.output);
    expect(emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  },
);

it("docs/routes.md shows the warnings of previews, which pass", { timeout: 120_000 }, async () => {
  const emulator = await withEmulator();
  const { store } = emulator;
  const { platform, mainRouter, payments } = demoAccount(emulator);
  store.update("teams", platform.id, { member_account_user_ids: [] });
  const toNobody =
    '{"rules":[{"match":{"always":true},"actions":[{"type":"assign","receiver":"tem_ODCWagoG9"}]}]}';
  const byNight = store.duplicate("routers", mainRouter.id);
  store.update("routers", byNight.id, {
    name: "By night",
    rules: toNobody,
    default_receiver_team_id: payments.id,
  });
  const leftOver = store.duplicate("routers", mainRouter.id);
  const gone = "01GDBEYARHS4W4QM6X370Z5TMB";
  store.update("routers", leftOver.id, { name: "Left over", default_receiver_team_id: gone });
  store.update("routers", mainRouter.id, { enabled: false });
  const project = await openStack(emulator, warnings);
  const { status, output } = await project.pulumi("preview");
  expect(status).toBe(0);
  expectAsDocumented(output, ofWarnings?.output);

  const program = adopted.replace(/rtr_[\w-]+/, byNight.prefix_id);
  await writeFile(path.join(project.folder, "index.ts"), program);
  const ofAdoption = await project.pulumi("preview");
  expect(ofAdoption.status).toBe(0);
  expectAsDocumented(ofAdoption.output, ofAdopted?.output);
});

it("docs/routes.md shows what is said of a team that is gone, and of one that is still in use", {
  timeout: 240_000,
}, async () => {
  const emulator = await withEmulator();
  const { store } = emulator;
  const project = await openStack(emulator, ownTeam);
  const up = () => project.pulumi("up", "--yes", "--skip-preview", "--refresh");
  expect((await up()).status).toBe(0);
  const checkout = () => store.all("teams").find(({ name }) => name === "Checkout")?.id ?? "";

  store.remove("teams", checkout());
  expectAsDocumented((await project.pulumi("preview")).output, ofOwnTeam?.output);

  // As the message says.
  expect((await up()).status).toBe(0);
  await createIntegration(emulator, "Datadog", { name: "By hand", team_ids: [checkout()] });
  const { status, output } = await project.pulumi(...(ofDeletion?.command ?? "").split(" ").slice(1));
  expect(status).not.toBe(0);
  expectAsDocumented(output, ofDeletion?.output);
  expect(checkout()).not.toBe("");
});
