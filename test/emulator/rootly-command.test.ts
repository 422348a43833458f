// The command `pagertree-emulator rootly`.
import { describe, expect, it, onTestFinished } from "vitest";
import type { RootlyReceiver } from "../../emulator/src/index.ts";
import { readRootlyCommand, runRootly } from "../../emulator/src/rootly/command-line.ts";
import { runCommand } from "../helpers/emulator-process.ts";

/** Runs the command in this process; gives its receiver and the lines that it prints. */
async function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ receiver: RootlyReceiver; lines: string[] }> {
  const lines: string[] = [];
  const receiver = await runRootly(readRootlyCommand(args), environment, (line) => lines.push(line));
  onTestFinished(() => receiver.close());
  return { receiver, lines };
}

function post(url: string): Promise<Response> {
  const data = { id: "alt_1", sid: "acc_1", title: "Disk full", description: null, status: "open" };
  return fetch(url, { method: "POST", body: JSON.stringify({ type: "alert.open", data }) });
}

describe("pagertree-emulator rootly", () => {
  it("prints where it listens, and a line for each webhook", async () => {
    const { receiver, lines } = await run(["--secret", "s3cret"]);
    await post(`${receiver.url}?secret=s3cret`);
    await post(`${receiver.url}?secret=wrong`);
    expect(lines[0]).toContain(`webhook URL  ${receiver.url}\n  secret       s3cret`);
    expect(lines[1]).toMatch(/Z alert\.open alt_1 "Disk full": 200 created, missing data\.urgency$/);
    expect(lines[2]).toMatch(/Z webhook: 401 refused$/);
    expect(lines).toHaveLength(3);
  });

  it("prints lines of JSON with --json", async () => {
    const { receiver, lines } = await run(["--json", "--secret", "s3cret"]);
    await post(`${receiver.url}?secret=s3cret`);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { url: receiver.url, secret: "s3cret" },
      receiver.deliveries[0],
    ]);
  });

  it("makes up a secret of its own each time", () => {
    const [first, second] = [readRootlyCommand([]).secret, readRootlyCommand([]).secret];
    expect(first).toMatch(/^[0-9a-f]{48}$/);
    expect(second).not.toBe(first);
  });

  it("pages where the environment says", async () => {
    const { receiver } = await run([], { PAGERTREE_BASE_URL: "http://127.0.0.1:1", PAGERTREE_API_KEY: "k" });
    const { id } = receiver.declareIncident({ title: "T" });
    await expect(receiver.runTask(id, { task_type: "create_pagertree_alert" })).rejects.toThrow(
      "fetch failed",
    );
  });

  it.each([[["--port", "x"]], [["--secret", ""]], [["--loud"]], [["extra"]]])("refuses %j", async (args) => {
    const { exitCode, stderr } = await runCommand("rootly", ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^pagertree-emulator: /);
  });

  it("explains itself with --help", async () => {
    const { exitCode, stdout } = await runCommand("rootly", "--help");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Usage: pagertree-emulator rootly");
  });
});
