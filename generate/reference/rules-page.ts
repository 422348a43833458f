/** The page of the rules, whose types hold themselves: they are shown as TypeScript has them. */
import { GENERATED } from "./generated.ts";

/** The text of `docs/reference/rules.md`, from the sources that declare the types. */
export function rulesPage(sources: readonly string[]): string {
  const declarations = sources
    .map((source) => source.slice(source.indexOf("\n/**")).trim())
    .toReversed()
    .join("\n\n");
  return `${GENERATED}

# Rules

A [Router](router.md) takes a list of \`RouterRule\`, and an [OutgoingWebhook](outgoing-webhook.md) or a
[RootlyBridge](rootly-bridge.md) takes \`OutgoingRules\`. Both take YAML text as well, which is what a program in another
language writes. Mistakes are reported at preview with their place, such as \`rules[2].actions[0].type\`. PagerTree's
[routers](https://pagertree.com/docs/routers) explain the operators.

As YAML:

\`\`\`yaml
rules:
  - match:
      alert.title: { $regex: checkout, $options: i }
    actions:
      - { type: assign, receiver: tem_K22OuvPYNmCyvJ, delay: 5m }
  - match: { alert.urgency: low }
    actions: [{ type: ignore }]
\`\`\`

In TypeScript, all types are exported by \`pulumi-pagertree\`:

\`\`\`ts
import type * as pulumi from "@pulumi/pulumi";
import type { Urgency } from "pulumi-pagertree";

${declarations}
\`\`\`
`;
}
