/** The command `coverage`: which teams have an instant at which nobody is on call. */
import path from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { defaultCoverageDays } from "../../common/config.ts";
import { ConfigError } from "../../common/errors.ts";
import { plainText } from "../../common/plain-text.ts";
import { day } from "../../on-call/zone-clock.ts";
import { accountOf } from "../account.ts";
import { readNamedStack, requireSameAccount } from "../stack-state.ts";
import { type CommandContext, printJson } from "../terminal.ts";
import { writeOutput } from "../write-output.ts";
import { calendarOf } from "./calendar.ts";
import { calendarHtml } from "./calendar-html.ts";
import { calendarSvg } from "./calendar-svg.ts";
import { coverageReport } from "./report.ts";
import { showCoverage } from "./show.ts";

interface CoverageOptions {
  readonly stack?: string;
  readonly state?: string;
  readonly calendar?: string;
  readonly team?: readonly string[];
  readonly days: number;
  readonly json?: true;
}

/** No longer, so that what is printed is of use. */
const mostDays = 366;

const help = `
PagerTree drops an alert that finds nobody on call in any layer of the team's escalation policy, at once. This lists the
teams of the account with the times at which nobody is, in the time zone of their schedule, and ends with status 1 if
there is such a time. With --stack or --state, only the teams that this stack manages are looked at.

The calendar has a row for each week and a line for each layer, on the clocks of the team: people are colours, times at
which nobody is on call are red, and overrides are hatched. It needs nothing but a browser, which prints it too.

Examples:
  pulumi-pagertree coverage
  pulumi-pagertree coverage --team Checkout --team tem_x3kP9dQ2a --days 30
  pulumi-pagertree coverage --stack production --calendar on-call.html
  pulumi-pagertree coverage --json`;

/** The command, to be added to the command line. */
export function coverageCommand(context: CommandContext): Command {
  const collect = (value: string, before: readonly string[] = []) => [...before, value];
  return new Command("coverage")
    .description("list the teams that have a time with nobody on call")
    .option("--team <name or id>", "a team; may be given several times (default: all teams)", collect)
    .option("--days <number>", "how many days to look ahead", numberOfDays, defaultCoverageDays)
    .addOption(
      new Option("--stack <name>", "only the teams of this stack; run it in the project's folder").conflicts(
        "state",
      ),
    )
    .option("--state <file>", "the same for a state that `pulumi stack export` wrote")
    .option("--calendar <file>", "draw who is on call, into a file that ends in .html or .svg")
    .option("--json", "print the report as JSON")
    .addHelpText("after", help)
    .action((options: CoverageOptions) => coverage(options, context));
}

async function coverage(
  { team, days, calendar, json, ...options }: CoverageOptions,
  context: CommandContext,
): Promise<void> {
  const draw = calendar === undefined ? undefined : drawerOf(calendar);
  const { client } = await accountOf(context, options.stack);
  const managed = await readNamedStack(context, options);
  const [allTeams, events, escalationPolicies] = await Promise.all([
    client.list("teams"),
    client.list("events"),
    client.list("escalationPolicies"),
  ]);
  if (managed !== undefined) requireSameAccount(managed, allTeams[0]?.account_id);
  const ids = managed?.objects.map(({ id }) => id);
  const teams = allTeams.filter(({ id }) => ids?.includes(id) ?? true);
  const chosen = (team ?? []).map((wanted) => {
    const found = teams.filter(({ name, id, prefix_id }) => [name, id, prefix_id].includes(wanted));
    if (found.length === 0) {
      throw new ConfigError(
        `--team: the ${managed === undefined ? "account" : "stack"} has no team "${plainText(wanted)}".`,
        "Give its name as PagerTree has it, or its id.",
      );
    }
    return found;
  });
  const from = Date.now();
  const span = { from, to: from + days * day };
  const shown = team === undefined ? teams : chosen.flat();
  const lists = { events, escalationPolicies };
  const report = coverageReport(shown, lists, span);
  if (calendar !== undefined && draw !== undefined) {
    const accountUsers = await client.list("accountUsers");
    const title = `Who is on call${managed === undefined ? "" : ` in the stack ${plainText(managed.name)}`}`;
    const text = draw(calendarOf(shown, { ...lists, accountUsers }, span), title);
    await writeOutput(context, "--calendar", calendar, text);
  }
  if (json) {
    printJson(context, report);
  } else {
    context.print(showCoverage(report, days));
  }
  if (report.teams.some(({ gaps }) => gaps.length > 0)) {
    context.reportProblems();
  }
}

/** @throws ConfigError if the file has another ending than those of pictures that this command draws. */
function drawerOf(file: string): typeof calendarSvg {
  const ending = path.extname(file).toLowerCase();
  if (ending !== ".html" && ending !== ".svg") {
    throw new ConfigError(
      `A file that ends in ${plainText(ending) || "nothing"} cannot be written by --calendar.`,
      "Choose a name that ends in .html or .svg. A browser can print the page or save it as a PDF.",
    );
  }
  return ending === ".svg" ? calendarSvg : calendarHtml;
}

function numberOfDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > mostDays) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${mostDays}.`);
  }
  return days;
}
