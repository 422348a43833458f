// The command pagertree-emulator: its flags as pure input and output, and the command in a process of its own.

import { execa } from "execa";
import { describe, expect, it } from "vitest";
import packageJson from "../../emulator/package.json" with { type: "json" };
import { DEFAULT_API_KEY } from "../../emulator/src/accounts.ts";
import { HELP, readCommand, UsageError } from "../../emulator/src/command-line.ts";
import { callApi, idOf, rowsOf } from "../helpers/call-api.ts";
import { runCommand, startCommand, startForPeople } from "../helpers/emulator-process.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

describe("readCommand", () => {
  it("starts the demo account on a free port by default", () => {
    expect(readCommand([])).toEqual({
      action: "start",
      isJson: false,
      options: { port: 0, allowRemote: false, apiKeys: [{ key: DEFAULT_API_KEY }], seed: "demo" },
    });
  });

  it("takes every flag", () => {
    const args = "--port 4010 --api-key k --empty --data f.json --json --host ::1 --allow-remote --ui".split(
      " ",
    );

    expect(readCommand(args)).toEqual({
      action: "start",
      isJson: true,
      options: {
        port: 4010,
        allowRemote: true,
        apiKeys: [{ key: "k" }],
        seed: "empty",
        host: "::1",
        dataFile: "f.json",
        ui: true,
      },
    });
  });

  it.each([
    [["--port", "abc"], '--port must be a number from 0 to 65535, not "abc"'],
    [["--port", "70000"], '--port must be a number from 0 to 65535, not "70000"'],
    [["--port", "1.5"], '--port must be a number from 0 to 65535, not "1.5"'],
    [["--port", ""], '--port must be a number from 0 to 65535, not ""'],
    [["--port"], "--help"],
    [["--prot", "1"], "Unknown option '--prot'"],
    [["extra"], "extra"],
    [["--api-key", "two words"], "--api-key must be"],
    [["--api-key", ""], "--api-key must be"],
    [["--data", ""], "--data must be"],
    [["--host", "0.0.0.0", "--allow-remote"], "--allow-remote needs --api-key"],
  ])("refuses %j", (args, message) => {
    expect(() => readCommand(args)).toThrow(UsageError);
    expect(() => readCommand(args)).toThrow(message);
  });
});

describe("HELP", () => {
  it.each(["port", "api-key", "empty", "data", "json", "host", "allow-remote", "ui", "help", "version"])(
    "names --%s",
    (flag) => {
      expect(HELP).toContain(`--${flag} `);
    },
  );
});

describe("pagertree-emulator", () => {
  it("--json prints one line with url and apiKey, and nothing else", async () => {
    const command = await startCommand("--api-key", "my-key");

    expect((await callApi(command, "GET", "/teams")).body["total_count"]).toBe(2);
    expect((await callApi(command, "GET", "/teams", undefined, { apiKey: "other" })).status).toBe(401);

    const { output } = await command.stop("SIGTERM");
    expect(output).toBe(JSON.stringify({ url: command.url, apiKey: "my-key" }));
  });

  it.skipIf(process.platform === "win32")(
    "prints lines that a shell takes as they are, also with a key that has other characters",
    async () => {
      const command = await startForPeople("--api-key", "it's$HOME");
      const teams = await callApi(command, "GET", "/teams");
      const id = idOf({ body: rowsOf(teams)[0] ?? {} });
      const exports = command.printed.filter((line) => line.includes("export "));
      const shown = await execa("sh", [
        "-c",
        `${exports.join("\n")}\nprintf '%s' "$PAGERTREE_BASE_URL $PAGERTREE_API_KEY"`,
      ]);
      expect(shown.stdout).toBe(`${command.url} it's$HOME`);

      const text = command.printed.join("\n");
      const curl = text.slice(text.indexOf("  curl"), text.indexOf("<id>")).replace("integrations", "teams");
      const changed = await execa("sh", ["-c", `${curl}${id} --silent --fail`]);
      expect(JSON.parse(changed.stdout)).toMatchObject({ name: "Renamed" });
    },
  );

  it("--empty starts without the demo account", async () => {
    const command = await startCommand("--empty");

    expect((await callApi(command, "GET", "/teams")).body["total_count"]).toBe(0);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "ends with status 0 at %s, with a connection open",
    async (signal) => {
      const command = await startCommand();
      await callApi(command, "GET", "/teams");

      expect((await command.stop(signal)).exitCode).toBe(0);
    },
  );

  it("--help prints the help, --version the package's version", async () => {
    expect(await runCommand("--help")).toMatchObject({ exitCode: 0, stdout: HELP.trimEnd() });
    expect(await runCommand("--version")).toMatchObject({ exitCode: 0, stdout: packageJson.version });
  });

  it("ends with status 2 and says why at a mistake in the flags", async () => {
    const { exitCode, stdout, stderr } = await runCommand("--prot", "1");

    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^pagertree-emulator: Unknown option '--prot'.*--help/s);
  });

  it("says that a port is in use", async () => {
    const { url } = await withEmulator();

    const { exitCode, stderr } = await runCommand("--port", new URL(url).port);

    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      "pagertree-emulator: the port is in use; choose another with --port, or 0 for a free one",
    );
  });

  it("says how to listen beyond loopback", async () => {
    const { exitCode, stderr } = await runCommand("--host", "0.0.0.0");

    expect(exitCode).toBe(1);
    expect(stderr).toContain("--allow-remote");
  });
});
