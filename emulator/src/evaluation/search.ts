// JMESPath expressions, such as a wrapper key.
import { search as searchPath } from "@aws-lambda-powertools/jmespath";
import type { Params } from "../params.ts";
import { bareData } from "./bare-data.ts";

/**
 * What the expression finds; null if nothing.
 *
 * @throws if the expression is malformed
 */
export function search(expression: string, data: Params): unknown {
  // The space keeps the parser's cache, a plain object, from finding `constructor` among what objects inherit.
  // The types want JSON, which data that was parsed from JSON is.
  return searchPath(` ${expression}`, bareData(data) as Parameters<typeof searchPath>[1]);
}
