// A stack's state as the engine stores it, read for tests.

import { z } from "zod";
import { isProgramResource } from "./engine-events.ts";

/** A stack's state as it is stored: secrets are encrypted. */
export interface ExportedState {
  /** The program's own resources; the stack itself and providers are left out. */
  resources: StateResource[];
  /** The whole state as stored, to look for what must not be in it. */
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

const checkpointSchema = z.object({
  checkpoint: z.object({
    // A stack that no run has changed yet has none.
    latest: z.object({ resources: z.array(stateResourceSchema).default([]) }).default({ resources: [] }),
  }),
});

/** Reads what the file backend stores. */
export function parseState(text: string): ExportedState {
  const { resources } = checkpointSchema.parse(JSON.parse(text)).checkpoint.latest;
  return { resources: resources.filter(({ type }) => isProgramResource(type)), text };
}
