/** A router as a program declares it. */

import { type DestinationKind, destinations } from "../../api/destination-kinds.ts";
import type { RouterWire } from "../../api/wire.ts";
import { routerDefinition } from "../../router/definition.ts";
import { receiverArguments } from "../../router/inputs.ts";
import { receiversOf, routerRules } from "../../rules/router-rules.ts";
import { checkRules } from "../../rules/rules.ts";
import { readRules } from "../../rules/rules-text.ts";
import type { AccountContext } from "../account-context.ts";
import type { Outcome } from "./declaration.ts";
import { argumentValues, type Declared, type DeclaredArguments, ObjectId } from "./declared.ts";
import { misfits } from "./fits.ts";
import { areTypedRouterRules } from "./typed-rules.ts";

/** The resource that declares a router as it is, or why there is none. */
export async function declareRouter(router: RouterWire, context: AccountContext): Promise<Outcome> {
  const { inputs } = routerDefinition.fromWire(router, {}, context);
  const receivers = Object.entries<DestinationKind>(receiverArguments).flatMap(
    ([argument, kind]): [string, Declared][] => {
      const id = inputs[argument as keyof typeof receiverArguments];
      return id === undefined ? [] : [[argument, new ObjectId(kind, "id", id)]];
    },
  );
  const args: DeclaredArguments = {
    name: inputs.name,
    ...(!inputs.enabled && { enabled: false }),
    ...Object.fromEntries(receivers),
    ...(inputs.rules !== undefined && { rules: declaredRules(router.rules ?? "") }),
  };
  const reasons = await misfits(routerDefinition, router, argumentValues(args), context);
  const found = { kind: "routers", object: router, name: router.name } as const;
  return reasons.length > 0 ? { ...found, reasons } : { ...found, resourceClass: "Router", args, notes: [] };
}

/** The rules as objects with references in them, where the types of this package know all that stands in them; else as text. */
function declaredRules(text: string): Declared {
  const read = readRules(text);
  const checked = "problem" in read ? read : checkRules(read.rules, routerRules);
  if (!("rules" in checked) || !areTypedRouterRules(checked.rules)) {
    return text;
  }
  const { rules } = checked;
  const ids = new Map(receiversOf(rules).map(({ path, id }) => [path.slice(1).join("."), receiverId(id)]));
  return withReceivers(rules, "", ids);
}

function withReceivers(value: unknown, path: string, ids: ReadonlyMap<string, Declared>): Declared {
  const receiver = ids.get(path);
  if (receiver !== undefined) {
    return receiver;
  }
  const inner = (part: unknown, key: PropertyKey) =>
    withReceivers(part, path === "" ? String(key) : `${path}.${String(key)}`, ids);
  if (Array.isArray(value)) {
    return value.map(inner);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inner(part, key)]))
    : (value as string | number | boolean | null);
}

function receiverId(id: string): ObjectId | string {
  const kinds = Object.keys(destinations) as DestinationKind[];
  const kind = kinds.find((each) => id.startsWith(`${destinations[each].prefix}_`));
  return kind === undefined ? id : new ObjectId(kind, "prefixId", id);
}
