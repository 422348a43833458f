/** The destinations of an integration: which kinds there are, the form of their ids, and the ULIDs behind prefix ids. */
import { z } from "zod";
import { isUlid } from "../api/ids.ts";
import type { Kind } from "../api/kinds.ts";
import { NotFoundError } from "../errors.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Failure } from "../lifecycle/failure.ts";
import { isUnknown, orUnknown } from "../unknown.ts";
import { destinationArguments, type IntegrationInputs } from "./inputs.ts";

/**
 * The kinds of destination. Prefixes: https://pagertree.com/docs/routers; the id of an account user is not the
 * id of its `user`: https://pagertree.com/docs/api/integrations
 */
const destinations = {
  teamIds: { kind: "teams", prefix: "tem", noun: "a team" },
  routerIds: { kind: "routers", prefix: "rtr", noun: "a router" },
  accountUserIds: { kind: "accountUsers", prefix: "usr", noun: "an account user" },
} as const satisfies Record<
  (typeof destinationArguments)[number],
  { kind: Kind; prefix: string; noun: string }
>;

type DestinationArgument = keyof typeof destinations;

/** A schema of one destination argument: a list of ids of its kind, each possibly not known yet. */
export function destinationIdsSchema(argument: DestinationArgument) {
  const { noun } = destinations[argument];
  const list = `a list of ids, each of ${noun}`;
  return orUnknown(
    z.array(
      orUnknown(z.string(`must be the id of ${noun}`).superRefine(refuseOtherIds(argument))),
      `must be ${list}`,
    ),
  );
}

/**
 * Replaces each prefix id by the ULID of the same object, the only form that the API takes in a body.
 *
 * @returns The ids as ULIDs, and a failure for each id that the account does not have.
 */
export async function resolveDestinations(
  inputs: IntegrationInputs,
  context: ProviderContext,
): Promise<{ ids: Pick<IntegrationInputs, DestinationArgument>; failures: Failure[] }> {
  const failures: Failure[] = [];

  async function resolve(argument: DestinationArgument, id: string, index: number): Promise<string> {
    if (isUnknown(id) || isUlid(id)) {
      return id;
    }
    const { kind, noun } = destinations[argument];
    try {
      return await context.ask(() => context.ulidOf(kind, id), id);
    } catch (error) {
      if (error instanceof NotFoundError) {
        failures.push({ path: [argument, index], reason: `${id} is not the id of ${noun} of this account` });
        return id;
      }
      throw error;
    }
  }

  async function resolveAll(argument: DestinationArgument): Promise<string[]> {
    const ids = inputs[argument];
    return isUnknown(ids) ? ids : Promise.all(ids.map((id, index) => resolve(argument, id, index)));
  }

  const [teamIds, routerIds, accountUserIds] = await Promise.all([
    resolveAll("teamIds"),
    resolveAll("routerIds"),
    resolveAll("accountUserIds"),
  ]);
  return { ids: { teamIds, routerIds, accountUserIds }, failures };
}

function refuseOtherIds(argument: DestinationArgument) {
  return (id: string, context: z.RefinementCtx<string>): void => {
    const { noun, prefix } = destinations[argument];
    if (isUlid(id) || new RegExp(`^${prefix}_[A-Za-z0-9_-]{7,14}$`).test(id)) {
      return;
    }
    const other = destinationArguments.find((name) => id.startsWith(`${destinations[name].prefix}_`));
    const message =
      other === undefined || other === argument
        ? `must be the id of ${noun}: a ULID of 26 characters, or a prefix id such as ${prefix}_K22OuvPYNmCyvJ`
        : `${id} is the prefix id of ${destinations[other].noun}; it belongs in ${other}`;
    context.addIssue({ code: "custom", message });
  };
}
