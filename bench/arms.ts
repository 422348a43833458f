// The three programs that are measured side by side: with the package, with a naive provider, and the floor.

import { readFile } from "node:fs/promises";
import type { EngineProjectOptions } from "../test/helpers/engine.ts";
import { MeasuredStack } from "./measured-stack.ts";
import type { Arm } from "./results.ts";

/** A small integration of ours as it stands in the state. */
export interface Shape {
  /** Without the provider's text. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Without the provider's text. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What a program can read of it: the outputs that the class names, also those that have no value. */
  readonly named: readonly string[];
  readonly providerText: string;
  /** Bytes of inputs and outputs, the provider's text in each of them included. */
  readonly bytes: number;
}

/** What a stack is to hold, and under which conditions. */
export interface ArmOptions {
  readonly size: number;
  /** How long PagerTree takes for each answer, in milliseconds. */
  readonly latency: number;
  /** Whether the file backend writes the whole state at each step, as it does by default. */
  readonly checkpoints: boolean;
  /** Further variables of the engine and of what it starts. Default none. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What lets the engine write its state once, at the end. */
export const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/**
 * Makes the stack of one arm, with nothing in it yet, and an account for it. Close it when done.
 *
 * @param shape What the floor's resources look like.
 */
export async function openArm(arm: Arm, options: ArmOptions, shape?: Shape): Promise<MeasuredStack> {
  return MeasuredStack.open(await projectOf(arm, options, shape), options.latency);
}

async function projectOf(
  arm: Arm,
  { size, latency, checkpoints, environment }: ArmOptions,
  shape?: Shape,
): Promise<EngineProjectOptions> {
  return {
    files: {
      "index.js": await programText(`${arm}.js`),
      "package.json": JSON.stringify({ name: "bench", private: true, type: "module" }),
      ...(shape && {
        "shape.json": JSON.stringify({ ...shape, providerText: floorText(shape.providerText) }),
        "floor-provider.cjs": await programText("floor-provider.cjs"),
      }),
    },
    environment: {
      BENCH_SIZE: String(size),
      BENCH_LATENCY: String(latency),
      ...(checkpoints ? {} : withoutCheckpoints),
      ...environment,
    },
  };
}

function programText(name: string): Promise<string> {
  return readFile(new URL(`programs/${name}`, import.meta.url), "utf8");
}

/** As long in the state as the text of ours, so that the engine moves as many bytes. */
function floorText(ours: string): string {
  const text = 'exports.handler=()=>require(process.cwd()+"/floor-provider.cjs")';
  // Quotation marks take two bytes there.
  const missing = JSON.stringify(ours).length - JSON.stringify(text).length;
  if (missing < 0) throw new Error("The floor's provider text is longer than that of the package.");
  return text + " ".repeat(missing);
}
