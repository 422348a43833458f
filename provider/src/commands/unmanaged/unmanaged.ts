/** The command `unmanaged`: the gate that keeps an account from being built by hand outside its stacks. */
import { Command } from "commander";
import { accountOf } from "../account.ts";
import { AccountContext } from "../account-context.ts";
import { accountIdOf, readAccount } from "../read-account.ts";
import { readStacks, requireSameAccount } from "../stack-state.ts";
import { type CommandContext, printJson } from "../terminal.ts";
import { readAllowances } from "./allow-file.ts";
import { unmanagedReport } from "./report.ts";
import { showUnmanaged, showUnused } from "./show.ts";
import { withTakeOver } from "./take-over.ts";

interface UnmanagedOptions {
  readonly stack?: readonly string[];
  readonly state?: readonly string[];
  readonly allow?: string;
  readonly overrides?: true;
  readonly json?: true;
}

const help = `
It lists what is in the account but in none of the stacks, and what more than one resource manages: integrations, teams,
routers, repeating events of schedules, changed escalation policies, notification rules and maintenance windows. It says how
to take each over. If it finds any, it ends with status 1. Without --stack and --state it looks at the selected stack of the
project in this folder. What a program only looks at (Integration.get, getTeam, ...) does not count as managed.

Overrides are left out: people swap shifts in the web page day by day, and an override is over by itself. --overrides lists
them too, with every other event that takes place once. What is over is never listed, nor an escalation policy that is as
PagerTree makes it.

The file for --allow lists the ids that you accept as they are, one per line. A # starts a comment:
  int_ODCWagoG9   # the status page makes it
  tem_x3kP9dQ2a

Examples:
  pulumi-pagertree unmanaged
  pulumi-pagertree unmanaged --stack production --stack staging --allow known.txt
  pulumi-pagertree unmanaged --state state.json --json`;

/** The command, to be added to the command line. */
export function unmanagedCommand(context: CommandContext): Command {
  const collect = (value: string, before: readonly string[] = []) => [...before, value];
  return new Command("unmanaged")
    .description("list what is in the account but in no stack, or in two")
    .option("--stack <name>", "a stack of the project in this folder; may be given several times", collect)
    .option("--state <file>", "a state that `pulumi stack export` wrote; may be given several times", collect)
    .option("--allow <file>", "a file with the ids of objects that may stay unmanaged")
    .option("--overrides", "list overrides and other events that take place once, too")
    .option("--json", "print the report as JSON")
    .addHelpText("after", help)
    .action((options: UnmanagedOptions) => unmanaged(options, context));
}

async function unmanaged(options: UnmanagedOptions, context: CommandContext): Promise<void> {
  const account = await accountOf(context, options.stack?.[0]);
  const allowances = options.allow === undefined ? [] : await readAllowances(context, options.allow);
  const stacks = await readStacks(context, options.stack, options.state);
  const lists = await readAccount(account.client, context);
  for (const stack of stacks) requireSameAccount(stack, accountIdOf(lists));
  const now = Date.now();
  const listsOverrides = options.overrides ?? false;
  const compared = unmanagedReport({ lists, stacks, allowances, now, listsOverrides });
  const unmanagedObjects = await withTakeOver(
    compared.unmanaged,
    lists,
    now,
    new AccountContext(lists, account),
  );
  const report = { ...compared, unmanaged: unmanagedObjects };
  if (options.json) printJson(context, report);
  else context.print(showUnmanaged(report));
  for (const allowance of report.unusedAllowances) context.tell(showUnused(allowance));
  if (report.unmanaged.length + report.managedTwice.length > 0) context.reportProblems();
}
