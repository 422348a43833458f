// The emulator's data file: what survives a restart and a kill, and what is said of a file that is none.

import { chmod, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator/src/index.ts";
import { callApi, idOf } from "../helpers/call-api.ts";
import { createIntegration, demoAccount, typeId } from "../helpers/demo-account.ts";
import { startCommand } from "../helpers/emulator-process.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

/** A path at which no file is yet. */
async function newPath(): Promise<string> {
  return join(await temporaryFolder(), "state.json");
}

describe("the data file", () => {
  it("keeps the state over a restart: records, deletions and tiny ids", async () => {
    const dataFile = await newPath();
    const first = await withEmulator({ dataFile });
    const kept = await createIntegration(first, "Webhook", { option_token: "secret" });
    const removed = await createIntegration(first);
    await callApi(first, "DELETE", `/integrations/${removed.id}`);
    const before = (await callApi(first, "GET", `/integrations/${kept.id}`)).body;
    await first.close();

    const second = await withEmulator({ dataFile });

    expect((await callApi(second, "GET", `/integrations/${kept.id}`)).body).toEqual(before);
    expect((await callApi(second, "GET", `/integrations/${removed.id}`)).status).toBe(404);
    expect((await createIntegration(second)).tiny_id).toBe(3);
  });

  it("is read in place of the seed", async () => {
    const dataFile = await newPath();
    const first = await withEmulator({ dataFile });
    await callApi(first, "DELETE", `/teams/${demoAccount(first).platform.id}`);
    await first.close();

    const second = await withEmulator({ dataFile });

    expect(second.store.all("teams").map(({ name }) => name)).toEqual(["Payments"]);
  });

  it("has everything that was answered before the process was killed", async () => {
    const dataFile = await newPath();
    const command = await startCommand("--data", dataFile);
    const [team] = await teamIds(command);
    const answered: string[] = [];
    const post = async (name: string) => {
      const answer = await callApi(command, "POST", "/integrations", {
        name,
        urgency: "low",
        integration_type_id: typeId("Datadog"),
        team_ids: [team],
      });
      answered.push(idOf(answer));
      if (answered.length === 10) await command.stop("SIGKILL");
    };

    await Promise.allSettled(Array.from({ length: 40 }, (_, index) => post(`n${index}`)));

    const again = await withEmulator({ dataFile });
    const stored = again.store.all("integrations").map(({ id }) => id);
    expect(answered.length).toBeGreaterThanOrEqual(10);
    expect(stored).toEqual(expect.arrayContaining(answered));
  });

  it("holds a write before its answer is sent, whatever order they come in", async () => {
    const dataFile = await newPath();
    const emulator = await withEmulator({ dataFile });

    const id = (await createIntegration(emulator)).id;

    expect(await readFile(dataFile, "utf8")).toContain(id);
  });

  it("is replaced as a whole: no half-written file is left beside it", async () => {
    const dataFile = await newPath();
    const emulator = await withEmulator({ dataFile });
    await createIntegration(emulator);

    expect(await readdir(join(dataFile, ".."))).toEqual(["state.json"]);
  });

  it.skipIf(process.platform === "win32").each([
    ["is new", undefined],
    ["was there already", 0o644],
  ])("that %s is written for its owner only, since it holds secrets", async (_, mode) => {
    const dataFile = await newPath();
    const first = await withEmulator({ dataFile });
    await createIntegration(first, "Webhook", { option_token: "secret" });
    if (mode !== undefined) await chmod(dataFile, mode);
    await createIntegration(first);

    expect(((await stat(dataFile)).mode & 0o777).toString(8)).toBe("600");
  });

  it.each(["", "{", "[]", '{"version": 2}', '{"version": 1, "tinyIds": {}}'])(
    "is left alone and refused where it holds %j",
    async (content) => {
      const dataFile = await newPath();
      await writeFile(dataFile, content);

      await expect(startEmulator({ dataFile })).rejects.toThrow(dataFile);

      expect(await readFile(dataFile, "utf8")).toBe(content);
    },
  );

  it("that cannot be written is an error at the start", async () => {
    const dataFile = join(await newPath(), "no", "such", "folder.json");

    await expect(startEmulator({ dataFile })).rejects.toThrow(`cannot write the data file ${dataFile}`);
  });

  it("that cannot be written any more turns a write into a 500", async () => {
    const dataFile = await newPath();
    const emulator = await withEmulator({ dataFile });
    await rm(join(dataFile, ".."), { recursive: true });

    const { platform } = demoAccount(emulator);
    const answer = await callApi(emulator, "PUT", `/teams/${platform.id}`, { notes: "x" });

    expect(answer.status).toBe(500);
  });
});

async function teamIds(command: { url: string; apiKey: string }): Promise<string[]> {
  const { text } = await callApi(command, "GET", "/teams");
  return [...text.matchAll(/"id":"([0-9A-Z]{26})","prefix_id":"tem_/g)].map((match) => match[1] ?? "");
}
