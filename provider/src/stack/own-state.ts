/** The state of the stack whose run this process serves, which the engine shows to no provider. */
import { runPulumi } from "./pulumi.ts";
import { parseState, type StackState } from "./state.ts";
import { urnParts } from "./urn.ts";

/** A run does not wait longer for it. */
const mostMinutes = 0.5;

/**
 * Reads it with the `pulumi` command, which takes no turns at a stack to show its state.
 *
 * @param urn - Of anything in the stack.
 * @returns Undefined if it cannot be had.
 */
export async function readOwnState(urn: string): Promise<StackState | undefined> {
  const { project, stack } = urnParts(urn);
  // A URN does not tell the stack's organization. That of the selected one is known.
  for (const choice of [[], ["--stack", stack]]) {
    const state = await exported(choice);
    if (state?.name === `${project}/${stack}`) {
      return state;
    }
  }
  return undefined;
}

async function exported(choice: readonly string[]): Promise<StackState | undefined> {
  const here = { environment: process.env, folder: process.cwd() };
  try {
    const { succeeded, stdout } = await runPulumi(here, ["stack", "export", ...choice], { mostMinutes });
    return succeeded ? parseState(stdout, "") : undefined;
  } catch {
    // Without the command, or with a state that is none, the run goes on with what the engine tells.
    return undefined;
  }
}
