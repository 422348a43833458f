// Runs `pagertree-emulator simulate` in this process.
import { Readable } from "node:stream";
import { runSimulate } from "../../../emulator/src/simulate/command-line.ts";

/** What it came to; a message in place of what a caller of the command would see on the error output. */
export async function simulate(
  args: readonly string[],
  { environment = {}, input = "" }: { environment?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<{ status: number; output: string }> {
  let output = "";
  const print = (text: string) => {
    output += text;
  };
  const status = await runSimulate(args, { environment, input: Readable.from([input]), print });
  return { status, output };
}
