/** The schema of the package, which `npm run generate` writes, as this process reads it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { once } from "es-toolkit";
import { z } from "zod";

/** The schema as text, as the engine asks for it. */
export const schemaText = once(() => readFileSync(path.join(__dirname, "..", "schema.json"), "utf8"));

const names = z.record(z.string(), z.unknown()).default({});
const schemaSchema = z.object({
  resources: z.record(z.string(), z.object({ properties: names, inputProperties: names })),
});

const schema = once(() => schemaSchema.parse(JSON.parse(schemaText())));

/** What PagerTree or the provider adds to the inputs of a resource, by the token of its type. */
export function outputNames(token: string): string[] {
  const { properties = {}, inputProperties = {} } = schema().resources[token] ?? {};
  return Object.keys(properties).filter((name) => !(name in inputProperties));
}
