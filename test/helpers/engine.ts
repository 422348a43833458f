// Drives a real Pulumi engine on a project of its own: a temporary folder, a file backend, no shared settings.
// Reading what the engine did is left to engine-events.ts.

import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type ConfigValue,
  type EngineEvent,
  LocalWorkspace,
  PulumiCommand,
  type PulumiFn,
  Stack,
} from "@pulumi/pulumi/automation/index.js";
import { once } from "es-toolkit";
import { execa } from "execa";
import { type CommandResult, runCommand } from "../../setup/command.mjs";
import { findExecutable, searchPath } from "../../setup/executable.mjs";
import { type ConfigInput, PASSPHRASE, writeEmptyStack } from "./empty-stack.ts";
import {
  type Diagnostic,
  diagnosticsOf,
  isForDebugging,
  outputsOf,
  type ResourceStep,
  stepsOf,
} from "./engine-events.ts";
import { type ExportedState, parseState } from "./engine-state.ts";

const PROJECT_NAME = "test-project";
const STACK_NAME = "test";
/** The command on PATH, asked for its version once. */
const pulumiCommand = once(() => PulumiCommand.get());
const REPOSITORY_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** How a project is made. Give either `program` or `files`. */
export interface EngineProjectOptions {
  /** The program, run in the test's own process: fast, and it sees the test's variables. */
  program?: PulumiFn;
  /**
   * The program's files by name, run by Pulumi's language host as for a user; the first is its main file. A
   * package.json is added if none is given.
   */
  files?: Record<string, string>;
  /** The language of the files. Default `nodejs`. */
  runtime?: "nodejs" | "yaml" | "python" | "go";
  /** The stack's name. Default `test`. */
  stackName?: string;
  /** Stack configuration by key, such as `pagertree:apiKey`. Default none. */
  config?: Record<string, ConfigInput>;
  /**
   * Variables for the engine and what it starts, added to those of the test. An inline program does not see them:
   * it runs in the test's process. Default none.
   */
  environment?: Record<string, string>;
  /** How the program's resources reach PagerTree. Default `dynamic`. */
  door?: Door;
  /** Whether `preview` and `up` refresh first, as `options: { refresh: always }` in Pulumi.yaml. Default false. */
  refresh?: boolean;
  /** The node_modules folder that the project sees. Default the repository's, with the workspaces as built. */
  nodeModules?: string;
}

/** The dynamic provider, or the plugin, which Pulumi.yaml then names. */
export type Door = "dynamic" | "native";

/** What one run of the engine came to. */
export interface EngineRun {
  /** Each step on a resource of the program; the stack itself and providers are left out. */
  steps: ResourceStep[];
  /** The steps that change a resource, so no `same`, `read` or `refresh`. */
  changes: ResourceStep[];
  diagnostics: Diagnostic[];
  /** Everything that the command printed, as a user sees it, without colors. */
  text: string;
  /** The stack's outputs as far as the run knows them; secrets are hidden. */
  outputs: Record<string, unknown>;
}

/** Whether a run is to fail: one that does the opposite rejects. Default false. */
export interface RunOptions {
  expectFailure?: boolean;
}

/** What a run is told to do, besides what the program says: see {@link EngineProject.up}. */
interface Constraints {
  replace?: string[];
  target?: string[];
  plan?: string;
}

/**
 * Makes a project with an empty stack. Close it when the test ends:
 *
 * @example
 * const project = await createEngineProject({ program: async () => { new Thing("a", {}); } });
 * onTestFinished(() => project.close());
 * const { steps } = await project.up();
 *
 * @throws {Error} if there is no engine on PATH.
 */
export async function createEngineProject(options: EngineProjectOptions = {}): Promise<EngineProject> {
  if ((await findExecutable("pulumi", searchPath())) === undefined) {
    throw new Error("There is no Pulumi engine on PATH. `npm test` gets one and puts it there.");
  }
  const { stackName = STACK_NAME } = options;
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "pulumi-pagertree-test-")));
  const project = path.join(folder, "project");
  const home = path.join(folder, "home");
  const backend = path.join(folder, "state");
  await mkdir(project);
  // Pulumi finds the SDK, and the dynamic provider its package, from the project's folder.
  await symlink(options.nodeModules ?? REPOSITORY_MODULES, path.join(project, "node_modules"), "junction");
  const files = projectFiles(options);
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(project, name), text);
  const { stateFile, unset } = await writeEmptyStack({
    project,
    projectFile: files["Pulumi.yaml"] ?? "",
    home,
    backend,
    stackName,
    config: options.config ?? {},
  });
  const environment = {
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // A run is short: the engine need not look for garbage as often as it does by default (100).
    GOGC: "400",
    // The repository's own checks compile every program that tests run; here each run would check its types anew.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // Each run loads Pulumi's SDK and the provider anew, which takes half as long with a cache.
    NODE_COMPILE_CACHE: path.join(os.tmpdir(), "node-compile-cache"),
    ...options.environment,
  };
  const workspace = await LocalWorkspace.create({
    workDir: project,
    envVars: environment,
    pulumiCommand: await pulumiCommand(),
    ...(options.program && { program: options.program }),
  });
  // It is selected already.
  workspace.selectStack = async () => {};
  const stack = await Stack.select(stackName, workspace);
  // After each run the Automation API asks for outputs and history, which takes as long as the run itself. The
  // outputs are among the run's events as well.
  Object.assign(stack, { outputs: async () => ({}), info: async () => undefined });
  if (unset.length > 0) {
    await stack.setAllConfig(Object.fromEntries(unset.map(([key, value]) => [key, configValue(value)])));
  }
  return new EngineProject({ temporaryFolder: folder, folder: project, environment, stateFile }, stack);
}

function configValue(value: ConfigInput): ConfigValue {
  return typeof value === "string" ? { value } : { value: value.secret, secret: true };
}

// Pulumi.yaml may be JSON, which is YAML as well.
function projectFiles(options: EngineProjectOptions): Record<string, string> {
  const { files = {}, runtime = "nodejs", refresh = false, door } = options;
  // The other languages have a name of their own for it.
  const main = runtime === "nodejs" ? Object.keys(files)[0] : undefined;
  const settings = {
    name: PROJECT_NAME,
    runtime,
    ...(main && { main }),
    ...(refresh && { options: { refresh: "always" } }),
    ...(door === "native" && {
      plugins: { providers: [{ name: "pagertree", path: "node_modules/pulumi-pagertree" }] },
    }),
  };
  return {
    "Pulumi.yaml": JSON.stringify(settings),
    "package.json": JSON.stringify({ name: PROJECT_NAME, private: true }),
    ...files,
  };
}

interface EngineProjectPlace {
  readonly temporaryFolder: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stateFile: string;
}

/** A project with one stack on the real engine. Its runs come one after another, never at once. */
export class EngineProject {
  /** The project's folder, where Pulumi.yaml and the program's files are. */
  readonly folder: string;
  /** All that the engine printed and reported in all runs, save with `--debug`, to look for what must not be shown. */
  transcript = "";

  /** The variables of the engine and of what it starts, to run a command beside it. */
  readonly environment: Readonly<Record<string, string>>;

  /** The file that holds the state. */
  readonly stateFile: string;

  readonly #temporaryFolder: string;
  readonly #stack: Stack;
  readonly #abort = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(place: EngineProjectPlace, stack: Stack) {
    this.folder = place.folder;
    this.environment = place.environment;
    this.stateFile = place.stateFile;
    this.#temporaryFolder = place.temporaryFolder;
    this.#stack = stack;
  }

  /** The inline program of the runs to come. */
  set program(program: PulumiFn) {
    this.#stack.workspace.program = program;
  }

  /**
   * `pulumi up` without asking and without a preview of its own.
   *
   * @param options.replace URNs for `--replace`; of those that are in `target` too it is `--target-replace`.
   * @param options.target URNs for `--target`. Default all.
   * @param options.plan The file for `--plan`.
   */
  up({ replace = [], target = [], plan, ...options }: RunOptions & Constraints = {}) {
    const constraints = {
      ...(replace.length > 0 && { replace }),
      ...(target.length > 0 && { target }),
      ...(plan !== undefined && { plan }),
    };
    return this.#run(options, (callbacks) => this.#stack.up({ ...callbacks, ...constraints }));
  }

  /**
   * `pulumi preview --diff`, which shows each property that differs.
   *
   * @param options.plan The file for `--save-plan`.
   */
  preview(options: RunOptions & Constraints & { refresh?: boolean } = {}) {
    const { expectFailure = false, ...flags } = options;
    return this.#run({ expectFailure }, (callbacks) =>
      this.#stack.preview({ ...callbacks, ...flags, diff: true }),
    );
  }

  /** `pulumi refresh`, which writes to the state what the provider reads. */
  refresh(options: RunOptions = {}): Promise<EngineRun> {
    return this.#run(options, (callbacks) => this.#stack.refresh(callbacks));
  }

  /** `pulumi destroy`. */
  destroy(options: RunOptions = {}): Promise<EngineRun> {
    return this.#run(options, (callbacks) => this.#stack.destroy(callbacks));
  }

  /** The state as it is stored. */
  async exportState(): Promise<ExportedState> {
    return parseState(await readFile(this.stateFile, "utf8"));
  }

  /** Sets a configuration value of the stack; the key carries its namespace, such as `pagertree:apiKey`. */
  async setConfig(key: string, value: ConfigInput): Promise<void> {
    await this.#stack.setConfig(key, configValue(value));
  }

  /** Removes a configuration value of the stack. */
  removeConfig(key: string): Promise<void> {
    return this.#stack.removeConfig(key);
  }

  /**
   * Runs the `pulumi` command as a user would in the project's folder, such as
   * `pulumi("preview", "--expect-no-changes")`. A failure is a status, never an error thrown.
   */
  async pulumi(...args: string[]): Promise<CommandResult> {
    const result = await runCommand("pulumi", [...args, "--non-interactive"], {
      cwd: this.folder,
      env: { ...process.env, ...this.environment },
    });
    this.transcript += `${result.output}\n`;
    return result;
  }

  /** Starts the `pulumi` command in the same way, for somebody who interrupts or kills it. */
  start(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): { pid: number; interrupt: () => void; ended: Promise<CommandResult> } {
    const child = execa("pulumi", [...args, "--non-interactive"], {
      cwd: this.folder,
      env: { ...this.environment, ...environment },
      stdin: "ignore",
      all: true,
      reject: false,
    });
    const ended = child.then(({ exitCode, stdout, all }) => {
      this.transcript += `${all}\n`;
      return { status: exitCode ?? 1, stdout, output: all };
    });
    this.#running = ended;
    // What Ctrl-C sends.
    return { pid: child.pid ?? 0, interrupt: () => void child.kill("SIGINT"), ended };
  }

  /** Ends a run under way and removes the project with its state. Resources of the stack are left where they are. */
  async close(): Promise<void> {
    this.#abort.abort();
    await this.#running;
    await rm(this.#temporaryFolder, { recursive: true, force: true });
  }

  #run(options: RunOptions, start: RunStart): Promise<EngineRun> {
    const run = this.#collect(options, start);
    this.#running = run.catch(() => undefined);
    return run;
  }

  async #collect({ expectFailure = false }: RunOptions, start: RunStart): Promise<EngineRun> {
    const events: EngineEvent[] = [];
    let text = "";
    const append = (printed: string) => {
      text += printed;
    };
    let failure: unknown;
    try {
      await start({
        color: "never",
        onOutput: append,
        onError: append,
        onEvent: (event) => events.push(event),
        signal: this.#abort.signal,
      });
    } catch (error) {
      failure = error;
      this.transcript += `${error}\n`;
    }
    this.transcript += `${text}\n${JSON.stringify(events.filter((event) => !isForDebugging(event)))}\n`;
    if (failure !== undefined && !expectFailure) throw failure;
    if (failure === undefined && expectFailure) throw new Error(`The run was to fail and did not:\n${text}`);
    const steps = stepsOf(events);
    const changes = steps.filter(({ operation }) => !["same", "read", "refresh"].includes(operation));
    return { steps, changes, diagnostics: diagnosticsOf(events), text, outputs: outputsOf(events) };
  }
}

type RunStart = (callbacks: Callbacks) => Promise<unknown>;

interface Callbacks {
  color: "never";
  onOutput: (printed: string) => void;
  onError: (printed: string) => void;
  onEvent: (event: EngineEvent) => void;
  signal: AbortSignal;
}
