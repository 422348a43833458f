/** Validates the arguments of a router, each failure on its property path; its rules have a file of their own. */
import { partition } from "es-toolkit";
import { z } from "zod";
import { type Failure, toCheckFailure } from "../common/failure.ts";
import { destinationIdSchema, ifLeftOut } from "../destinations/ids.ts";
import { followRoutes, resourceTitle, withUlids } from "../destinations/routes.ts";
import { tellWithoutPhone } from "../destinations/without-phone.ts";
import { checkArguments, givenArguments, nameSchema, switchSchema } from "../lifecycle/check-arguments.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import { normaliseRouter, type RouterInputs, receiverArguments } from "./inputs.ts";
import { receiverPlaces } from "./receiver-places.ts";

const argumentsSchema = z.object({
  name: nameSchema("the router"),
  enabled: switchSchema.default(true),
  rules: z.unknown().optional(),
  teamId: destinationIdSchema("teams", receiverArguments).optional(),
  routerId: destinationIdSchema("routers", receiverArguments).optional(),
  accountUserId: destinationIdSchema("accountUsers", receiverArguments).optional(),
  forceDelete: switchSchema.optional(),
});

/** Checks what a program declares of a router and brings it to its normal form. */
export async function checkRouter(
  declared: Record<string, unknown>,
  previous: Partial<RouterInputs>,
  context: ProviderContext,
  passed = () => {},
): Promise<Checked<RouterInputs>> {
  const given = givenArguments(declared);
  const lacks = lackedReceiver(given).map(toCheckFailure);
  const parsed = checkArguments(given, argumentsSchema, "a router");
  const rules = await readRulesArgument(given["rules"]);
  const reasons = [...parsed.failures, ...furtherReceivers(given), ...rules.failures];
  if (parsed.data === undefined || reasons.length > 0) {
    return { failures: reasons.map(toCheckFailure), lacks };
  }
  const inputs = { ...parsed.data, rules: rules.text };
  const places = await receiverPlaces(inputs);
  const title = resourceTitle("router", inputs.name);
  passed();
  const routes = await followRoutes(
    places,
    await receiverPlaces(previous),
    receiverArguments,
    title,
    context,
  );
  const people = places.filter(({ kind }) => kind === "accountUsers");
  await tellWithoutPhone(
    people.map(({ id }) => id),
    title,
    context,
  );
  const [ofRules, failures] = partition(routes.failures, ({ path }) => path[0] === "rules");
  return {
    inputs: normaliseRouter(withUlids(inputs, receiverArguments, routes)),
    failures: failures.map(toCheckFailure),
    lacks: [...lacks, ...ofRules.map(toCheckFailure)],
  };
}

/** The tools for rules are loaded only where there are some. */
async function readRulesArgument(rules: unknown): Promise<{ text?: string; failures: readonly Failure[] }> {
  if (rules === undefined) {
    return { failures: [] };
  }
  const { checkRouterRules } = await import("./check-rules.ts");
  return checkRouterRules(rules);
}

/** PagerTree asks for a default receiver: https://pagertree.com/docs/api/routers */
function lackedReceiver(given: Record<string, unknown>): Failure[] {
  const names = Object.keys(receiverArguments);
  const reason = `a router needs a default receiver, for alerts that no rule assigns: give one of ${names.join(", ")}; ${ifLeftOut}`;
  return names.some((name) => given[name] !== undefined) ? [] : [{ path: ["teamId"], reason }];
}

function furtherReceivers(given: Record<string, unknown>): Failure[] {
  const [first, ...others] = Object.keys(receiverArguments).filter((name) => given[name] !== undefined);
  const reason = `cannot be set together with ${first}: a router has one default receiver`;
  return others.map((name) => ({ path: [name], reason }));
}
