/**
 * Puts the account and secrets into the configuration of a stack, by Pulumi's own command: secrets are encrypted, and
 * no value is seen on the way.
 */

import { redact } from "../../api/secrets.ts";
import { PagerTreeError } from "../../common/errors.ts";
import { cut, plainText } from "../../common/plain-text.ts";
import { runPulumi } from "../../stack/pulumi.ts";
import type { Terminal } from "../terminal.ts";
import type { ProgramSecret } from "./program.ts";

/** Pulumi takes one line break off the end of what it reads, so that a value may end with one as well. */
const lineBreak = process.platform === "win32" ? "\r\n" : "\n";

/** A secret whose value is known. */
export type KnownSecret = ProgramSecret & { readonly value: string };

/** A stack that may be there already. */
export interface StackOptions {
  /** The project's folder. */
  readonly folder: string;
  readonly stack: string;
  /** Whether it may be one that is there already. */
  readonly mayExist: boolean;
  /** The ULID of the account that the stack is for, if it is known. */
  readonly accountId: string | undefined;
}

/**
 * Makes the stack, pins it to its account, and sets the secrets one by one.
 *
 * @throws PagerTreeError if Pulumi is not there, or says no
 */
export async function configureStack(
  secrets: readonly KnownSecret[],
  { folder, stack, mayExist, accountId }: StackOptions,
  terminal: Terminal,
): Promise<void> {
  const pulumi = async (args: readonly string[], input: string) => {
    const otherwise = " and run this again with --force, or add --no-secrets to set them later.";
    const { succeeded, stdout, stderr } = await runPulumi(terminal, args, { folder, input, otherwise });
    if (!succeeded) {
      const said = redact(
        plainText(stdout + stderr),
        secrets.map(({ value }) => value),
      );
      throw new PagerTreeError(
        "config",
        `The project is written to ${folder}, but not all of its configuration is in the stack: \`pulumi ${args.slice(0, 2).join(" ")}\` said: ${cut(said, 1000)}`,
        "Put that right and run the command again with --force, or with --force --no-secrets to set them yourself.",
      );
    }
  };
  await pulumi(
    mayExist ? ["stack", "select", "--create", "--stack", stack] : ["stack", "init", "--stack", stack],
    "",
  );
  if (accountId !== undefined) {
    await pulumi(["config", "set", "--stack", stack, "pagertree:accountId", accountId], "");
  }
  for (const [index, { key, value }] of secrets.entries()) {
    if (index > 0 && index % 10 === 0) {
      terminal.tell(`Encrypting secrets: ${index} of ${secrets.length}...\n`);
    }
    await pulumi(["config", "set", "--secret", "--stack", stack, key], value + lineBreak);
  }
}
