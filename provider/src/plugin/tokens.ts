/** The names by which the engine asks for what the plugin has: `pagertree:index:Team`, `pagertree:index:getTeam`. */
import { nearest } from "../common/nearest.ts";

/** The module of the schema in which everything is. */
const modulePrefix = /^pagertree:(?:index(?:\/\w+)?)?:/;

/** The token of the type that a URN names, such as `pagertree:index:Team`. */
export function typeToken(urn: string): string {
  const [, , types = ""] = urn.split("::");
  return types.slice(types.lastIndexOf("$") + 1);
}

/** The name at the end of a token, such as `Team`. */
export function nameIn(token: string): string {
  return token.replace(modulePrefix, "");
}

/**
 * What a token names.
 *
 * @param known Everything of this kind, by the last part of its token.
 * @param noun What an error calls it, such as `resource type`.
 * @throws Error if there is no such thing, with the one that was probably meant.
 */
export function kindNamed<Thing>(token: string, known: Readonly<Record<string, Thing>>, noun: string): Thing {
  const name = nameIn(token);
  const thing = Object.hasOwn(known, name) ? known[name] : undefined;
  if (thing === undefined) {
    const names = Object.keys(known);
    const guess = nearest(name, names);
    const hint =
      guess === undefined ? ` It has ${names.join(", ")}.` : ` Did you mean pagertree:index:${guess}?`;
    throw new Error(`pulumi-pagertree has no ${noun} "${token}".${hint}`);
  }
  return thing;
}
