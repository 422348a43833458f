// Brings the teams of a stack and their escalation policies into the store.
import { isParams } from "../../params.ts";
import { readPolicy } from "./declared.ts";
import { castText, type LoadingStack, quoted } from "./loading-stack.ts";
import { insertTeam } from "./records.ts";
import type { StackResource } from "./stack-resources.ts";

export function loadTeam(stack: LoadingStack, resource: StackResource): void {
  const { properties } = resource;
  const ids = stack.givenIds(resource, "tem");
  const held = stack.store.find("teams", ids.id);
  const name = stack.text(resource, "name") ?? resource.name;
  const people = (argument: string) => stack.ids(resource, argument, "account_users");
  const attributes = {
    name,
    notes: castText(properties["notes"]) ?? null,
    member_account_user_ids: people("memberAccountUserIds"),
    admin_account_user_ids: people("adminAccountUserIds"),
    drop_notifications: stack.text(resource, "dropNotifications") ?? "none",
    handoff_notifications: stack.text(resource, "handoffNotifications") ?? "none",
    drop_notification_account_user_ids: people("dropNotificationAccountUserIds"),
    handoff_notification_account_user_ids: people("handoffNotificationAccountUserIds"),
  };
  if (held) stack.store.update("teams", held.id, attributes);
  else {
    const scheduleId = castText(properties["scheduleId"]);
    const policyId = castText(properties["escalationPolicyId"]);
    insertTeam(stack.store, stack.accountId, ids, { ...attributes, scheduleId, policyId });
    if (resource.change === "create" && resource.id === undefined) {
      stack.gaps.add(ids.id, `team ${quoted(name)} is new: it has the schedule and policy of a new team`);
    } else {
      stack.gaps.unknownSchedules.add(ids.id);
      stack.gaps.unknownPolicies.add(ids.id);
    }
  }
}

export function loadPolicy(stack: LoadingStack, resource: StackResource): void {
  const { team } = stack.teamOf(resource);
  if (team === undefined) return;
  const content = readPolicy(resource.properties, team.escalation_policy_id);
  if (content === undefined) {
    stack.gaps.add(team.id, `policy ${quoted(resource.name)} has something that is not known yet`);
    stack.gaps.unknownPolicies.add(team.id);
    return;
  }
  const held = stack.store.find("escalation_policies", team.escalation_policy_id);
  const attributes = {
    ...content,
    name: stack.text(resource, "name") ?? held?.name ?? resource.name,
    reassign_team_ids: stack.ids(resource, "reassignTeamIds", "teams"),
    reassign_account_user_ids: stack.ids(resource, "reassignAccountUserIds", "account_users"),
  };
  if (held) stack.store.update("escalation_policies", held.id, attributes);
  else {
    const policy = stack.store.insert("escalation_policies", stack.accountId, attributes);
    stack.store.update("teams", team.id, { escalation_policy_id: policy.id });
  }
  stack.gaps.unknownPolicies.delete(team.id);
}

/** A policy that the stack has no more: the team's own again, or left as it is. */
export function giveBackPolicy(stack: LoadingStack, resource: StackResource): void {
  const { teamId, original, onDestroy } = resource.properties;
  // A team that is deleted too has no policy to give back.
  if (typeof teamId !== "string" || stack.store.find("teams", teamId) === undefined) return;
  const content = onDestroy !== "leave" && isParams(original) ? original : resource.properties;
  loadPolicy(stack, { ...resource, properties: { ...content, teamId } });
}
