// Reads what a stack declares of PagerTree: from a state (`pulumi stack export`) or a plan (`pulumi preview --json`).
import { z } from "zod";
import { SimulationError } from "../errors.ts";

/** The resources that a simulation knows. */
export const KINDS = [
  ...(["Team", "Router", "Integration", "Rotation", "EscalationPolicy"] as const),
  ...(["Override", "MaintenanceWindow", "NotificationRule"] as const),
] as const;
export type Kind = (typeof KINDS)[number];

/** The tokens of their types by either door: `pagertree:index:Team` and `pulumi-nodejs:dynamic/pagertree:Team`. */
const TYPE = /^(?:pagertree:index|pulumi-nodejs:dynamic\/pagertree):(\w+)$/;

/** A resource of a stack. */
export interface StackResource {
  readonly kind: Kind;
  readonly urn: string;
  /** Its name in the program. */
  readonly name: string;
  /** The ULID of its object; undefined before `up`. */
  readonly id: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The resources that a property is made of, by their URNs. */
  readonly origins: Readonly<Record<string, readonly string[]>>;
  /** Whether `up` changes it, or makes or deletes it. */
  readonly change: "none" | "create" | "update" | "delete";
}

const properties = z.record(z.string(), z.unknown()).nullish();
const resourceSchema = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  delete: z.boolean().optional(),
  inputs: properties,
  outputs: properties,
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullish()).nullish(),
});
type Resource = z.infer<typeof resourceSchema>;

const stateSchema = z.looseObject({
  deployment: z.looseObject({ resources: z.array(resourceSchema).nullish() }),
});
const planSchema = z.looseObject({
  changeSummary: z.record(z.string(), z.number()).nullish(),
  steps: z.array(
    z.looseObject({
      op: z.string(),
      urn: z.string(),
      oldState: resourceSchema.nullish(),
      newState: resourceSchema.nullish(),
    }),
  ),
});

/**
 * The resources of a state.
 *
 * @throws {SimulationError} if it is no state
 */
export function readState(text: string, origin: string): StackResource[] {
  const { data } = stateSchema.safeParse(readJson(text));
  if (data === undefined) {
    throw new SimulationError(
      `${origin} is not what \`pulumi stack export\` writes; write it with: pulumi stack export --file <file>`,
    );
  }
  return (data.deployment.resources ?? [])
    .filter((resource) => resource.delete !== true)
    .flatMap((resource) => resourceOf(resource, resource, "none"));
}

/**
 * The resources that a stack will have, and those that it will have no more.
 *
 * @param isAlone whether it must tell of all, since there is no state beside it
 * @throws {SimulationError} if it is no plan
 */
export function readPlan(text: string, origin: string, isAlone: boolean): StackResource[] {
  const { data } = planSchema.safeParse(readJson(text));
  if (data === undefined) {
    throw new SimulationError(
      `${origin} is not what \`pulumi preview --json\` prints; write it with: pulumi preview --json > <file>`,
    );
  }
  const same = data.changeSummary?.["same"] ?? 0;
  if (isAlone && data.steps.filter(({ op }) => op === "same").length < same) {
    throw new SimulationError(
      `${origin} leaves out what does not change; give the state too (--state or --stack), or write the plan with: ` +
        "pulumi preview --json --show-sames > <file>",
    );
  }
  const resources = new Map<string, StackResource>();
  for (const { op, urn, oldState, newState } of data.steps) {
    const isGone = /^(?:delete|discard|remove)/.test(op) || op === "read-discard";
    const replaced = resources.get(urn);
    if (isGone) {
      // A replacement deletes the old object, of which the new one tells nothing.
      const [gone] = oldState ? resourceOf(oldState, oldState, "delete") : [];
      if (gone && (replaced === undefined || replaced.change === "delete")) resources.set(urn, gone);
      else if (gone) resources.set(`${urn} before`, gone);
      continue;
    }
    const isMade = /^create|^replace/.test(op);
    const [planned] = newState
      ? resourceOf(newState, isMade ? undefined : (oldState ?? undefined), changeOf(op))
      : [];
    if (planned) resources.set(urn, planned);
  }
  return [...resources.values()];
}

function changeOf(op: string): StackResource["change"] {
  if (/^create|^replace/.test(op)) return "create";
  return op === "update" ? "update" : "none";
}

/** @param known what the object is now, as far as it stays */
function resourceOf(
  resource: Resource,
  known: Resource | undefined,
  change: StackResource["change"],
): StackResource[] {
  const kind = KINDS.find((name) => name === TYPE.exec(resource.type)?.[1]);
  if (kind === undefined) return [];
  const id = known?.id || (change === "create" ? undefined : resource.id) || undefined;
  return [
    {
      kind,
      urn: resource.urn,
      name: resource.urn.split("::").slice(3).join("::"),
      id,
      properties: { ...known?.outputs, ...(change === "none" ? {} : resource.inputs) },
      origins: Object.fromEntries(
        Object.entries(resource.propertyDependencies ?? {}).map(([name, urns]) => [name, urns ?? []]),
      ),
      change,
    },
  ];
}

function readJson(text: string): unknown {
  try {
    // A mark of the byte order stands at the start of what PowerShell writes.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
