// Brings the integrations of a stack and their maintenance windows into the store.
import { readTimes } from "./declared.ts";
import { type LoadingStack, quoted } from "./loading-stack.ts";
import { loadOptionsOf, readOptions, typeOf } from "./options.ts";
import type { StackResource } from "./stack-resources.ts";

export function loadIntegration(stack: LoadingStack, resource: StackResource): void {
  const { properties } = resource;
  const ids = stack.givenIds(resource, "int");
  const type = typeOf(properties);
  const name = stack.text(resource, "name") ?? resource.name;
  const { options, hidden } = readOptions(type, properties);
  if (hidden.length > 0) stack.gaps.hiddenOptions.set(ids.id, hidden);
  const held = stack.store.find("integrations", ids.id);
  const attributes = {
    name,
    enabled: properties["enabled"] !== false,
    urgency: stack.text(resource, "urgency") ?? "high",
    integration_type_id: type?.id ?? held?.integration_type_id ?? String(properties["integrationTypeId"]),
    // What the account shows of its secrets stays, save where it changes.
    options: loadOptionsOf(type, { ...held?.options, ...options }),
    team_ids: stack.ids(resource, "teamIds", "teams"),
    router_ids: stack.ids(resource, "routerIds", "routers"),
    account_user_ids: stack.ids(resource, "accountUserIds", "account_users"),
  };
  if (held) stack.store.update("integrations", held.id, attributes);
  else stack.store.insert("integrations", stack.accountId, attributes, ids);
}

export function loadWindow(stack: LoadingStack, resource: StackResource): void {
  const ids = stack.givenIds(resource, "mtw");
  const name = stack.text(resource, "name") ?? resource.name;
  const integrationIds = stack
    .ids(resource, "integrationIds", "integrations")
    .map((id) => stack.store.find("integrations", id)?.id ?? id);
  const span = readTimes(resource.properties);
  if (span === undefined) {
    for (const id of integrationIds) {
      stack.gaps.add(id, `maintenance window ${quoted(name)} has something that is not known yet`);
    }
    return;
  }
  const attributes = {
    ...{ name, description: null, time_zone: span.timeZone, integration_ids: integrationIds },
    start_datetime: new Date(span.from).toISOString(),
    end_datetime: new Date(span.to).toISOString(),
  };
  if (stack.store.find("maintenance_windows", ids.id)) {
    stack.store.update("maintenance_windows", ids.id, attributes);
  } else stack.store.insert("maintenance_windows", stack.accountId, attributes, ids);
}
