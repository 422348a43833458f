// The action `aggregate` of routers, by which alerts join an earlier one with the same properties: D:routers.
import type { Context } from "../context.ts";
import type { Aggregation, Alert, Router } from "../models.ts";
import { toList } from "../ruby/access.ts";
import { toJson } from "../ruby/json.ts";
import { toText } from "../ruby/text.ts";
import { isHash, type RubyHash, type RubyValue } from "../ruby/values.ts";
import { durationMs } from "./durations.ts";
import { matchedData } from "./matched-data.ts";

/** What a router's actions say of joining an alert; undefined if nothing, or without a duration that is one. */
export function aggregationOf(
  { store }: Context,
  router: Router,
  alert: Alert,
  actions: readonly RubyHash[],
): Aggregation | undefined {
  const action = actions.find((one) => one.get("type") === "aggregate");
  const length = durationMs(action?.get("timeout"));
  if (action === undefined || length === undefined) return undefined;
  const data = matchedData(store, alert);
  const values = toList(action.get("by")).map((path) => valueAt(data, toText(path)));
  return {
    router_id: router.id,
    fingerprint: toJson(values),
    until: new Date(store.clock() + length).toISOString(),
  };
}

/** The alert that others join now. */
export function findFirst({ store }: Context, { account_id }: Alert, by: Aggregation): Alert | undefined {
  return store
    .all("alerts", account_id)
    .find(({ aggregations }) =>
      aggregations.some((one) => isSame(one, by) && Date.parse(one.until) > store.clock()),
    );
}

/** Makes the time longer in which others join an alert. */
export function prolonged({ aggregations }: Alert, by: Aggregation): readonly Aggregation[] {
  return aggregations.map((one) => (isSame(one, by) ? by : one));
}

function isSame(one: Aggregation, other: Aggregation): boolean {
  return one.router_id === other.router_id && one.fingerprint === other.fingerprint;
}

function valueAt(data: RubyHash, path: string): RubyValue {
  return path
    .split(".")
    .reduce((found: RubyValue, key) => (isHash(found) ? (found.get(key) ?? null) : null), data);
}
