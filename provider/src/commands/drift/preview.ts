/** A refreshed preview of a stack, as `pulumi preview --json` prints it. */
import { z } from "zod";
import { parseJson } from "../../api/messages.ts";
import { pulumiFailed, runPulumi } from "../../stack/pulumi.ts";
import { type Terminal, tellIfSlow } from "../terminal.ts";

const stateSchema = z.looseObject({
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
});

/**
 * What the engine did or would do to a resource. Of a refresh, `oldState` is the stack's state from before; of each
 * other step, it is what the refresh has read, and `newState` what the program declares. Secrets are hidden in all.
 */
const stepSchema = z.looseObject({
  op: z.string(),
  urn: z.string(),
  oldState: stateSchema.optional(),
  newState: stateSchema.optional(),
  /** The properties that differ, by their paths: secret ones too. */
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
  /** The same by their first names, also where the engine knows no paths. */
  diffReasons: z.array(z.string()).nullish(),
});

const previewSchema = z.looseObject({ steps: z.array(stepSchema).default([]) });
const diagnosticsSchema = z.looseObject({
  diagnostics: z.array(z.looseObject({ severity: z.string(), message: z.string() })),
});

export type PreviewStep = z.infer<typeof stepSchema>;

/**
 * Runs a preview, which changes nothing.
 *
 * @param stack - Its name; the selected one by default.
 * @throws ConfigError if it fails, with the engine's own words
 */
export async function previewStack(
  terminal: Terminal,
  stack: string | undefined,
  refresh: boolean,
): Promise<PreviewStep[]> {
  const args = ["preview", `--refresh=${refresh}`, ...(stack === undefined ? [] : ["--stack", stack])];
  const { succeeded, stdout, stderr } = await tellIfSlow(
    terminal,
    () => `Running pulumi ${args.join(" ")}...`,
    () => runPulumi(terminal, [...args, "--json"], { runsProgram: true }),
  );
  const printed = parseJson(stdout);
  const preview = previewSchema.safeParse(printed).data;
  if (!succeeded || preview === undefined) {
    throw pulumiFailed(args, errorsIn(printed) || stderr || stdout);
  }
  return preview.steps;
}

function errorsIn(printed: unknown): string {
  const { diagnostics = [] } = diagnosticsSchema.safeParse(printed).data ?? {};
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message.trim())
    .join("\n");
}
