/** What a stack manages in PagerTree, as its state tells it. */
import { uniq } from "es-toolkit";
import { z } from "zod";
import type { Kind } from "../api/kinds.ts";
import { parseJson } from "../api/messages.ts";
import { ConfigError } from "../common/errors.ts";
import { plainText } from "../common/plain-text.ts";
import { dynamicType, nativeType, type ResourceName, resourceNames } from "../common/resource-names.ts";
import { urnParts } from "./urn.ts";

/** The kinds of objects that a stack can manage, as the API client names them. */
export const managedKinds = {
  Integration: "integrations",
  Router: "routers",
  Team: "teams",
  EscalationPolicy: "escalationPolicies",
  Rotation: "events",
  Override: "events",
  NotificationRule: "notificationRules",
  MaintenanceWindow: "maintenanceWindows",
} as const satisfies Record<ResourceName, Kind>;
export type ManagedKind = (typeof managedKinds)[keyof typeof managedKinds];

/** An object of PagerTree's that a stack manages. */
export interface ManagedObject {
  readonly kind: ManagedKind;
  /** Its ULID. */
  readonly id: string;
  /** What the engine knows the resource by. */
  readonly urn: string;
  /** The resource's name in the program. */
  readonly resourceName: string;
  /** The ULID of its account, if the state holds it. */
  readonly accountId?: string;
  /** What carries a rotation or an override, as the state has it. */
  readonly events?: readonly object[];
}

/** A stack, as far as it concerns PagerTree. */
export interface StackState {
  /** `project/stack`; the name of the file if its state is that of no resource at all. */
  readonly name: string;
  readonly objects: readonly ManagedObject[];
}

const resourceSchema = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  // The stack only looks at it, as after `Integration.get`.
  external: z.boolean().optional(),
  outputs: z
    .looseObject({
      accountId: z.string().optional().catch(undefined),
      // What carries a rotation or an override: several events, which may be others than the first one.
      events: z
        .array(z.looseObject({ id: z.string() }))
        .optional()
        .catch(undefined),
      passingEventIds: z.array(z.string()).optional().catch(undefined),
    })
    .optional(),
});
const stateSchema = z.looseObject({
  deployment: z.looseObject({ resources: z.array(resourceSchema).nullish() }),
});

/** What a state tells of PagerTree's objects. Its values are not looked at, so secrets stay where they are. */
export function parseState(text: string, origin: string): StackState {
  const { data } = stateSchema.safeParse(parseJson(text));
  if (data === undefined) {
    throw new ConfigError(
      `The state of ${plainText(origin)} is not what \`pulumi stack export\` writes.`,
      "Export it again.",
    );
  }
  const resources = data.deployment.resources ?? [];
  const names = resources.map(({ urn }) => urnParts(urn));
  return {
    name: names[0] === undefined ? origin : `${names[0].project}/${names[0].stack}`,
    objects: resources.flatMap(({ urn, type, id, external, outputs }): ManagedObject[] => {
      const kind = kindsByType.get(type);
      if (kind === undefined || !id || external === true) return [];
      const { accountId, events = [], passingEventIds = [] } = outputs ?? {};
      const isOfEvents = kind === "events";
      const ids = isOfEvents ? [id, ...events.map((event) => event.id), ...passingEventIds] : [id];
      return uniq(ids).map((each) => ({
        kind,
        id: each,
        urn,
        resourceName: urnParts(urn).resource,
        ...(accountId !== undefined && { accountId }),
        ...(isOfEvents && { events }),
      }));
    }),
  };
}

/** Of both doors. */
const kindsByType = new Map<string, ManagedKind>(
  resourceNames.flatMap((name) => [
    [dynamicType(name), managedKinds[name]],
    [nativeType(name), managedKinds[name]],
  ]),
);
