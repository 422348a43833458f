/** The stacks that a command is about: their states, out of `pulumi stack export` or out of files that hold them. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { ConfigError } from "../common/errors.ts";
import { plainText } from "../common/plain-text.ts";
import { pulumiFailed, runPulumi } from "../stack/pulumi.ts";
import { parseState, type StackState } from "../stack/state.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Reads a stack with the `pulumi` command, in the terminal's folder.
 *
 * @param stack - Its name; the selected one of the project by default.
 * @throws ConfigError if there is no such command or stack
 */
async function readStack(terminal: Terminal, stack?: string): Promise<StackState> {
  const args = ["stack", "export", ...(stack === undefined ? [] : ["--stack", stack])];
  const otherwise = ", or give the state in a file: --state <file>";
  const { succeeded, stdout, stderr } = await runPulumi(terminal, args, { otherwise });
  if (!succeeded) throw pulumiFailed(args, stderr);
  return parseState(stdout, stack ?? "the selected stack");
}

/**
 * Reads the state in a file.
 *
 * @throws ConfigError if it cannot be read or holds no state
 */
async function readStateFile(terminal: Terminal, file: string): Promise<StackState> {
  const text = await readFile(path.resolve(terminal.folder, file), "utf8").catch(() => {
    throw new ConfigError(
      `The state in ${plainText(file)} cannot be read.`,
      "Write it with: pulumi stack export --file <file>.",
    );
  });
  return parseState(text, path.basename(file));
}

/** Reads the stack that `--stack` or `--state` names; undefined if neither is given. */
export async function readNamedStack(
  terminal: Terminal,
  { stack, state }: { readonly stack?: string; readonly state?: string },
): Promise<StackState | undefined> {
  if (stack !== undefined) return readStack(terminal, stack);
  return state === undefined ? undefined : readStateFile(terminal, state);
}

/**
 * Reads several stacks, one after another, since the command `pulumi` takes turns at a project.
 *
 * @param names - Of stacks.
 * @param files - With states. If neither is given, the selected stack of the project is read.
 */
export async function readStacks(
  terminal: Terminal,
  names: readonly string[] = [],
  files: readonly string[] = [],
): Promise<StackState[]> {
  const stacks: StackState[] = [];
  for (const name of names) stacks.push(await readStack(terminal, name));
  for (const file of files) stacks.push(await readStateFile(terminal, file));
  return stacks.length > 0 ? stacks : [await readStack(terminal)];
}

/**
 * Makes sure that a stack's objects are in the account that was read: in another one, each would look deleted.
 *
 * @throws ConfigError if they are in another one
 */
export function requireSameAccount(stack: StackState, accountId: string | undefined): void {
  const other = stack.objects.find(
    (object) => accountId !== undefined && (object.accountId ?? accountId) !== accountId,
  );
  if (other !== undefined) {
    throw new ConfigError(
      `The API key belongs to the PagerTree account ${accountId}, but the stack ${stack.name} is of the account ${other.accountId}.`,
      "Set PAGERTREE_API_KEY to a key of that account.",
    );
  }
}
