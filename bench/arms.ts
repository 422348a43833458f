// The programs that are measured side by side: with the package, through either door or as another build, with a naive
// provider, and the floor.

import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import type { EngineProjectOptions } from "../test/helpers/engine.ts";
import { MeasuredStack } from "./measured-stack.ts";
import type { Arm, Language } from "./results.ts";

/** A small integration of ours as it stands in the state. */
export interface Shape {
  /** Without the provider's text. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Without the provider's text. */
  readonly outputs: Readonly<Record<string, unknown>>;
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
  /** What the program is written in. Default JavaScript. */
  readonly language?: Language;
  /** The clone with the other build, for the arm `beside`. */
  readonly beside?: string | undefined;
  /** Further variables of the engine and of what it starts. Default none. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a program imports. */
const entry = "pulumi-pagertree";

const programs: Readonly<Record<Arm, string>> = {
  ours: "ours.ts",
  plugin: "ours.ts",
  beside: "ours.ts",
  floor: "floor.ts",
  naive: "naive.ts",
};

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
  { size, latency, checkpoints, language = "javascript", beside, environment }: ArmOptions,
  shape?: Shape,
): Promise<EngineProjectOptions> {
  const text = await programText(programs[arm], language);
  const isTyped = language === "typescript";
  return {
    ...(arm === "plugin" && { door: "native" }),
    ...(arm === "beside" && { nodeModules: path.join(beside ?? "", "node_modules") }),
    files: {
      [isTyped ? "index.ts" : "index.js"]: arm === "plugin" ? text.replace(entry, `${entry}/native`) : text,
      "package.json": JSON.stringify({ name: "bench", private: true, ...(!isTyped && { type: "module" }) }),
      ...(shape && {
        "shape.json": JSON.stringify({ ...shape, providerText: floorText(shape.providerText) }),
        "floor-provider.cjs": await programText("floor-provider.cjs"),
      }),
    },
    environment: {
      BENCH_SIZE: String(size),
      BENCH_LATENCY: String(latency),
      // As for a user: Pulumi checks the types of a program.
      ...(isTyped && { PULUMI_NODEJS_TRANSPILE_ONLY: "false" }),
      ...(checkpoints ? {} : withoutCheckpoints),
      ...environment,
    },
  };
}

/** As it was written, or without its types. */
async function programText(name: string, language: Language = "javascript"): Promise<string> {
  const text = await readFile(new URL(`programs/${name}`, import.meta.url), "utf8");
  return language === "javascript" ? stripTypeScriptTypes(text) : text;
}

/** As long in the state as the text of ours, so that the engine moves as many bytes. */
function floorText(ours: string): string {
  const text = 'exports.handler=()=>require(process.cwd()+"/floor-provider.cjs")';
  // Quotation marks take two bytes there.
  const missing = JSON.stringify(ours).length - JSON.stringify(text).length;
  if (missing < 0) throw new Error("The floor's provider text is longer than that of the package.");
  return text + " ".repeat(missing);
}
