/** What a stack manages in PagerTree, read from its state: that of `pulumi stack export`, or a file that holds it. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { uniq } from "es-toolkit";
import { z } from "zod";
import type { Kind } from "../api/kinds.ts";
import { parseJson } from "../api/messages.ts";
import { ConfigError } from "../common/errors.ts";
import { plainText } from "../common/plain-text.ts";
import { dynamicType, nativeType, type ResourceName, resourceNames } from "../common/resource-names.ts";
import { pulumiFailed, runPulumi } from "./pulumi.ts";
import type { Terminal } from "./terminal.ts";
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

/**
 * Reads a stack with the `pulumi` command, in the terminal's folder.
 *
 * @param stack - Its name; the selected one of the project by default.
 * @throws ConfigError if there is no such command or stack
 */
async function readStack(terminal: Terminal, stack?: string): Promise<StackState> {
  const args = ["stack", "export", ...(stack === undefined ? [] : ["--stack", stack])];
  const otherwise = ", or give the state in a file: --state <file>";
  const { succeeded, stdout, stderr } = await runPulumi(terminal, args, { otherwise });
  if (!succeeded) throw pulumiFailed(args, stderr);
  return parseState(stdout, stack ?? "the selected stack");
}

/**
 * Reads the state in a file.
 *
 * @throws ConfigError if it cannot be read or holds no state
 */
async function readStateFile(terminal: Terminal, file: string): Promise<StackState> {
  const text = await readFile(path.resolve(terminal.folder, file), "utf8").catch(() => {
    throw new ConfigError(
      `The state in ${plainText(file)} cannot be read.`,
      "Write it with: pulumi stack export --file <file>.",
    );
  });
  return parseState(text, path.basename(file));
}

/** Reads the stack that `--stack` or `--state` names; undefined if neither is given. */
export async function readNamedStack(
  terminal: Terminal,
  { stack, state }: { readonly stack?: string; readonly state?: string },
): Promise<StackState | undefined> {
  if (stack !== undefined) return readStack(terminal, stack);
  return state === undefined ? undefined : readStateFile(terminal, state);
}

/**
 * Reads several stacks, one after another, since the command `pulumi` takes turns at a project.
 *
 * @param names - Of stacks.
 * @param files - With states. If neither is given, the selected stack of the project is read.
 */
export async function readStacks(
  terminal: Terminal,
  names: readonly string[] = [],
  files: readonly string[] = [],
): Promise<StackState[]> {
  const stacks: StackState[] = [];
  for (const name of names) stacks.push(await readStack(terminal, name));
  for (const file of files) stacks.push(await readStateFile(terminal, file));
  return stacks.length > 0 ? stacks : [await readStack(terminal)];
}

/** What a state tells of PagerTree's objects. Its values are not looked at, so secrets stay where they are. */
function parseState(text: string, origin: string): StackState {
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
      const ids = kind === "events" ? [id, ...events.map((event) => event.id), ...passingEventIds] : [id];
      return uniq(ids).map((each) => ({
        kind,
        id: each,
        urn,
        resourceName: urnParts(urn).resource,
        ...(accountId !== undefined && { accountId }),
      }));
    }),
  };
}

/**
 * Makes sure that a stack's objects are in the account that was read: in another one, each would look deleted.
 *
 * @throws ConfigError if they are in another one
 */
export function requireSameAccount(stack: StackState, accountId: string | undefined): void {
  const other = stack.objects.find(
    (object) => accountId !== undefined && (object.accountId ?? accountId) !== accountId,
  );
  if (other !== undefined) {
    throw new ConfigError(
      `The API key belongs to the PagerTree account ${accountId}, but the stack ${stack.name} is of the account ${other.accountId}.`,
      "Set PAGERTREE_API_KEY to a key of that account.",
    );
  }
}

/** Of both doors. */
const kindsByType = new Map<string, ManagedKind>(
  resourceNames.flatMap((name) => [
    [dynamicType(name), managedKinds[name]],
    [nativeType(name), managedKinds[name]],
  ]),
);
