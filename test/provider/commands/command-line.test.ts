/** What holds for every command: help, version, and how a mistake ends. */
import { describe, expect, it } from "vitest";
import { version } from "../../../provider/src/api/user-agent.ts";
import { runCommand } from "./run.ts";

describe("pulumi-pagertree", () => {
  it("tells with --help which commands and settings there are", async () => {
    const { status, stdout, stderr } = await runCommand(["--help"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: pulumi-pagertree /);
    expect(stdout).toContain("PAGERTREE_API_KEY");
  });

  it("prints its version", async () => {
    expect(await runCommand(["--version"])).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each([["no-such-command"], ["--no-such-option"]])(
    "ends with 2 for %s, and points to --help",
    async (arg) => {
      const { status, stdout, stderr } = await runCommand([arg]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toContain("--help");
    },
  );
});
