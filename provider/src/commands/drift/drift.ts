/** The command `drift`: what somebody changed in PagerTree outside a stack. */
import { Command, Option } from "commander";
import { type CommandContext, printJson } from "../terminal.ts";
import { previewStack } from "./preview.ts";
import { driftReport, secretsIn } from "./report.ts";
import { driftMarkdown, showDrift } from "./show.ts";

const formats = ["text", "markdown", "json"] as const;

interface DriftOptions {
  readonly stack?: string;
  readonly format: (typeof formats)[number];
  readonly json?: true;
}

const help = `
It runs a preview with --refresh, which changes nothing. It lists each property of a PagerTree resource that is not as the
last \`pulumi up\` left it: the declared value and PagerTree's value. Changes to the program that are not deployed yet are
not drift. For a secret, it says only that the value differs.

Run it in the folder of the project. It takes the API key as \`pulumi preview\` does: from the stack's configuration, or
from PAGERTREE_API_KEY.

Exit status: 0 if there is no drift, 2 if there is, 1 on any error.

Examples:
  pulumi-pagertree drift
  pulumi-pagertree drift --stack production --format markdown >> "$GITHUB_STEP_SUMMARY"`;

/** The command, to be added to the command line. */
export function driftCommand(context: CommandContext): Command {
  return new Command("drift")
    .description("report what somebody changed in PagerTree since the last `pulumi up`")
    .option("--stack <name>", "the stack (default: the selected one of the project in this folder)")
    .addOption(new Option("--format <format>", "how to print the report").choices(formats).default("text"))
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .addHelpText("after", help)
    .action((options: DriftOptions) => drift(options, context));
}

async function drift({ stack, format, json }: DriftOptions, context: CommandContext): Promise<void> {
  const steps = await previewStack(context, stack, true);
  // Secrets are hidden, and so only a second look tells whether the program or PagerTree has another.
  const unrefreshed = steps.some((step) => secretsIn(step).length > 0)
    ? await previewStack(context, stack, false)
    : [];
  const changedSecrets = new Map(unrefreshed.map((step) => [step.urn, secretsIn(step)]));
  const report = driftReport(steps, changedSecrets);
  if (json || format === "json") printJson(context, report);
  else context.print(format === "markdown" ? driftMarkdown(report) : showDrift(report));
  if (report.drifted.length > 0) context.reportProblems(2);
}
