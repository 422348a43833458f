/** The command `map`: the account as a picture of where alerts go. */
import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { PagerTreeError } from "../../errors.ts";
import { accountOf } from "../account.ts";
import type { CommandContext } from "../terminal.ts";
import { accountGraph } from "./graph.ts";
import { mermaidText } from "./mermaid.ts";

const help = `
The picture is the text of a Mermaid flowchart, which GitHub, GitLab and https://mermaid.live draw. Dead ends have a
red, broken border: a team without members, a disabled router, a receiver that is not there.

Examples:
  pulumi-pagertree map
  pulumi-pagertree map --out account.mmd`;

/** The command, to be added to the command line. */
export function mapCommand(context: CommandContext): Command {
  return new Command("map")
    .description("draw where the account's alerts go, with dead ends marked")
    .option("--out <file>", "write the picture into this file")
    .addHelpText("after", help)
    .action(({ out }: { readonly out?: string }) => map(out, context));
}

async function map(out: string | undefined, context: CommandContext): Promise<void> {
  const { client } = accountOf(context);
  context.tell("Reading the account...\n");
  const [integrations, routers, teams, accountUsers] = await Promise.all([
    client.list("integrations"),
    client.list("routers"),
    client.list("teams"),
    client.list("accountUsers"),
  ]);
  const text = mermaidText(accountGraph({ integrations, routers, teams, accountUsers }));
  if (out === undefined) {
    context.print(text);
    return;
  }
  await writeFile(out, text).catch(() => {
    throw new PagerTreeError(
      "config",
      "The file of --out cannot be written.",
      "Name a file in a folder that is there.",
    );
  });
  context.tell("The picture is written.\n");
}
