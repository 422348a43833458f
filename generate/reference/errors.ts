/** The errors of the reference: the page of all of them, and which ones a resource can meet. */
import type { Declarations } from "../schema/documented.ts";
import type { SchemaProperty } from "../schema/property-types.ts";
import { GENERATED } from "./generated.ts";
import { table } from "./tables.ts";

const SOURCE = "provider/src/common/errors.ts";

/** The text of `docs/reference/errors.md`. */
export function errorsPage(declarations: Declarations): string {
  const rows = declarations.classesOf(SOURCE).map(({ name, text }) => [`\`${name}\``, text]);
  return `${GENERATED}

# Errors

Each message names the object, the property where there is one, and what to do about it. \`pulumi-pagertree\` exports these
classes; \`code\` is a short name of the kind, \`what\` says what happened, and \`hint\` what to do.

${table(["Class", "When"], rows)}

## What a preview refuses

Nothing is sent. Pulumi prints the property's path with each mistake:

- a value of the wrong type, a name that is not known with the nearest one that is, a required property that is missing;
- an id that is not in the account, or that is of another kind, with the ids that could be meant
  ([Routes](../routes.md#what-is-refused));
- a value that a program cannot carry, such as a function or a \`Date\`.
`;
}

/** The errors that a resource with these inputs can meet. */
export function resourceErrors(inputs: Readonly<Record<string, SchemaProperty>>): string {
  const has = (pattern: RegExp) => Object.keys(inputs).some((name) => pattern.test(name));
  const lines = [
    "- [At preview](errors.md#what-a-preview-refuses): each mistake in the inputs, with its path.",
    ...(has(/(?:team|router|accountUser)Ids?$/i)
      ? [
          "- An id that the account does not have, or that is of another kind: see [Routes](../routes.md#what-is-refused).",
        ]
      : []),
    ...(has(/^adopt$/)
      ? [
          "- `adopt` names no object, one that another resource manages, or one that would have to be replaced: see [adoption](../adoption.md#one-object-at-a-time).",
        ]
      : []),
    ...(has(/^allowDuplicate$/)
      ? [
          "- PagerTree already has an object with the same content: see [No second one without asking](../adoption.md#no-second-one-without-asking).",
        ]
      : []),
    ...(has(/^forceDelete$/)
      ? [
          "- On delete, something else still sends alerts to it: see [Deleting a team or a router](../routes.md#deleting-a-team-or-a-router).",
        ]
      : []),
    "- `ConfigError`: the API key is missing, or is of another account. `AuthError`, `RateLimitError`, `TransportError` and the other [errors](errors.md) of a request.",
  ];
  return lines.join("\n");
}
