/** Objects that a program only looks at, as with `Team.get`: the stack does not manage them. */
import type * as dynamic from "@pulumi/pulumi/dynamic";
import { omit } from "es-toolkit";
import { LookupError } from "../common/errors.ts";
import type { ResourceName } from "../common/resource-names.ts";
import type { EngineContext } from "./context.ts";

/** The provider of resources of which only `read` counts. */
export function lookingAt<Inputs extends object>(
  name: ResourceName,
  provider: Required<dynamic.ResourceProvider<Inputs, Inputs>>,
  context: EngineContext,
): Required<dynamic.ResourceProvider<Inputs, Inputs>> {
  return {
    ...provider,
    async read(id, state) {
      const found = await provider.read(id, state);
      const isFirst = Object.keys(omit({ ...state } as Record<string, unknown>, ["__provider"])).length === 0;
      if (isFirst && !found.id) {
        throw context.report(noSuchObject(name, id));
      }
      // The program declares nothing of it: inputs would show as a change in each refreshed preview.
      return omit(found, ["inputs"]);
    },
  };
}

/** What a program looks at, or an import names, has to be there. */
export function noSuchObject(name: string, id: string): LookupError {
  const kind = name.replaceAll(/(?<!^)[A-Z]/g, " $&").toLowerCase();
  const lookUp = ["Integration", "Router", "Team"].includes(name) ? ` get${name} finds one by its name.` : "";
  return new LookupError(
    `${id}: this PagerTree account has no ${kind} with this id.`,
    `Give the ULID or the prefix id of one.${lookUp}`,
  );
}
