/**
 * Writes the files that are made from others: from the table of integration types, from the package's own sources, from
 * the findings, and each package's links.
 *
 *     node generate/generate.ts            writes them
 *     node generate/generate.ts --check    writes nothing, names those that are stale, and exits 1 if there are any
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import packageDescription from "../provider/package.json" with { type: "json" };
import { adaptersDoc } from "./adapters-doc.ts";
import { catalogTable } from "./catalog-table.ts";
import { findingsDoc } from "./findings-doc.ts";
import { integrationTypesDoc } from "./integration-types-doc.ts";
import { optionTypesSource } from "./option-types.ts";
import { withPackageLinks, withPageLinks } from "./package-links.ts";
import { indexPage, llmsText } from "./reference/index-page.ts";
import { referencePages } from "./reference/pages.ts";
import { rulesPage } from "./reference/rules-page.ts";
import { withSettings } from "./reference/settings.ts";
import { rootProject } from "./root-project.ts";
import { sampleRequests } from "./sample-requests.ts";
import { packageSchema, schemaText } from "./schema/schema.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const schema = packageSchema(root, packageDescription);
const reference = referencePages(schema);
const pages = reference.filter((page) => "kind" in page);
const ruleSources = ["router-rule-types", "rule-types", "alert-fields"].map(
  (name) => `provider/src/rules/${name}.ts`,
);

const generated = [
  ...reference.map(({ path, text }) => ({ path, text })),
  { path: "docs/reference/rules.md", text: rulesPage(await Promise.all(ruleSources.map(read))) },
  {
    path: "docs/installation-configuration.md",
    text: withSettings(await read("docs/installation-configuration.md"), schema.schema.config.variables),
  },
  { path: "docs/_index.md", text: indexPage(pages) },
  { path: "llms.txt", text: llmsText(pages) },
  {
    path: "provider/src/catalog/option-types.ts",
    text: await formatted("provider/src/catalog/option-types.ts", optionTypesSource(catalogTable)),
  },
  { path: "docs/integration-types.md", text: integrationTypesDoc(catalogTable) },
  { path: "docs/adapters.md", text: await adaptersDoc(catalogTable) },
  { path: "Pulumi.yaml", text: rootProject(await read("examples/quickstart/Pulumi.yaml")) },
  {
    path: "provider/README.md",
    text: withPageLinks(await read("package.json"), await read("provider/README.md")),
  },
  {
    path: "emulator/README.md",
    text: withPageLinks(await read("package.json"), await read("emulator/README.md")),
  },
  { path: "findings/README.md", text: findingsDoc(await findings()) },
  ...(await Promise.all(["provider", "emulator"].map(packageJson))),
  { path: "provider/schema.json", text: schemaText(schema) },
  {
    path: "provider/src/catalog/sample-requests.json",
    text: await formatted("provider/src/catalog/sample-requests.json", await sampleRequests(root)),
  },
];

for (const { path, text } of generated) {
  const isStale = (await readFile(`${root}/${path}`, "utf8").catch(() => undefined)) !== text;
  if (isStale && process.argv.includes("--check")) {
    console.error(`${path} is stale: run npm run generate`);
    process.exitCode = 1;
  } else if (isStale) {
    await writeFile(`${root}/${path}`, text);
    console.log(`${path} is written`);
  }
}

async function formatted(path: string, text: string): Promise<string> {
  const { stdout } = await execa("biome", ["format", "--stdin-file-path", path], {
    cwd: root,
    input: text,
    preferLocal: true,
    stripFinalNewline: false,
  });
  return stdout;
}

async function packageJson(folder: string): Promise<{ path: string; text: string }> {
  const path = `${folder}/package.json`;
  const text = withPackageLinks(await read("package.json"), await read(path), folder);
  return { path, text: await formatted(path, text) };
}

async function findings(): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(`${root}/findings`)).filter(
    (name) => name.endsWith(".sh") && name !== "lib.sh",
  );
  return Promise.all(names.sort().map(async (name) => ({ name, text: await read(`findings/${name}`) })));
}

function read(path: string): Promise<string> {
  return readFile(`${root}/${path}`, "utf8");
}
