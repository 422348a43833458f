/** Where commands take the API key from. On the engine it is seen in test/engine/commands.test.ts. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createIntegration } from "../../helpers/demo-account.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand, withPulumi } from "./run.ts";

/** An account, and a command `pulumi` that prints the configuration of a stack and keeps what it was run with. */
async function withConfiguredStack() {
  const emulator = await withEmulator();
  await createIntegration(emulator, "Datadog", { name: "Datadog" });
  const configuration = {
    "pagertree:apiKey": { value: emulator.apiKey, secret: true },
    "pagertree:baseUrl": { value: emulator.url, secret: false },
    "other:key": { value: "x", secret: false },
  };
  const state = { deployment: { resources: [] } };
  const folder = await withPulumi(`
    require("fs").appendFileSync("runs", process.argv.slice(2).join(" ") + "\\n");
    console.log(process.argv[2] === "config" ? ${JSON.stringify(JSON.stringify(configuration))} : ${JSON.stringify(JSON.stringify(state))});
  `);
  return { emulator, folder };
}

const runsIn = (folder: string) => readFile(`${folder}/runs`, "utf8").catch(() => "");

describe.skipIf(process.platform === "win32")("the API key of a command", () => {
  it.each([
    [["probe", "Datadog"], "config --json --show-secrets"],
    [["probe", "Datadog", "--stack", "dev"], "config --json --show-secrets --stack dev"],
    [["map"], "config --json --show-secrets"],
    [["map", "--stack", "dev"], "config --json --show-secrets --stack dev"],
    [["unmanaged", "--stack", "dev", "--stack", "prod"], "config --json --show-secrets --stack dev"],
    [["export", "--no-secrets"], "config --json --show-secrets"],
    [["coverage"], "config --json --show-secrets"],
  ])("is that of the stack's configuration: %j", async (args, read) => {
    const { emulator, folder } = await withConfiguredStack();
    const { stderr } = await runCommand(args, { PATH: folder }, folder);
    expect(stderr).toBe("");
    expect((await runsIn(folder)).split("\n")[0]).toBe(`${read} --non-interactive --color never`);
    expect(emulator.requests.length).toBeGreaterThan(0);
    expect(emulator.requests[0]?.headers["authorization"]).toBe(`Bearer ${emulator.apiKey}`);
  });

  it("is that of the environment, if that has one, and then no stack is needed", async () => {
    const { emulator, folder } = await withConfiguredStack();
    const environment = { ...environmentOf(emulator), PATH: folder };
    expect(await runCommand(["map"], environment, folder)).toMatchObject({ status: 0, stderr: "" });
    expect(await runsIn(folder)).toBe("");
  });

  it("is that of the environment, and the rest that of the stack that is named", async () => {
    const { emulator, folder } = await withConfiguredStack();
    const environment = { PAGERTREE_API_KEY: emulator.apiKey, PATH: folder };
    const run = await runCommand(["map", "--stack", "dev"], environment, folder);
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect((await runsIn(folder)).split("\n")[0]).toMatch(/^config --json --stack dev /);
    expect(emulator.requests.length).toBeGreaterThan(0);
  });

  it("goes where the environment says, if that names a base URL", async () => {
    const { emulator, folder } = await withConfiguredStack();
    const other = await withEmulator();
    const environment = { PATH: folder, PAGERTREE_BASE_URL: other.url };
    expect(await runCommand(["map"], environment, folder)).toMatchObject({ status: 0, stderr: "" });
    expect(emulator.requests.filter(({ method }) => method === "GET")).toEqual([]);
    expect(other.requests[0]?.headers["authorization"]).toBe(`Bearer ${emulator.apiKey}`);
  });

  it.each([
    [
      "console.log('{}')",
      "the configuration of the selected stack.",
      "pulumi config set --secret pagertree:apiKey`, which asks",
    ],
    [
      "console.error('error: no stack selected'); process.exitCode = 1",
      "`pulumi config --json --show-secrets` failed:\n  error: no stack selected",
      "name one with --stack",
    ],
    [
      "console.error('error: passphrase must be set'); process.exitCode = 1",
      "  error: passphrase must be set",
      "Set PULUMI_CONFIG_PASSPHRASE",
    ],
  ])(
    "is missed with a reason and a way that leaves no key in the shell's history: %s",
    async (script, ...words) => {
      const folder = await withPulumi(script);
      const { status, stderr } = await runCommand(["map"], { PATH: folder }, folder);
      expect(status).toBe(1);
      for (const each of ["The PagerTree API key is missing in the environment", ...words]) {
        expect(stderr).toContain(each);
      }
      expect(stderr).not.toContain("<key>");
    },
  );

  it("is missed as well without the command pulumi", async () => {
    const { status, stderr } = await runCommand(["map"], { PATH: "/nowhere" });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("`pulumi` was not found"),
    });
    expect(stderr).toContain("PAGERTREE_API_KEY");
  });
});
