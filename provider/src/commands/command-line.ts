/** The command line `pulumi-pagertree <command>`: the one list of its commands, help, and how each of them ends. */
import { Command, CommanderError } from "commander";
import { version } from "../api/user-agent.ts";
import { PagerTreeError } from "../common/errors.ts";
import { plainText } from "../common/plain-text.ts";
import { coverageCommand } from "./coverage/coverage.ts";
import { driftCommand } from "./drift/drift.ts";
import { exportCommand } from "./export/export.ts";
import { mapCommand } from "./map/map.ts";
import { probeCommand } from "./probe/probe.ts";
import { type CommandContext, plainTerminal, type Terminal } from "./terminal.ts";
import { unmanagedCommand } from "./unmanaged/unmanaged.ts";

/** Every command. One is added here, and has a folder beside this file; its options come in no other place. */
const commands: readonly ((context: CommandContext) => Command)[] = [
  probeCommand,
  mapCommand,
  exportCommand,
  unmanagedCommand,
  driftCommand,
  coverageCommand,
];

const settings = `
Environment:
  PAGERTREE_API_KEY     the API key of the account
  PAGERTREE_BASE_URL    another address of the API, such as that of an emulator
  PAGERTREE_ACCOUNT_ID  the only account that the key may belong to
What is not set there is taken from the configuration of the stack, if there is no API key or a stack is named.

Exit status: 0 if all is well, 1 if something is wrong, 2 if the command line is wrong. drift ends with 2 if there is
drift, and with 1 on any error.`;

/**
 * Runs a command.
 *
 * @param args - What stands behind `pulumi-pagertree`.
 * @returns the exit status; it never rejects
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  let status = 0;
  const plain = plainTerminal(terminal);
  const program = createProgram({
    ...plain,
    reportProblems: (wanted = 1) => {
      status = wanted;
    },
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      // It has printed its message or the help already.
      return error.exitCode === 0 ? 0 : misuseStatus(args);
    }
    plain.tell(`pulumi-pagertree: ${explain(error)}\n`);
    return 1;
  }
}

/** The status of a command line that cannot be understood; `drift` has another meaning for 2. */
function misuseStatus([command]: readonly string[]): number {
  return command === "drift" ? 1 : 2;
}

function createProgram(context: CommandContext): Command {
  const program = new Command("pulumi-pagertree")
    .description("Inspects a PagerTree account outside of Pulumi runs.")
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print help for a command")
    .addHelpText("after", settings)
    .showHelpAfterError("Run it with --help to see what it takes.")
    .configureOutput({ writeOut: (text) => context.print(text), writeErr: (text) => context.tell(text) })
    .exitOverride();
  for (const create of commands) {
    program.addCommand(create(context).copyInheritedSettings(program));
  }
  return program;
}

/** Our own errors say what happened and what to do. Any other is a fault of this package. */
function explain(error: unknown): string {
  return error instanceof PagerTreeError
    ? error.message
    : `something unforeseen happened: ${plainText(error instanceof Error ? error.message : String(error))}`;
}
