/** The command `export`: the account as a Pulumi project that takes over what is there. */
import path from "node:path";
import { Command, Option } from "commander";
import { omit, partition } from "es-toolkit";
import type { TeamWire } from "../../api/wire.ts";
import { plainText } from "../../common/plain-text.ts";
import { accountOf } from "../account.ts";
import { AccountContext } from "../account-context.ts";
import { accountIdOf } from "../read-account.ts";
import { readStacks, requireSameAccount } from "../stack-state.ts";
import type { CommandContext } from "../terminal.ts";
import { readWholeAccount } from "./account.ts";
import { isDeclaration, type Outcome, onOneLine, titleOf } from "./declaration.ts";
import { declareEscalationPolicy } from "./declare-escalation-policy.ts";
import { declareEvents } from "./declare-events.ts";
import { declareIntegration } from "./declare-integration.ts";
import { declareMaintenanceWindow } from "./declare-maintenance-window.ts";
import { declareNotificationRule } from "./declare-notification-rule.ts";
import { declareRouter } from "./declare-router.ts";
import { declareTeam } from "./declare-team.ts";
import { type Door, doors, entryOf } from "./door.ts";
import { type ProgramSecret, writeProgram } from "./program.ts";
import { projectFiles } from "./project-files.ts";
import { routeCases } from "./route-cases.ts";
import { type Selection, selectObjects } from "./selection.ts";
import { configureStack, type KnownSecret } from "./stack-configuration.ts";
import { checkTypes, type TypeCheck } from "./type-check.ts";
import { checkFolder, writeProject } from "./write-project.ts";

/** Nobody reads more of them here. */
const mostErrors = 10;

interface ExportOptions {
  readonly out: string;
  readonly stack: string;
  readonly team?: readonly string[];
  readonly type?: readonly string[];
  readonly onlyUnmanaged?: true;
  readonly managedBy?: readonly string[];
  readonly state?: readonly string[];
  readonly secrets: boolean;
  readonly door: Door;
  readonly force?: true;
}

const help = `
It reads the account, and changes nothing in it. The project declares what is there as it is: integrations, teams and
routers; rotations, overrides, changed escalation policies, notification rules and maintenance windows. It declares each
with \`adopt\`: \`pulumi up\` then takes it over instead of making a new one, and endpoints stay as they are.

Secrets, such as webhook URLs, are never written into the program. They go straight into the encrypted configuration of
the stack, so the command \`pulumi\` must be installed and logged in. With --no-secrets they go nowhere, and the
project's README.md lists what to set. The stack is pinned to the account in the same way (pagertree:accountId).

With --door plugin, the program goes through the plugin pulumi-resource-pagertree, and the project has an import.json for
\`pulumi import --file\` as well.

Options that take a team, a type, a stack or a state can be given several times. With --team, it exports that team and
everything that leads to it, and its on-call time; with --type, only the integrations of that type. What these need and is not exported is
looked up.

Examples:
  pulumi-pagertree export
  pulumi-pagertree export --out alerts --stack acme/production
  pulumi-pagertree export --team Platform --no-secrets
  pulumi-pagertree export --only-unmanaged --managed-by production --stack rest`;

/** The command, to be added to the command line. */
export function exportCommand(context: CommandContext): Command {
  const several = (value: string, before: readonly string[] = []) => [...before, value];
  return new Command("export")
    .description("write the account as a Pulumi project that takes over what is there")
    .option("--out <folder>", "the folder of the project", "pagertree")
    .option("--stack <stack>", "the stack that the project is for; it is created", "production")
    .option("--team <team>", "a team to export, by its exact name or its id (tem_…)", several)
    .option("--type <type>", "a type of integrations to export, such as datadog", several)
    .option("--only-unmanaged", "leave out what is already in a stack")
    .option(
      "--managed-by <stack>",
      "for --only-unmanaged: a stack of the project in this folder (default: the selected one)",
      several,
    )
    .option(
      "--state <file>",
      "for --only-unmanaged: the state of a stack, which `pulumi stack export` wrote",
      several,
    )
    .addOption(
      new Option("--door <door>", "how the program reaches PagerTree").choices(doors).default("dynamic"),
    )
    .option("--no-secrets", "do not store secrets, only list them")
    .option(
      "--force",
      "write into a folder that has files; a file that would be replaced is kept under another name",
    )
    .addHelpText("after", help)
    .action((options: ExportOptions) => exportAccount(options, context));
}

async function exportAccount(options: ExportOptions, context: CommandContext): Promise<void> {
  const { force = false, stack } = options;
  const folder = path.resolve(context.folder, options.out);
  const account = await accountOf(context, options.managedBy?.[0]);
  await checkFolder(folder, force);
  const lists = await readWholeAccount(account.client, context);
  const accountId = accountIdOf(omit(lists, ["integrationTypes"]));
  const managed = options.onlyUnmanaged && (await idsInStacks(options, accountId, context));
  const now = Date.now();
  const selection = selectObjects(lists, { teams: options.team, types: options.type, managed }, now);
  const outcomes = await declareAll(selection, lists.teams, now, new AccountContext(lists, account));
  const program = writeProgram(outcomes, lists, nameOfStack(stack), entryOf(options.door));
  const [known, hidden] = partition(program.secrets, isKnown);
  const missing = options.secrets ? hidden : program.secrets;
  const name = projectName(folder);
  const toPin = options.secrets ? undefined : accountId;
  await writeProject(
    folder,
    projectFiles({
      ...{ name, stack, program, missing, accountId: toPin, door: options.door },
      routes: routeCases(selection.integrations, lists),
    }),
    context.tell,
  );
  const types = checkTypes(folder, [folder, context.folder]);
  if (options.secrets) {
    await configureStack(known, { folder, stack, mayExist: force, accountId }, context);
  }
  context.print(
    summary(outcomes, { folder: options.out, missing, stored: options.secrets ? known.length : 0, types }),
  );
  if (types.isChecked && types.errors.length > 0) {
    context.reportProblems();
  }
}

/** The ULIDs of all that the stacks manage. */
async function idsInStacks(
  { managedBy, state }: ExportOptions,
  accountId: string | undefined,
  context: CommandContext,
): Promise<Set<string>> {
  const stacks = await readStacks(context, managedBy, state);
  for (const stack of stacks) {
    requireSameAccount(stack, accountId);
  }
  return new Set(stacks.flatMap(({ objects }) => objects.map(({ id }) => id)));
}

async function declareAll(
  selection: Selection,
  teams: readonly TeamWire[],
  now: number,
  context: AccountContext,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const team of selection.teams) {
    outcomes.push(await declareTeam(team, context));
  }
  for (const router of selection.routers) {
    outcomes.push(await declareRouter(router, context));
  }
  for (const integration of selection.integrations) {
    outcomes.push(await declareIntegration(integration, context));
  }
  for (const policy of selection.escalationPolicies) {
    outcomes.push(await declareEscalationPolicy(policy, context));
  }
  outcomes.push(...(await declareEvents(selection.events, teams, now, context)));
  for (const rule of selection.notificationRules) {
    outcomes.push(await declareNotificationRule(rule, context));
  }
  for (const window of selection.maintenanceWindows) {
    outcomes.push(await declareMaintenanceWindow(window, context));
  }
  return outcomes;
}

function isKnown(secret: ProgramSecret): secret is KnownSecret {
  return secret.value !== undefined;
}

/** A stack's name without the organisation and the project. */
function nameOfStack(stack: string): string {
  return stack.split("/").at(-1) ?? stack;
}

/** What Pulumi takes for the name of a project. */
function projectName(folder: string): string {
  const name = path.basename(folder).replace(/[^A-Za-z0-9_.-]+/g, "-");
  return /[A-Za-z0-9]/.test(name) ? name.slice(0, 100) : "pagertree";
}

function summary(
  outcomes: readonly Outcome[],
  {
    folder,
    missing,
    stored,
    types,
  }: { folder: string; missing: readonly ProgramSecret[]; stored: number; types: TypeCheck },
): string {
  const left = outcomes.filter((outcome) => !isDeclaration(outcome));
  const count = outcomes.length - left.length;
  return [
    `${count} object${count === 1 ? "" : "s"} in ${plainText(folder)}; \`pulumi up\` adopts each as it is.`,
    ...(stored > 0
      ? [`${stored} secret${stored === 1 ? " is" : "s are"} in the stack's configuration, encrypted.`]
      : []),
    ...(missing.length > 0
      ? [
          `${missing.length} secret${missing.length === 1 ? " is" : "s are"} still to be set: the project's README.md lists them.`,
        ]
      : []),
    ...left.map(
      (outcome) =>
        `Not exported: ${titleOf(outcome)}: ${"reasons" in outcome ? outcome.reasons.map(onOneLine).join("; ") : ""}`,
    ),
    ...typesSummary(types),
    "The project's README.md says how to continue.",
    "",
  ].join("\n");
}

function typesSummary(types: TypeCheck): string[] {
  if (!types.isChecked) {
    return [
      "The program was not compiled, since there is no TypeScript here: run `npm install` and `npx tsc` in its folder.",
    ];
  }
  const { errors } = types;
  return errors.length === 0
    ? ["The program compiles."]
    : [
        "The program does not compile, which is a fault of pulumi-pagertree. Correct it by hand, and please report this:",
        ...errors.slice(0, mostErrors).map((error) => `  ${error}`),
        ...(errors.length > mostErrors ? [`  and ${errors.length - mostErrors} errors more`] : []),
      ];
}
