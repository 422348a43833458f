// What a run of the Pulumi engine did, read from its events. Running the engine is left to engine.ts.

import type { EngineEvent, OpType, StepEventMetadata } from "@pulumi/pulumi/automation/index.js";

const STACK_TYPE = "pulumi:pulumi:Stack";

/** One thing the engine did, or in a preview would do, to one resource. */
export interface ResourceStep {
  /** Name in the program. */
  name: string;
  /** Type token, such as `pulumi-nodejs:dynamic/pagertree:Integration`. */
  type: string;
  urn: string;
  /** `same`, `create`, `update`, `delete`, `refresh`, `read`, and the steps of a replacement. */
  operation: OpType;
  /**
   * Paths of the properties that differ, such as `options.webhookUrl` or `teamIds[1]`: of a refresh among the
   * outputs before and after, else among the inputs before and after. A secret that stays a secret is never among
   * them, since the engine hides both values.
   */
  differences: string[];
  /** Paths of the properties that the engine itself tells apart and shows, secret ones too; sorted. */
  shown: string[];
  /** As the state had it; undefined if it was not there. Secrets are hidden. */
  old: ResourceProperties | undefined;
  /** As it is now; undefined if it is gone. Secrets are hidden. */
  new: ResourceProperties | undefined;
  hasFailed: boolean;
}

export interface ResourceProperties {
  id: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** A message of the engine, of the program, or of the provider. */
export interface Diagnostic {
  severity: "info" | "info#err" | "warning" | "error";
  message: string;
  /** Of the resource concerned, if any. */
  urn?: string;
}

/** The steps on the program's own resources, in the order in which they began. */
export function stepsOf(events: readonly EngineEvent[]): ResourceStep[] {
  const steps: ResourceStep[] = [];
  const running = new Map<string, number>();
  for (const { resourcePreEvent: begun, resOutputsEvent: done, resOpFailedEvent: failed } of events) {
    const metadata = (begun ?? done ?? failed)?.metadata;
    if (metadata === undefined || !isProgramResource(metadata.type)) continue;
    if (begun !== undefined) {
      running.set(metadata.urn, steps.push(stepOf(metadata, metadata.op)) - 1);
      continue;
    }
    // The end of a step knows more than its beginning, but calls a refresh by what it found.
    const index = running.get(metadata.urn) ?? steps.length;
    const operation = steps[index]?.operation ?? metadata.op;
    steps[index] = { ...stepOf(metadata, operation), hasFailed: failed !== undefined };
    running.delete(metadata.urn);
  }
  return steps;
}

/** The messages of a run, those for debugging left out. */
export function diagnosticsOf(events: readonly EngineEvent[]): Diagnostic[] {
  return events.flatMap((event) => {
    const { diagnosticEvent: found } = event;
    if (found === undefined || isForDebugging(event)) return [];
    return [
      { severity: found.severity, message: found.message.trim(), ...(found.urn && { urn: found.urn }) },
    ];
  });
}

/**
 * Whether an event is a message that the engine shows only with `--debug`. The SDK's own messages of this kind hold
 * every value of every resource in clear.
 */
export function isForDebugging({ diagnosticEvent: found }: EngineEvent): boolean {
  // The SDK's types leave out that severity is `debug` at times.
  return found !== undefined && String(found.severity) === "debug";
}

/** The stack's outputs, as far as the run knows them. Secrets are hidden. */
export function outputsOf(events: readonly EngineEvent[]): Record<string, unknown> {
  const ends = events.flatMap(({ resOutputsEvent: end }) => (end === undefined ? [] : [end.metadata]));
  return ends.findLast(({ type }) => type === STACK_TYPE)?.new?.outputs ?? {};
}

/** Whether a type is one that programs declare, and not the stack itself or a provider. */
export function isProgramResource(type: string): boolean {
  return type !== STACK_TYPE && !type.startsWith("pulumi:providers:");
}

/** The name that the program gave to a resource. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Paths at which two values differ; the empty path if they differ as a whole. */
export function differingPaths(old: unknown, now: unknown, path = ""): string[] {
  if (Object.is(old, now)) return [];
  if (!isContainer(old) || !isContainer(now) || Array.isArray(old) !== Array.isArray(now)) return [path];
  const [before, after] = [new Map(Object.entries(old)), new Map(Object.entries(now))];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const dot = path === "" ? "" : ".";
    return differingPaths(
      before.get(key),
      after.get(key),
      Array.isArray(old) ? `${path}[${key}]` : path + dot + key,
    );
  });
}

function stepOf(metadata: StepEventMetadata, operation: OpType): ResourceStep {
  const { urn, type, old, new: now, detailedDiff } = metadata;
  const compared = operation === "refresh" ? "outputs" : "inputs";
  return {
    name: nameOf(urn),
    type,
    urn,
    operation,
    differences: old && now ? differingPaths(old[compared], now[compared]) : [],
    shown: Object.keys(detailedDiff ?? {}).sort(),
    old: old ?? undefined,
    new: now ?? undefined,
    hasFailed: false,
  };
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
