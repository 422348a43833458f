/** The names that a URN is made of, by which the engine knows a resource. */
import { plainText } from "../common/plain-text.ts";

/** What a URN says of a resource. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** Its type token, without those of its parents. */
  readonly type: string;
  /** Its name in the program. */
  readonly resource: string;
}

/** A URN is `urn:pulumi:stack::project::types::name`, and a name may hold `::` itself. */
export function urnParts(urn: string): UrnParts {
  const [head = "", project = "", types = "", ...name] = urn.split("::");
  return {
    stack: plainText(head.replace(/^urn:pulumi:/, "")),
    project: plainText(project),
    type: types.split("$").at(-1) ?? "",
    resource: plainText(name.join("::")),
  };
}
