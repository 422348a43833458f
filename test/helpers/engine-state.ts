// A stack's state as the engine exports it, read for tests.

import { z } from "zod";
import { isProgramResource } from "./engine-events.ts";

/** A stack's state, as `pulumi stack export` gives it: secrets are encrypted. */
export interface ExportedState {
  /** The program's own resources; the stack itself and providers are left out. */
  resources: StateResource[];
  /** The whole state as printed, to look for what must not be in it. */
  text: string;
}

const stateResourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});

/** A resource in the state. */
export type StateResource = z.infer<typeof stateResourceSchema>;

const exportSchema = z.object({
  deployment: z.object({ resources: z.array(stateResourceSchema).default([]) }),
});

/** Reads what `pulumi stack export` prints. */
export function parseState(text: string): ExportedState {
  const { resources } = exportSchema.parse(JSON.parse(text)).deployment;
  return { resources: resources.filter(({ type }) => isProgramResource(type)), text };
}
