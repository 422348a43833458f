/** The command `map`: the account, or one stack's part of it, as a picture of where alerts go. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Command, Option } from "commander";
import { PagerTreeError } from "../../common/errors.ts";
import { accountOf } from "../account.ts";
import { accountIdOf, readAccount } from "../read-account.ts";
import { readStack, readStateFile, requireSameAccount } from "../stack-state.ts";
import type { CommandContext } from "../terminal.ts";
import { type AccountGraph, accountGraph, partOf } from "./graph.ts";
import { htmlPage } from "./html.ts";
import { mermaidText } from "./mermaid.ts";
import { headingOf, svgPicture } from "./svg.ts";

const formats = ["mermaid", "svg", "html"] as const;
type Format = (typeof formats)[number];

/** The endings of files by which a format is known. */
const endings: Readonly<Record<string, Format>> = { ".svg": "svg", ".html": "html", ".htm": "html" };

interface MapOptions {
  readonly stack?: string;
  readonly state?: string;
  readonly format?: Format;
  readonly out?: string;
}

const help = `
It draws from left to right: integrations, routers with what their rules assign to, teams, users; and outgoing
integrations with the host of their receiver. Dead ends have a red, broken border: a team without members, a disabled
router, a receiver that is not there. With --stack or --state, only what that stack manages is drawn, and what alerts
get to from there.

Formats:
  html      a page to look at, larger and smaller; it needs nothing but a browser
  svg       the same picture for a document
  mermaid   the text of a Mermaid flowchart, which GitHub, GitLab and https://mermaid.live draw

Examples:
  pulumi-pagertree map --out account.html
  pulumi-pagertree map --stack production --out production.svg
  pulumi-pagertree map > account.mmd`;

/** The command, to be added to the command line. */
export function mapCommand(context: CommandContext): Command {
  return new Command("map")
    .description("draw where the account's alerts go, with dead ends marked")
    .addOption(
      new Option("--stack <name>", "only what this stack manages; run it in the project's folder").conflicts(
        "state",
      ),
    )
    .option("--state <file>", "the same, of a state that `pulumi stack export` wrote")
    .addOption(
      new Option("--format <format>", "what to write (default: what the name of the file says)").choices(
        formats,
      ),
    )
    .option("--out <file>", "write the picture into this file")
    .addHelpText("after", help)
    .action((options: MapOptions) => map(options, context));
}

async function map({ stack, state, format, out }: MapOptions, context: CommandContext): Promise<void> {
  const { client } = accountOf(context);
  const managed =
    stack !== undefined
      ? await readStack(context, stack)
      : state !== undefined
        ? await readStateFile(context, state)
        : undefined;
  const lists = await readAccount(client, context);
  if (managed !== undefined) requireSameAccount(managed, accountIdOf(lists));
  const account = accountGraph(lists);
  const graph =
    managed === undefined ? account : partOf(account, new Set(managed.objects.map(({ id }) => id)));
  const title =
    managed === undefined
      ? "Where the alerts of the account go"
      : `Where the alerts of the stack ${managed.name} go`;
  const ending = path.extname(out ?? "").toLowerCase();
  const text = await draw(graph, title, format ?? endings[ending] ?? "mermaid");
  if (out === undefined) {
    context.print(text);
    return;
  }
  await writeFile(path.resolve(context.folder, out), text).catch(() => {
    throw new PagerTreeError(
      "config",
      "The file of --out cannot be written.",
      "Name a file in a folder that is there.",
    );
  });
  context.tell(`The picture is written: ${headingOf(graph, title).counts}.\n`);
}

async function draw(graph: AccountGraph, title: string, format: Format): Promise<string> {
  if (format === "mermaid") {
    return mermaidText(graph);
  }
  const svg = await svgPicture(graph, title);
  return format === "svg" ? svg : htmlPage(svg, title);
}
