// Plays emulator/README.md as a reader would: the command that starts an emulator, and what it tells to send to it.

import path from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { describe, expect, it, onTestFinished } from "vitest";
import { callApi, idOf, rowsOf } from "../helpers/call-api.ts";
import { typeId } from "../helpers/demo-account.ts";
import { ROOT, readDocuments } from "./markdown.ts";
import { comparable, parseTranscript } from "./transcript.ts";

const documents = await readDocuments();
const document = documents.find(({ file }) => file === "emulator/README.md");
const [start, ...requests] = (document?.blocks ?? [])
  .filter(({ language }) => language === "console")
  .flatMap(({ text }) => parseTranscript(text));

/** Starts the emulator with a command of the document, on a free port; its output up to the last documented line. */
async function startAsDocumented({ command, output }: { command: string; output: string }) {
  const [npx, tool, ...args] = command.replace(/--port \d+/, "--port 0").split(" ");
  expect(npx).toBe("npx");
  const file = path.join(ROOT, "node_modules/.bin", tool ?? "");
  const running = execa(process.execPath, [file, ...args], { reject: false });
  onTestFinished(async () => {
    running.kill("SIGINT");
    await running;
  });
  const printed: string[] = [];
  for await (const line of createInterface({ input: running.stdout })) {
    printed.push(line);
    if (line !== "" && output.endsWith(line)) break;
  }
  return printed.join("\n");
}

describe("emulator/README.md", () => {
  it("shows what the command prints, and requests that are answered", async () => {
    const printed = await startAsDocumented(start ?? { command: "", output: "" });
    expect(comparable(printed)).toBe(comparable(start?.output ?? ""));
    const [, url = ""] = /PAGERTREE_BASE_URL=(\S+)/.exec(printed) ?? [];
    const [, apiKey = ""] = /PAGERTREE_API_KEY=(\S+)/.exec(printed) ?? [];
    const [team] = rowsOf(await callApi({ url, apiKey }, "GET", "/teams"));
    const made = await callApi({ url, apiKey }, "POST", "/integrations", {
      name: "Hook",
      urgency: "high",
      integration_type_id: typeId("Outgoing Webhook"),
      team_ids: [team && idOf({ body: team })],
      option_webhook_url: "https://example.com/hook",
    });
    expect(made.status).toBe(201);
    expect(requests.length).toBeGreaterThan(0);
    for (const { command } of requests) {
      const here = command
        .replaceAll("127.0.0.1:4010", new URL(url).host)
        .replace(/int_[\w-]+/, String(made.body["prefix_id"]));
      const { exitCode, all } = await execa("sh", ["-c", `${here} --fail --silent --show-error`], {
        all: true,
        reject: false,
      });
      expect(exitCode, `${here}\n${all}`).toBe(0);
    }
  });
});
