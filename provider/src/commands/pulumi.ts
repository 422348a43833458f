/** Runs the `pulumi` command on a project, and says in its own words why it failed. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { ConfigError } from "../common/errors.ts";
import { cut, plainText } from "../common/plain-text.ts";
import type { Terminal } from "./terminal.ts";

const run = promisify(execFile);

const failureSchema = z.looseObject({
  code: z.unknown(),
  stdout: z.string().catch(""),
  stderr: z.string().catch(""),
});

/** What the command printed, and whether it ended well. */
export interface PulumiRun {
  readonly succeeded: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `pulumi` in the terminal's folder. A failure is told and not thrown.
 *
 * @throws ConfigError if there is no such command; `otherwise` says what to do without it
 */
export async function runPulumi(
  terminal: Terminal,
  args: readonly string[],
  otherwise = "",
): Promise<PulumiRun> {
  const options = { cwd: terminal.folder, env: terminal.environment, maxBuffer: Number.POSITIVE_INFINITY };
  try {
    return { succeeded: true, ...(await run("pulumi", [...args, "--non-interactive"], options)) };
  } catch (error) {
    const { code, stdout, stderr } = failureSchema.parse(error);
    if (code === "ENOENT") {
      throw new ConfigError(
        "The command `pulumi` was not found.",
        `Install it: https://www.pulumi.com/docs/install/${otherwise}`,
      );
    }
    return { succeeded: false, stdout, stderr };
  }
}

/** The error of a run that failed: `pulumi` and these arguments. */
export function pulumiFailed(args: readonly string[], words: string): ConfigError {
  const reason = cut(plainText(words), 1000).replace(/^error: /, "") || "it gives no reason";
  return new ConfigError(
    `\`${plainText(["pulumi", ...args].join(" "))}\` failed: ${reason.replace(/\.?$/, ".")}`,
    "Run it in the folder of the project with its Pulumi.yaml, and see that `pulumi stack ls` lists the stack.",
  );
}
