/** What somebody changed in PagerTree beside a stack: the state of the last `up` against what a refresh reads. */
import { isEqual, isPlainObject } from "es-toolkit";
import { dynamicType, nativeType, resourceNames } from "../../common/resource-names.ts";
import { isUnknown } from "../../common/unknown.ts";
import { urnParts } from "../../stack/urn.ts";
import type { PreviewStep } from "./preview.ts";

/** What the engine shows in place of a secret. */
const hidden = "[secret]";

/** A property that is not as declared. A secret is `[secret]` on both sides. */
export interface DriftedProperty {
  /** Its path, such as `options.webhookUrl`. */
  readonly property: string;
  /** By the program; by the last `up` if the program does not have the resource any more. Absent: it is not set. */
  readonly declared?: unknown;
  /** In PagerTree. */
  readonly live?: unknown;
}

/** A resource that is not as declared. */
export interface DriftedResource {
  /** The resource's name in the program. */
  readonly resource: string;
  readonly kind: string;
  readonly urn: string;
  readonly id: string;
  /** Whether it was deleted in PagerTree; it then has no properties. */
  readonly deleted: boolean;
  readonly properties: readonly DriftedProperty[];
}

/** All drift of a stack. */
export interface DriftReport {
  readonly stack: string;
  readonly drifted: readonly DriftedResource[];
}

const kinds = new Map<string, string>(
  resourceNames.flatMap((name) => [
    [dynamicType(name), name],
    [nativeType(name), name],
  ]),
);

/**
 * Finds drift in a refreshed preview. What only the program has changed since the last `up` is none.
 *
 * @param changedSecrets - The secrets that differ without a refresh, and so are the program's change, by URN.
 */
export function driftReport(
  steps: readonly PreviewStep[],
  changedSecrets: ReadonlyMap<string, readonly string[]>,
): DriftReport {
  const planned = new Map<string, PreviewStep>();
  for (const step of steps) {
    const known = planned.get(step.urn);
    // Of the steps of a replacement, the one that knows both sides says what differs.
    if (step.op !== "refresh" && !(known?.oldState && known.newState)) planned.set(step.urn, step);
  }
  const drifted = steps.flatMap((refresh): DriftedResource[] => {
    const { type, resource } = urnParts(refresh.urn);
    const kind = kinds.get(type);
    const plan =
      planned.get(refresh.urn) ?? [...planned.values()].find((step) => isSameUnderAnotherUrn(step, refresh));
    // What is gone from PagerTree and from the program is as declared.
    if (refresh.op !== "refresh" || kind === undefined || plan === undefined) return [];
    const isDeleted = plan.op === "create";
    const properties = isDeleted
      ? []
      : [
          ...visibleDrift(refresh, plan),
          ...secretsIn(plan)
            .filter((property) => !changedSecrets.get(plan.urn)?.includes(property))
            .map((property) => ({ property, declared: hidden, live: hidden })),
        ];
    if (!isDeleted && properties.length === 0) return [];
    const id = refresh.oldState?.id ?? "";
    return [{ resource, kind, urn: refresh.urn, id, deleted: isDeleted, properties }];
  });
  const [first] = steps;
  const { project, stack } = urnParts(first?.urn ?? "");
  return { stack: `${project}/${stack}`, drifted };
}

/** A program can rename a resource or move it into a component: by its alias it is the object that the refresh has read. */
function isSameUnderAnotherUrn(step: PreviewStep, refresh: PreviewStep): boolean {
  const id = refresh.oldState?.id;
  return id !== undefined && step.oldState?.id === id && kinds.has(urnParts(step.urn).type);
}

/** The secrets that differ between PagerTree and the program, by their paths: all that is known of them. */
export function secretsIn(step: PreviewStep): string[] {
  const { oldState, newState, detailedDiff, diffReasons } = step;
  if (oldState === undefined || newState === undefined) return [];
  const paths = Object.keys(detailedDiff ?? {});
  const told = paths.length > 0 ? paths : (diffReasons ?? []);
  const visible = differences(oldState.inputs ?? {}, newState.inputs ?? {}).map(({ path }) => path);
  const isWithin = (path: string, other: string) => path === other || /^[.[]/.test(path.slice(other.length));
  const isVisible = (path: string) =>
    visible.some(
      (other) =>
        (path.startsWith(other) && isWithin(path, other)) ||
        (other.startsWith(path) && isWithin(other, path)),
    );
  return told.filter((path) => path !== "__provider" && !isVisible(path));
}

function visibleDrift(refresh: PreviewStep, plan: PreviewStep): DriftedProperty[] {
  const before = refresh.oldState?.inputs ?? {};
  const live = plan.oldState?.inputs ?? before;
  const declared = plan.newState?.inputs ?? before;
  const changed = differences(before, live).map(({ path }) => path);
  return differences(declared, live)
    .filter(({ path }) => changed.some((other) => path.startsWith(other) || other.startsWith(path)))
    .map(({ path, one, other }) => ({
      property: path,
      ...(one !== undefined && { declared: isUnknown(one) ? "known after up" : one }),
      ...(other !== undefined && { live: other }),
    }));
}

interface Difference {
  readonly path: string;
  readonly one: unknown;
  readonly other: unknown;
}

/** Where two values differ. Lists of ids are sets, and so differ as a whole; other lists differ item by item. */
function differences(one: unknown, other: unknown, path = ""): Difference[] {
  if (path === "__provider" || isEqual(one, other)) return [];
  if (isPlainObject(one) && isPlainObject(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) =>
      differences(one[key], other[key], path === "" ? key : `${path}.${key}`),
    );
  }
  const isListOfObjects = (value: unknown): value is unknown[] =>
    Array.isArray(value) && value.length > 0 && value.every(isPlainObject);
  if (isListOfObjects(one) && isListOfObjects(other) && one.length === other.length) {
    return one.flatMap((item, index) => differences(item, other[index], `${path}[${index}]`));
  }
  return [{ path, one, other }];
}
