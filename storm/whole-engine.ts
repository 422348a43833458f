// Pulumi's own engine: `pulumi up`, `refresh` and `destroy` as a user types them, with a state in files, and killed for
// real. What each run did is read from its events.

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { z } from "zod";
import { createEngineProject, type Door, type EngineProject } from "../test/helpers/engine.ts";
import { diagnosticsOf, nameOf, stepsOf } from "../test/helpers/engine-events.ts";
import { killAtOnce, processesUnder } from "../test/helpers/processes.ts";
import type { Program, ResourceClass } from "./declaration.ts";
import type { OwnedObject, RunError, RunOutcome, RunRequest, StackEngine, Step, Victims } from "./engine.ts";
import { PROVIDERS_VARIABLE, SECOND_ON_WHOLE_ENGINE, SECOND_VARIABLE } from "./preload-settings.ts";

const PRELOAD = new URL("provider-preload.ts", import.meta.url).href;
const PROGRAM_MODULE = new URL("whole-program.ts", import.meta.url).href;
const TYPE_PREFIXES: Readonly<Record<Door, string>> = {
  dynamic: "pulumi-nodejs:dynamic/pagertree:",
  native: "pagertree:index:",
};

/** The storm's names of the engine's operations. */
const OPERATIONS: Readonly<Record<string, Step["operation"]>> = {
  create: "create",
  "create-replacement": "replace",
  update: "update",
  delete: "delete",
  "delete-replaced": "delete",
};

const stateSchema = z.object({
  checkpoint: z.object({
    latest: z
      .object({
        resources: z
          .array(z.object({ urn: z.string(), type: z.string(), id: z.string().optional() }))
          .default([]),
      })
      .nullish(),
  }),
});

/** A project of its own on Pulumi's engine. */
export class WholeEngine implements StackEngine {
  readonly #project: EngineProject;
  readonly #typePrefix: string;
  readonly #programFile: string;
  readonly #eventFile: string;
  /** Holds a file for each process of the provider's, named by its id. */
  readonly #providers: string;
  #isLocked = false;

  private constructor(project: EngineProject, door: Door) {
    this.#project = project;
    this.#typePrefix = TYPE_PREFIXES[door];
    this.#programFile = path.join(project.folder, "program.json");
    this.#eventFile = path.join(project.folder, "events.json");
    this.#providers = path.join(project.folder, "providers");
  }

  /** @param environment The variables that the stack is configured with. */
  static async create(door: Door, environment: Record<string, string>): Promise<WholeEngine> {
    const project = await createEngineProject({
      door,
      environment,
      files: {
        "index.js": [
          `import { declareProgram } from ${JSON.stringify(PROGRAM_MODULE)};`,
          `declareProgram("program.json", ${JSON.stringify(door)});`,
        ].join("\n"),
        "package.json": JSON.stringify({ name: "storm", private: true, type: "module" }),
      },
    });
    return new WholeEngine(project, door);
  }

  async run(request: RunRequest, begun: (victims: Victims) => void): Promise<RunOutcome> {
    // As the message of the engine says that stopped at the lock of a killed one.
    if (this.#isLocked) await this.#project.pulumi("cancel", "--yes");
    await writeFile(this.#programFile, JSON.stringify([...request.program]));
    await rm(this.#eventFile, { force: true });
    await rm(this.#providers, { recursive: true, force: true });
    await mkdir(this.#providers);
    let isKilled = false;
    const killed: Promise<void>[] = [];
    const pulumi = this.#project.start(argumentsOf(request, this.#eventFile, this.#typePrefix), {
      // The event log is offered to those who debug the engine.
      PULUMI_DEBUG_COMMANDS: "true",
      NODE_OPTIONS: `--import=${PRELOAD}`,
      [PROVIDERS_VARIABLE]: this.#providers,
      [SECOND_VARIABLE]: String(SECOND_ON_WHOLE_ENGINE),
    });
    begun({
      killProvider: () => killed.push(this.#killProviders()),
      killEngine: () => {
        isKilled = true;
        killed.push(killWithDescendants(pulumi.pid));
      },
    });
    const { status, output } = await pulumi.ended;
    await Promise.all(killed);
    this.#isLocked = isKilled;
    const events = await this.#events();
    const steps = stepsOf(events).flatMap(({ name, operation }): Step[] => {
      const known = OPERATIONS[operation];
      return known ? [{ name, operation: known }] : [];
    });
    return { steps, errors: isKilled || status === 0 ? [] : errorsOf(events, output), isKilled };
  }

  async owned(): Promise<readonly OwnedObject[]> {
    const text = await readFile(this.#project.stateFile, "utf8").catch(() => undefined);
    if (text === undefined) return [];
    const resources = stateSchema.parse(JSON.parse(text)).checkpoint.latest?.resources ?? [];
    return resources.flatMap(({ urn, type, id }): OwnedObject[] => {
      const found = CLASSES.find((one) => type === this.#typePrefix + one);
      return found && id !== undefined ? [{ name: nameOf(urn), class: found, id }] : [];
    });
  }

  async close(): Promise<void> {
    await this.#project.close();
  }

  async #killProviders(): Promise<void> {
    killAtOnce((await readdir(this.#providers)).map(Number));
  }

  async #events(): Promise<EngineEvent[]> {
    const text = await readFile(this.#eventFile, "utf8").catch(() => "");
    // The last line of an engine that was killed may be cut.
    return text.split("\n").flatMap((line): EngineEvent[] => {
      try {
        return [JSON.parse(line)];
      } catch {
        return [];
      }
    });
  }
}

const CLASSES: readonly ResourceClass[] = ["Integration", "Team", "Router"];

function argumentsOf(
  { operation, program, targets }: RunRequest,
  eventFile: string,
  typePrefix: string,
): string[] {
  const shared = ["--event-log", eventFile, "--color", "never"];
  const limited = (targets ?? []).flatMap((name) => ["--target", urnOf(name, program, typePrefix)]);
  switch (operation) {
    case "up":
      return ["up", "--yes", "--skip-preview", ...shared, ...limited];
    case "up with refresh":
      return ["up", "--yes", "--skip-preview", "--refresh", ...shared, ...limited];
    case "refresh":
      return ["refresh", "--yes", "--skip-preview", ...shared, ...limited];
    case "destroy":
      return ["destroy", "--yes", "--skip-preview", ...shared, ...limited];
    case "preview with refresh":
      return ["preview", "--refresh", ...shared];
  }
}

function urnOf(name: string, program: Program, typePrefix: string): string {
  // One that is not in the program may be of any class; the engine passes over a target that it does not find.
  const type = typePrefix + (program.get(name)?.class ?? "*");
  return `urn:pulumi:*::*::${type}::${name}`;
}

function errorsOf(events: readonly EngineEvent[], printed: string): RunError[] {
  const errors = diagnosticsOf(events).flatMap(({ severity, urn, message }): RunError[] => {
    const name = urn === undefined ? undefined : nameOf(urn);
    return severity === "error" && name?.startsWith("resource-") ? [{ name, message }] : [];
  });
  return errors.length > 0 ? errors : [{ name: undefined, message: printed }];
}

/** Kills a process and all that it has started: the engine gives each a process group of its own, so they outlive it. */
async function killWithDescendants(pid: number): Promise<void> {
  const started = await processesUnder(pid);
  killAtOnce([pid, ...started.map((process) => process.pid)]);
}
