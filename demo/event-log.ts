// Reads what the engine did from the log of events that a `pulumi` command leaves: facts to check the demo by, since
// what Pulumi prints is for people.

import { z } from "zod";

const propertiesSchema = z.object({ inputs: z.record(z.string(), z.unknown()) }).nullish();

const eventSchema = z.object({
  resourcePreEvent: z
    .object({
      metadata: z.object({
        op: z.string(),
        urn: z.string(),
        type: z.string(),
        old: propertiesSchema,
        new: propertiesSchema,
      }),
    })
    .optional(),
});

/** Steps that change nothing in PagerTree. */
const HARMLESS = ["same", "read", "refresh"];

/**
 * What a run did to resources, or in a preview would do, sorted: `create datadog`, `delete datadog`, or
 * `update datadog: options.template` with the paths of the inputs that differ.
 *
 * @param log One event a line, as `--event-log` writes them.
 */
export function changesIn(log: string): string[] {
  const steps = log
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => eventSchema.parse(JSON.parse(line)).resourcePreEvent?.metadata ?? []);
  return steps
    .filter(({ op, type }) => type.startsWith("pulumi-nodejs:dynamic/") && !HARMLESS.includes(op))
    .map(({ op, urn, old, new: now }) => {
      const name = urn.split("::").at(-1);
      return op === "update"
        ? `${op} ${name}: ${differingPaths(old?.inputs, now?.inputs).join(", ")}`
        : `${op} ${name}`;
    })
    .sort();
}

function differingPaths(old: unknown, now: unknown, path = ""): string[] {
  if (Object.is(old, now)) return [];
  if (!isContainer(old) || !isContainer(now)) return [path];
  const [before, after] = [new Map(Object.entries(old)), new Map(Object.entries(now))];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    differingPaths(before.get(key), after.get(key), path === "" ? key : `${path}.${key}`),
  );
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
