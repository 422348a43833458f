// Plays docs/rootly-bridge.md: its program of mistakes on a real engine, and what the preview says of them.

import { expect, it, onTestFinished } from "vitest";
import { createEngineProject } from "../helpers/engine.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { readDocuments } from "./markdown.ts";
import { comparable, isAsDocumented, parseTranscript } from "./transcript.ts";

const documents = await readDocuments();
const blocks = documents.find(({ file }) => file === "docs/rootly-bridge.md")?.blocks ?? [];

it("docs/rootly-bridge.md shows what a preview says of each mistake, and nothing is made", {
  timeout: 120_000,
}, async () => {
  const program = blocks.find(({ language }) => language === "ts")?.text ?? "";
  const [preview, ...others] = blocks
    .filter(({ language }) => language === "console")
    .flatMap(({ text }) => parseTranscript(text));
  expect([preview?.command, others]).toEqual(["pulumi preview", []]);
  const emulator = await withEmulator();
  const project = await createEngineProject({
    files: { "index.ts": program, "Pulumi.yaml": "name: my-alerts\nruntime: nodejs\nmain: index.ts\n" },
    environment: { PAGERTREE_BASE_URL: emulator.url, PAGERTREE_API_KEY: emulator.apiKey },
  });
  onTestFinished(() => project.close());
  await project.pulumi("stack", "init", "dev");

  const { status, output } = await project.pulumi("preview");

  expect(status).not.toBe(0);
  const documented = preview?.output ?? "";
  expect(isAsDocumented(output, documented) ? comparable(documented) : comparable(output)).toBe(
    comparable(documented),
  );
  expect(emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});
