/** How a program takes over what no stack manages. */
import type { ResourceName } from "../../common/resource-names.ts";
import { nativeType } from "../../common/resource-names.ts";
import type { AccountContext } from "../account-context.ts";
import { declaredRotation } from "../declared-rotation.ts";
import { ResourceNames, slugOf } from "../export/names.ts";
import type { AccountLists } from "../read-account.ts";
import type { ReportedKind, ReportedObject } from "./report.ts";

/** What takes an object over. */
export interface TakeOver {
  /** The class of the resource. */
  readonly resource: ResourceName;
  /** Its argument that names the object: `adopt`, or the team of an escalation policy. */
  readonly argument: "adopt" | "teamId";
  readonly id: string;
  /** What the resource cannot be, and so changes at its next hand-off. Absent if it can be just what is there. */
  readonly changes?: string;
  /** The command that does it through the plugin. Absent where it would have to change something. */
  readonly import?: string;
}

/** An object that no stack manages. */
export interface UnmanagedObject extends ReportedObject {
  readonly takeOver: TakeOver;
  /** The ids of the other events that are one rotation with it. */
  readonly withIds?: readonly string[];
}

const classes: Readonly<Record<Exclude<ReportedKind, "event">, ResourceName>> = {
  integration: "Integration",
  router: "Router",
  team: "Team",
  "escalation policy": "EscalationPolicy",
  "notification rule": "NotificationRule",
  "maintenance window": "MaintenanceWindow",
};

/** The same objects, with how each is taken over. Of events that are one rotation, the first one stands for all. */
export async function withTakeOver(
  objects: readonly ReportedObject[],
  lists: AccountLists,
  now: number,
  context: AccountContext,
): Promise<UnmanagedObject[]> {
  const names = new ResourceNames();
  const found: UnmanagedObject[] = [];
  const told = new Set<string>();
  const importOf = (resource: ResourceName, { name, prefixId }: ReportedObject) =>
    `pulumi import ${nativeType(resource)} ${names.of(name, slugOf(resource))} ${prefixId}`;
  for (const each of objects) {
    if (told.has(each.id)) continue;
    const row = lists.events.find(({ id }) => id === each.id);
    const rotation = row?.repeat ? await declaredRotation(row, now, context) : undefined;
    const events = rotation && "inputs" in rotation ? rotation.events : [];
    const together = events.flatMap((event) => objects.find(({ id }) => id === event.id) ?? []);
    const [object = each, ...others] = together;
    const withIds = others.map(({ id }) => id);
    for (const { id } of together) told.add(id);
    const resource = object.kind === "event" ? (row?.repeat ? "Rotation" : "Override") : classes[object.kind];
    const changes = rotation && "reasons" in rotation ? rotation.reasons.join("; ") : undefined;
    found.push({
      ...object,
      ...(withIds.length > 0 && { withIds }),
      takeOver: {
        resource,
        ...argumentOf(object, lists),
        ...(changes === undefined ? { import: importOf(resource, object) } : { changes }),
      },
    });
  }
  return found;
}

/** The policy of a team is taken over by naming the team. */
function argumentOf(
  { id, prefixId }: ReportedObject,
  { teams }: AccountLists,
): Pick<TakeOver, "argument" | "id"> {
  const team = teams.find(({ escalation_policy_id: policyId }) => policyId === id);
  return team === undefined
    ? { argument: "adopt", id: prefixId }
    : { argument: "teamId", id: team.prefix_id };
}
