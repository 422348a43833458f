/** Runs the command line in this process, on an account of the emulator's. */
import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Emulator } from "../../../emulator/src/index.ts";
import { runCommandLine } from "../../../provider/src/commands/command-line.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

/** A folder with a command `pulumi` in it that runs this script. */
export async function withPulumi(script: string): Promise<string> {
  const folder = await temporaryFolder();
  const file = path.join(folder, "pulumi");
  await writeFile(file, `#!${process.execPath}\n${script}`);
  await chmod(file, 0o755);
  return folder;
}

/** What a command came to. */
export interface CommandRun {
  readonly status: number;
  /** Standard output. */
  readonly stdout: string;
  /** Standard error. */
  readonly stderr: string;
}

/** Runs `pulumi-pagertree` with these arguments, as in an environment with these variables alone and in this folder. */
export async function runCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  folder: string = process.cwd(),
): Promise<CommandRun> {
  let stdout = "";
  let stderr = "";
  const status = await runCommandLine(args, {
    environment,
    folder,
    print: (text) => {
      stdout += text;
    },
    tell: (text) => {
      stderr += text;
    },
  });
  return { status, stdout, stderr };
}

/** The variables that lead to an emulator. */
export function environmentOf({ url, apiKey }: Pick<Emulator, "url" | "apiKey">): NodeJS.ProcessEnv {
  return { PAGERTREE_API_KEY: apiKey, PAGERTREE_BASE_URL: url };
}
