// Plays docs/rootly-bridge.md: its program of mistakes on a real engine, and what the preview says of them; then each
// case of the guide's troubleshooting list, and what the probe says of it.

import { describe, expect, it, onTestFinished } from "vitest";
import { createOutgoing } from "../helpers/alerts.ts";
import type { Body } from "../helpers/call-api.ts";
import { createEngineProject } from "../helpers/engine.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { withRootly } from "../helpers/with-rootly.ts";
import { environmentOf, runCommand } from "../provider/commands/run.ts";
import { readDocuments } from "./markdown.ts";
import { expectAsDocumented, parseTranscript } from "./transcript.ts";

const documents = await readDocuments();
const blocks = documents.find(({ file }) => file === "docs/rootly-bridge.md")?.blocks ?? [];
const [preview, ...probes] = blocks
  .filter(({ language }) => language === "console")
  .flatMap(({ text }) => parseTranscript(text));

/** The cases of the guide, in their order: what is wrong with a webhook, or how Rootly answers. */
const cases: readonly { what: string; webhook?: Body; secret?: string; answers?: number; status: 0 | 1 }[] = [
  { what: "a secret that does not match", secret: "of yesterday", status: 1 },
  {
    what: "events that are not sent",
    webhook: {
      option_alert_handoff: false,
      option_outgoing_rules: "rules:\n  - match: {event: alert.open}\n    actions: [{type: ignore}]\n",
    },
    status: 1,
  },
  {
    what: "a customised payload",
    webhook: {
      option_template:
        '{"type": "{{event.type}}", "data": {"id": "{{alert.id}}", "title": "{{alert.title}}"} }',
    },
    status: 1,
  },
  { what: "a delivery that is tried again", answers: 500, status: 1 },
  { what: "a delivery that arrives", status: 0 },
];

describe("docs/rootly-bridge.md", { timeout: 120_000 }, () => {
  it("shows what a preview says of each mistake, and nothing is made", async () => {
    expect(preview?.command).toBe("pulumi preview");
    const program = blocks.find(({ language }) => language === "ts")?.text ?? "";
    const emulator = await withEmulator();
    const project = await createEngineProject({
      stackName: "dev",
      files: { "index.ts": program, "Pulumi.yaml": "name: my-alerts\nruntime: nodejs\nmain: index.ts\n" },
      environment: {
        PAGERTREE_BASE_URL: emulator.url,
        PAGERTREE_API_KEY: emulator.apiKey,
        // As for a user: Pulumi checks the types of the program.
        PULUMI_NODEJS_TRANSPILE_ONLY: "false",
      },
    });
    onTestFinished(() => project.close());

    const { status, output } = await project.pulumi("preview");

    expect(status).not.toBe(0);
    expectAsDocumented(output, preview?.output ?? "");
    expect(emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("has a transcript of the probe for each case of the guide", () => {
    expect(probes).toHaveLength(cases.length);
  });

  it.each(cases.map((each, index) => ({ ...each, ...probes[index] })))(
    "shows what the probe says of $what",
    async ({ webhook, secret, answers, status, command = "", output = "" }) => {
      const [emulator, rootly] = [await withEmulator(), await withRootly()];
      const isSent = command.includes("--send");
      // What is not sent may name Rootly's own host, by which the probe knows it.
      const address = isSent
        ? rootly.url
        : "https://webhooks.rootly.com/webhooks/incoming/pagertree_webhooks";
      const url = `${address}?secret=${encodeURIComponent(secret ?? rootly.secret)}`;
      await createOutgoing(emulator, url, { name: "Rootly", ...webhook });
      if (answers !== undefined) rootly.fail(answers, 1);
      const words = command.split(" ");
      expect(words.splice(0, 2)).toEqual(["npx", "pulumi-pagertree"]);

      const run = await runCommand(
        [...words, ...(isSent ? ["--receiver", "rootly"] : [])],
        environmentOf(emulator),
      );

      const stderr = isSent ? expect.stringMatching(/^Posting one test .* on this machine\.\n$/) : "";
      expect({ status: run.status, stderr: run.stderr }).toEqual({ status, stderr });
      expectAsDocumented(run.stdout, output);
      expect(rootly.deliveries).toHaveLength(isSent ? 1 : 0);
      expect(run.stdout).not.toContain(rootly.secret);
    },
  );
});
