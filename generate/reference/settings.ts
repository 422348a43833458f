/** The table of the settings, within a page that people wrote. */
import type { SchemaProperty } from "../schema/property-types.ts";
import { table } from "./tables.ts";

const START = "<!-- Generated from provider/schema.json: npm run generate -->\n";
const END = "\n<!-- End of what is generated -->";

/** The page with its table of settings as the schema has them. */
export function withSettings(page: string, settings: Readonly<Record<string, SchemaProperty>>): string {
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error("the page has no place for the settings");
  return page.slice(0, from) + START + settingsTable(settings) + page.slice(to);
}

function settingsTable(settings: Readonly<Record<string, SchemaProperty>>): string {
  return table(
    ["Stack configuration", "Environment variable", "Default", "What it is"],
    Object.entries(settings).map(([name, { description }]) => {
      const [text = "", ...notes] = description.split("\n\n");
      const [, variable = "", byDefault = "required"] =
        /^Default: the environment variable (\w+)(?:, else (.*?))?\.$/.exec(notes.at(-1) ?? "") ?? [];
      return [`\`pagertree:${name}\``, `\`${variable}\``, byDefault, text];
    }),
  );
}
