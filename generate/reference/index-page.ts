/** The overview of the reference, and the same for language models. */
import { GENERATED } from "./generated.ts";
import type { ReferencePage } from "./pages.ts";
import { table } from "./tables.ts";

const kinds: readonly (readonly [ReferencePage["kind"], string])[] = [
  ["resource", "Resources"],
  ["bridge", "Bridges"],
  ["function", "Functions"],
  ["provider", "Provider"],
];

/** Pages that people wrote, with what each is for. */
const guides: readonly (readonly [string, string, string])[] = [
  ["installation-configuration.md", "Installation and configuration", "every language, every setting"],
  ["declaring.md", "Declaring", "integrations, teams, routers and lookups in a program"],
  ["integration-types.md", "Integration types", "every type with its options, defaults and secrets"],
  ["on-call.md", "On call", "rotations, and the time at which nobody is on call"],
  ["routes.md", "Routes", "how destinations are checked"],
  ["simulate.md", "Who gets paged", "an alert played on a stack before it is deployed"],
  ["rootly-bridge.md", "Rootly", "PagerTree's alerts in Rootly"],
  ["adoption.md", "Adoption", "take over an account that is in use"],
  ["drift.md", "Drift", "find what was changed in the web page"],
  ["commands.md", "Commands", "the command line tool"],
  ["two-doors.md", "Two doors", "the dynamic provider and the plugin"],
  ["testing.md", "Testing", "a stack under mocks or against the emulator"],
];

/** The text of `docs/_index.md`. */
export function indexPage(pages: readonly ReferencePage[]): string {
  const sections = kinds.map(([kind, title]) => {
    const rows = pages
      .filter((page) => page.kind === kind)
      .map(({ title: name, path, summary }) => [`[${name}](${path.replace("docs/", "")})`, summary]);
    return `## ${title}\n\n${table(["Name", "What it is"], rows)}`;
  });
  const links = guides.map(([file, title, text]) => `- [${title}](${file}): ${text}`);
  return `${GENERATED}

# PagerTree

The package \`pulumi-pagertree\` manages a [PagerTree](https://pagertree.com) account. In TypeScript and JavaScript:

\`\`\`ts
import * as pagertree from "pulumi-pagertree";

const platform = pagertree.getTeamOutput({ name: "Platform" });
new pagertree.Integration("datadog", { name: "Datadog", type: "datadog", teamIds: [platform.id] });
\`\`\`

The same in [YAML](installation-configuration.md#yaml), [Python](installation-configuration.md#python) and
[Go](installation-configuration.md#go). Each page of the reference has an example in all of them.

## Guides

${links.join("\n")}

${sections.join("\n\n")}

## More

- [Rules](reference/rules.md): what a router's rules and an outgoing webhook's rules can say
- [Errors](reference/errors.md)
`;
}

/** The text of `llms.txt` (https://llmstxt.org): what there is, and where to read on. */
export function llmsText(pages: readonly ReferencePage[]): string {
  const lines = (kind: ReferencePage["kind"]) =>
    pages
      .filter((page) => page.kind === kind)
      .map(({ title, path, summary }) => `- [${title}](${path}): ${summary.replaceAll("\n", " ")}`);
  return `# pulumi-pagertree

> Infrastructure as code for PagerTree (on-call and alerting) with Pulumi: integrations, teams, routers and rotations as
> typed resources in TypeScript, JavaScript, YAML, Python and Go. npm package: pulumi-pagertree.

- Import in TypeScript: \`import * as pagertree from "pulumi-pagertree";\`. Configuration: \`pagertree:apiKey\`, or
  \`PAGERTREE_API_KEY\`.
- \`teamIds\`, \`routerIds\` and \`accountUserIds\` take ids: look people and objects up with the functions below. Rules of
  routers take the \`prefixId\`.
- Do not write secrets into a program: \`pulumi config set --secret\`, then \`config.requireSecret\`.
- To try a program without an account, run \`npx pagertree-emulator --port 4010\`.

## Guides

${guides.map(([file, title, text]) => `- [${title}](docs/${file}): ${text}`).join("\n")}

${kinds.map(([kind, title]) => `## ${title}\n\n${lines(kind).join("\n")}`).join("\n\n")}

## Optional

- [Rules](docs/reference/rules.md): the types of rules
- [Errors](docs/reference/errors.md): every class of error
- [Emulator](emulator/README.md): PagerTree's API on your computer
- [Examples](examples/README.md): complete programs
`;
}
