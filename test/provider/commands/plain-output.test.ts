/** What commands print of an account whose names are made to do harm to a terminal, or to fill it. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createOutgoing } from "../../helpers/alerts.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { stateOf } from "../../helpers/stack-state.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "./run.ts";

/** Clears the screen, turns letters round, hides one, breaks the line in two ways and sets the window's title. */
const hostile = "a\u001b[2J\u202egnp\u202c\u200bb\u0085c\u2028d\u009d0;title\u0007\r\u{e0041}e";
const long = "long ".repeat(60_000);

/** Anything but lines of text. */
const notText = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u;

async function account() {
  const emulator = await withEmulator();
  const { platform, mainRouter, ada } = demoAccount(emulator);
  emulator.store.update("teams", platform.id, { name: `team ${hostile}` });
  emulator.store.update("routers", mainRouter.id, { name: `router ${hostile}` });
  emulator.store.update("account_users", ada.id, { user: { ...ada.user, name: `user ${hostile}` } });
  const hook = await createOutgoing(emulator, "https://hooks.example.com/x", { name: hostile });
  await createIntegration(emulator, "Webhook", { name: `in ${hostile}` });
  await createIntegration(emulator, "Datadog", { name: long });
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, "state.json"), stateOf([]));
  const run = (...args: string[]) => runCommand(args, environmentOf(emulator), folder);
  return { hook, run };
}

describe("what commands print", () => {
  it("is lines of text and nothing else, whatever the account holds", async () => {
    const { hook, run } = await account();
    const runs = [
      ["probe", hook.prefix_id],
      ["probe", hook.prefix_id, "--json"],
      ["probe", `in ${hostile}`],
      ["probe", `in ${hostile}`, "--json"],
      ["probe", `other ${hostile}`],
      ["unmanaged", "--state", "state.json"],
      ["unmanaged", "--state", "state.json", "--json"],
      ["map"],
      ["map", "--format", "html"],
      ["export", "--no-secrets"],
      ["export", "--no-secrets", "--out", `x${hostile.replaceAll("\u0000", "")}`],
      [`no such ${hostile}`],
    ];
    for (const args of runs) {
      const { stdout, stderr } = await run(...args);
      expect(stdout + stderr).not.toBe("");
      expect(notText.exec(stdout + stderr), args.join(" ")).toBeNull();
    }
  });

  it("as JSON is every name whole and as it is", async () => {
    const { run } = await account();
    const { stdout } = await run("unmanaged", "--state", "state.json", "--json");
    const names = JSON.parse(stdout).unmanaged.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining([hostile, `team ${hostile}`, long]));
    const { stdout: probed } = await run("probe", `in ${hostile}`, "--json");
    expect(JSON.parse(probed).integration.name).toBe(`in ${hostile}`);
  });

  it("for people cuts what is long, and keeps the columns together", async () => {
    const { run } = await account();
    const { stdout } = await run("unmanaged", "--state", "state.json");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThan(300);
    expect(stdout).toMatch(/long long .*…/);
    for (const format of ["html", "svg", "mermaid"]) {
      expect((await run("map", "--format", format)).stdout.length, format).toBeLessThan(60_000);
    }
  });
});
