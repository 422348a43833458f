/** The command `map`: the account, or one stack's part of it, as a picture of where alerts go. */
import path from "node:path";
import { Command, Option } from "commander";
import { ConfigError } from "../../common/errors.ts";
import { cut, plainText } from "../../common/plain-text.ts";
import { day } from "../../on-call/zone-clock.ts";
import { accountOf } from "../account.ts";
import { accountIdOf, readRoutes } from "../read-account.ts";
import { readNamedStack, requireSameAccount } from "../stack-state.ts";
import type { CommandContext } from "../terminal.ts";
import { writeOutput } from "../write-output.ts";
import { withGaps } from "./gaps.ts";
import { type AccountGraph, accountGraph, partOf } from "./graph.ts";
import { htmlPage } from "./html.ts";
import { lightUp, readSimulation, type Simulation } from "./lit.ts";
import { mermaidText } from "./mermaid.ts";
import { headingOf, svgPicture } from "./svg.ts";

const formats = ["mermaid", "svg", "html"] as const;
type Format = (typeof formats)[number];

/** The endings of files by which a format is known. */
const endings: Readonly<Record<string, Format>> = {
  ".svg": "svg",
  ".html": "html",
  ".htm": "html",
  ".mmd": "mermaid",
  ".mermaid": "mermaid",
};

/** Endings of what other programs show, and would not find in the file. */
const otherPictures = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".md"];

interface MapOptions {
  readonly stack?: string;
  readonly state?: string;
  readonly lit?: string;
  readonly format?: Format;
  readonly out?: string;
}

const help = `
It draws from left to right: integrations, routers with what their rules assign to, teams, users; and outgoing
integrations with the host of their receiver. Dead ends have a red, broken border: a team without members, a router
without a default receiver, a receiver that is not there. What is disabled is pale. Numbers on arrows are those of the
router's rules, from 1. With --stack or --state, only what that stack manages is drawn, and what alerts get to from
there.
With --lit, the way of one alert is lit and all else is pale: whom it reaches, and by which rule. Somebody
whose notification rule ignores the alert stays pale.

Formats:
  html      a page with a search, filters, and the ways of what is clicked; it needs nothing but a browser
  svg       the same picture for a document
  mermaid   the text of a Mermaid flowchart, which GitHub, GitLab and https://mermaid.live draw

Examples:
  pulumi-pagertree map --out account.html
  pulumi-pagertree map --stack production --out production.svg
  pulumi-pagertree map > account.mmd
  npx pagertree-emulator simulate --account --to Prometheus --json > alert.json
  pulumi-pagertree map --lit alert.json --out alert.html`;

/** For so many days somebody is to be on call, as `coverage` looks by default. */
const daysAhead = 14;

/** The command, to be added to the command line. */
export function mapCommand(context: CommandContext): Command {
  return new Command("map")
    .description("draw where the account's alerts go, with dead ends marked")
    .addOption(
      new Option("--stack <name>", "only what this stack manages; run it in the project's folder").conflicts(
        "state",
      ),
    )
    .option("--state <file>", "the same for a state that `pulumi stack export` wrote")
    .option(
      "--lit <file>",
      "highlight the path of the alert in this file, which `pagertree-emulator simulate --json` printed",
    )
    .addOption(
      new Option("--format <format>", "the format (default: by the name of the file)").choices(formats),
    )
    .option("--out <file>", "write the picture into this file")
    .addHelpText("after", help)
    .action((options: MapOptions) => map(options, context));
}

async function map({ format, out, ...options }: MapOptions, context: CommandContext): Promise<void> {
  const chosen = formatOf(out, format);
  const simulation = options.lit === undefined ? undefined : await readSimulation(context, options.lit);
  const { client } = await accountOf(context, options.stack);
  const managed = await readNamedStack(context, options);
  const lists = await readRoutes(client, context);
  if (managed !== undefined) requireSameAccount(managed, accountIdOf(lists));
  const from = Date.now();
  const account = withGaps(accountGraph(lists), lists, { from, to: from + daysAhead * day });
  const part =
    managed === undefined ? account : partOf(account, new Set(managed.objects.map(({ id }) => id)));
  const graph = simulation === undefined ? part : lightUp(part, simulation);
  const title = titleOf(managed?.name, simulation);
  const text = draw(graph, title, chosen);
  if (out === undefined) {
    context.print(text);
    return;
  }
  await writeOutput(context, "--out", out, text);
  context.tell(`The picture is written: ${headingOf(graph, title).counts}.\n`);
}

function titleOf(stack: string | undefined, simulation: Simulation | undefined): string {
  if (simulation !== undefined) return `Where an alert of ${cut(simulation.integration.name, 100)} goes`;
  return stack === undefined
    ? "Where the alerts of the account go"
    : `Where the alerts of the stack ${stack} go`;
}

/**
 * What to write, by what is asked for and by the name of the file.
 *
 * @throws ConfigError if the name says another format, or one that this command does not write
 */
function formatOf(out: string | undefined, format: Format | undefined): Format {
  const ending = path.extname(out ?? "").toLowerCase();
  const byName = endings[ending];
  const isOther =
    otherPictures.includes(ending) || (format === undefined && ending !== "" && byName === undefined);
  if (isOther || (format !== undefined && byName !== undefined && byName !== format)) {
    throw new ConfigError(
      `A file that ends in ${plainText(ending)} is not what map writes${format === undefined ? "" : ` as ${format}`}.`,
      "Choose a name that ends in .html, .svg or .mmd (Mermaid). A browser can print the page or save it as a PDF.",
    );
  }
  return format ?? byName ?? "mermaid";
}

function draw(graph: AccountGraph, title: string, format: Format): string {
  if (format === "mermaid") {
    return mermaidText(graph);
  }
  const svg = svgPicture(graph, title);
  return format === "svg" ? svg : htmlPage(svg, title, graph);
}
