/** The command `coverage`: which teams have an instant at which nobody is on call. */
import { Command, InvalidArgumentError } from "commander";
import { ConfigError } from "../../common/errors.ts";
import { day } from "../../on-call/zone-clock.ts";
import { accountOf } from "../account.ts";
import { type CommandContext, printJson } from "../terminal.ts";
import { coverageReport } from "./report.ts";
import { showCoverage } from "./show.ts";

interface CoverageOptions {
  readonly stack?: string;
  readonly team?: readonly string[];
  readonly days: number;
  readonly json?: true;
}

/** No longer, so that what is printed is of use. */
const mostDays = 366;

const help = `
PagerTree drops an alert that finds nobody on call in any layer of the team's escalation policy, at once. This lists the
teams of the account with the times at which nobody is, in the time zone of their schedule, and ends with status 1 if
there is such a time.

Examples:
  pulumi-pagertree coverage
  pulumi-pagertree coverage --team Checkout --team tem_x3kP9dQ2a --days 30
  pulumi-pagertree coverage --json`;

/** The command, to be added to the command line. */
export function coverageCommand(context: CommandContext): Command {
  const collect = (value: string, before: readonly string[] = []) => [...before, value];
  return new Command("coverage")
    .description("list the teams with a time at which nobody is on call")
    .option("--team <name or id>", "a team; may be given several times (default: all teams)", collect)
    .option("--days <number>", "how many days from now on are looked at", numberOfDays, 14)
    .option("--stack <name>", "the stack whose API key is taken (default: the selected one)")
    .option("--json", "print the report as JSON")
    .addHelpText("after", help)
    .action((options: CoverageOptions) => coverage(options, context));
}

async function coverage(
  { team, days, stack, json }: CoverageOptions,
  context: CommandContext,
): Promise<void> {
  const { client } = await accountOf(context, stack);
  const [teams, events, escalationPolicies] = await Promise.all([
    client.list("teams"),
    client.list("events"),
    client.list("escalationPolicies"),
  ]);
  const chosen = (team ?? []).map((wanted) => {
    const found = teams.filter(({ name, id, prefix_id }) => [name, id, prefix_id].includes(wanted));
    if (found.length === 0) {
      throw new ConfigError(
        `--team: the account has no team "${wanted}".`,
        "Give its name as PagerTree has it, or its id.",
      );
    }
    return found;
  });
  const from = Date.now();
  const span = { from, to: from + days * day };
  const report = coverageReport(
    team === undefined ? teams : chosen.flat(),
    { events, escalationPolicies },
    span,
  );
  if (json) {
    printJson(context, report);
  } else {
    context.print(showCoverage(report, days));
  }
  if (report.teams.some(({ gaps }) => gaps.length > 0)) {
    context.reportProblems();
  }
}

function numberOfDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > mostDays) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${mostDays}.`);
  }
  return days;
}
