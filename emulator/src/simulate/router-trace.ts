// What a router made of an alert, with the names of all that it concerns.
import type { RouterPassage } from "../alerts/observer.ts";
import { defaultReceivers } from "../alerts/routing.ts";
import type { Names } from "./names.ts";
import type { RouterTrace } from "./result.ts";

/** What a router made of an alert. */
export function traceRouter(
  { router, rules, assigned, missing }: RouterPassage,
  { name, find }: Names,
): RouterTrace {
  const list = "problem" in rules ? [] : rules;
  const traces = list.map(({ matches, conditions, actions }, index) => ({
    place: `rules[${index}]`,
    matches: matches ?? null,
    ...{ conditions, actions },
  }));
  const matched = traces.find(({ matches }) => matches);
  const isIgnored =
    Array.isArray(matched?.actions) && matched.actions.some((action) => action?.type === "ignore");
  const byDefault = assigned.length === 0 && !isIgnored;
  return {
    router: name("router", router),
    enabled: router.enabled,
    rules: traces,
    problem: "problem" in rules ? rules.problem : null,
    matched: matched?.place ?? null,
    receivers: byDefault
      ? defaultReceivers(router).flatMap(({ collection, id }) => find(collection, id))
      : assigned.flatMap(({ collection, id }) =>
          collection === "teams" || collection === "routers" || collection === "account_users"
            ? find(collection, id)
            : [],
        ),
    byDefault,
    missing,
  };
}
