/** What the checks of all resources begin with: the names of the arguments, and a schema of each. */
import { omitBy } from "es-toolkit";
import { z } from "zod";
import type { Failure } from "../common/failure.ts";
import { isBlank } from "../common/is-blank.ts";
import { nearest } from "../common/nearest.ts";
import { orUnknown } from "../common/unknown.ts";
import { resourceArguments } from "./resource-arguments.ts";

/** Arguments as they are given: a program writes null for "nothing", and so do the outputs of other resources. */
export function givenArguments(declared: Record<string, unknown>): Record<string, unknown> {
  return omitBy(declared, (value) => value === null || value === undefined);
}

/**
 * Inputs, of the program or of the state, without what is not a resource's own: what the life cycle takes of all of them,
 * and what Pulumi's dynamic provider keeps among them.
 */
export function ownArguments<Inputs extends object>(
  inputs: Inputs,
  shared: readonly string[] = resourceArguments,
): Partial<Inputs> {
  const own = Object.entries(inputs).filter(([name]) => name !== "__provider" && !shared.includes(name));
  return Object.fromEntries(own) as Partial<Inputs>;
}

/**
 * Parses arguments with the schema of a resource.
 *
 * @param noun - What a message calls the resource, such as `an integration`.
 * @returns The arguments with their defaults, unless there are failures.
 */
export function checkArguments<Shape extends z.ZodRawShape>(
  given: Record<string, unknown>,
  schema: z.ZodObject<Shape>,
  noun: string,
): { data: z.infer<z.ZodObject<Shape>> | undefined; failures: Failure[] } {
  const { data, error } = schema.safeParse(given);
  const names = Object.keys(schema.shape);
  const misspelt = Object.keys(given).filter((name) => !names.includes(name));
  const failures = [
    ...misspelt.map((name) => ({
      path: [name],
      reason: `is not an argument of ${noun}${hint(name, [...names, ...resourceArguments])}`,
    })),
    ...(error?.issues ?? []).map(({ path, message }) => ({ path, reason: message })),
  ];
  return { data: failures.length === 0 ? data : undefined, failures };
}

/** A schema of the name of an object, which PagerTree does not take blank. */
export function nameSchema(noun: string) {
  return orUnknown(
    z.string(`must be a text: the name of ${noun}`).refine((name) => !isBlank(name), "must not be blank"),
  );
}

/** A schema of a switch. */
export const switchSchema = orUnknown(z.boolean("must be true or false"));

function hint(name: string, names: readonly string[]): string {
  const guess = nearest(name, names);
  return guess === undefined ? "" : `; did you mean "${guess}"?`;
}
