// Brings the rotations and overrides of a stack into the schedules of their teams.
import { isParams } from "../../params.ts";
import { readOverrideEvents, readTimes } from "./declared.ts";
import { type LoadingStack, quoted } from "./loading-stack.ts";
import { attendeesOf, overrideShifts } from "./override-shifts.ts";
import { eventsOf, readRotation } from "./rotation-events.ts";
import type { StackResource } from "./stack-resources.ts";

export function loadRotation(stack: LoadingStack, resource: StackResource): void {
  const { teamId, team } = stack.teamOf(resource);
  // The events of the state are those before the change.
  const properties =
    resource.change === "update" ? { ...resource.properties, events: undefined } : resource.properties;
  const rotation = readRotation(properties);
  if (team === undefined || rotation === undefined) {
    const owner = team?.id ?? teamId ?? resource.urn;
    stack.gaps.add(owner, `rotation ${quoted(resource.name)} has something that is not known yet`);
    if (team) stack.gaps.unknownSchedules.add(team.id);
    return;
  }
  const known = (isParams(resource.properties) ? resource.properties["events"] : undefined) ?? [];
  const before = (Array.isArray(known) ? known : []).flatMap((event) => {
    const id: unknown = isParams(event) ? event["id"] : undefined;
    const held = typeof id === "string" ? stack.store.find("events", id) : undefined;
    return held ? [held] : [];
  });
  // What the account itself tells of its events is more than a state does.
  if (before.length > 0 && resource.change === "none") return;
  for (const { id } of before) stack.store.remove("events", id);
  for (const userId of rotation.accountUserIds) stack.standIn("account_users", userId);
  for (const event of eventsOf(rotation)) {
    stack.store.insert("events", stack.accountId, { ...event, schedule_ids: [team.schedule_id] });
  }
  stack.gaps.unknownSchedules.delete(team.id);
  if (resource.change === "update") {
    stack.gaps.add(
      team.id,
      `rotation ${quoted(resource.name)} is shown as it will be after its change, which takes effect at a hand-off`,
    );
  }
  if (!stack.isWhole) {
    stack.gaps.add(
      team.id,
      `who is on call in team ${quoted(team.name)} is known from the rotations of the stack; shifts that were made in the web page are missing`,
    );
  }
}

/** An override cuts its time out of the shifts that are there. */
export function loadOverride(stack: LoadingStack, resource: StackResource): void {
  const { team } = stack.teamOf(resource);
  const isThere = readOverrideEvents(resource.properties).some(({ id }) => stack.store.find("events", id));
  // What the account itself tells of its events is more than a state does.
  if (team === undefined || (isThere && resource.change === "none")) return;
  endOverride(stack, resource);
  const span = readTimes(resource.properties);
  const people = stack.ids(resource, "accountUserIds", "account_users");
  const { layer = 1 } = resource.properties;
  if (span === undefined || people.length === 0 || typeof layer !== "number") {
    stack.gaps.add(team.id, `override ${quoted(resource.name)} has something that is not known yet`);
    return;
  }
  const schedule = { accountId: stack.accountId, scheduleId: team.schedule_id, layer };
  overrideShifts(stack.context, schedule, span, people);
}

/** Those who would be on call without it are on call again. */
export function endOverride(stack: LoadingStack, { properties }: StackResource): void {
  for (const { id, insteadOfAccountUserIds } of readOverrideEvents(properties)) {
    if (stack.store.find("events", id) === undefined) continue;
    if (insteadOfAccountUserIds.length === 0) stack.store.remove("events", id);
    else stack.store.update("events", id, { attendees: attendeesOf(insteadOfAccountUserIds) });
  }
}
