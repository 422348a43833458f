// What the demo plays on: an emulator, copies of its stacks with settings and state of their own, and Pulumi.
// Nothing of it outlives the demo, and nothing of the user's Pulumi is touched.

import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { type Emulator, startEmulator } from "pagertree-emulator";
import { changesIn } from "./event-log.ts";
import { showCommand } from "./narrator.ts";
import { DemoFailure } from "./verify.ts";

const STACK = "demo";
/** Exit statuses by the signals that interrupt the demo, as shells number them. */
const INTERRUPTIONS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

/** What a run of the engine came to. */
export interface Run {
  /** What it did to resources, such as `create datadog` or `update datadog: options.template`, sorted. */
  readonly changes: readonly string[];
}

/** What a command of the package came to. */
export interface CommandOutcome {
  readonly status: number | undefined;
  readonly printed: string;
}

export interface Stage {
  readonly emulator: Emulator;
  /** The URL that the quickstart's webhook delivers to; it holds a made-up secret. */
  readonly secretUrl: string;
  /** Goes on with a stack of the program in a folder of `examples/`, which has a `Pulumi.yaml` of its own. */
  enterExample(name: string): Promise<void>;
  /** Sets a value of the stack's configuration, and shows the command. */
  set(key: string, value: string): Promise<void>;
  /** Removes a value of the stack's configuration, and shows the command. */
  unset(key: string): Promise<void>;
  /** Sets a secret of the stack's configuration, and shows the command without the value. */
  setSecret(key: string, value: string): Promise<void>;
  /** An output of the stack; the command and the output are shown. */
  readOutput(name: string): Promise<string>;
  /**
   * Shows and runs a `pulumi` command; its output goes straight to the terminal.
   *
   * @throws {DemoFailure} if it fails or is interrupted.
   */
  pulumi(...args: string[]): Promise<Run>;
  /**
   * As {@link pulumi}, for a command that is to end with an error.
   *
   * @throws {DemoFailure} if it does not, or is interrupted.
   */
  pulumiFails(...args: string[]): Promise<Run>;
  /** Shows and runs `npx pulumi-pagertree …`; its output is shown and given, whatever its status is. */
  pulumiPagertree(...args: string[]): Promise<CommandOutcome>;
  /** Files of the stack, its state among them, that hold a secret in clear. */
  shownSecrets(): Promise<string[]>;
  /** Ends everything and removes every trace. */
  close(): Promise<void>;
}

/** Sets the stage; whatever was begun is taken away again if that fails. */
export async function openStage(root: string): Promise<Stage> {
  // A retry of what Rootly turned down in one step must not come in the next.
  const emulator = await startEmulator({ switches: { webhookRetryMs: 600_000 } });
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "pulumi-pagertree-demo-")));
  const stage = new LocalStage(emulator, root, folder);
  try {
    await stage.prepare();
    return stage;
  } catch (error) {
    await stage.close();
    throw error;
  }
}

class LocalStage implements Stage {
  readonly emulator: Emulator;
  readonly secretUrl = "https://status.example.com/pagertree?secret=a-made-up-secret";

  readonly #root: string;
  readonly #folder: string;
  #project: string;
  readonly #environment: NodeJS.ProcessEnv;
  #running: { kill(signal: NodeJS.Signals): boolean } | undefined;
  #interruption: keyof typeof INTERRUPTIONS | undefined;
  #runs = 0;
  /** What no file may hold in clear. */
  readonly #secrets: string[] = [];

  constructor(emulator: Emulator, root: string, folder: string) {
    this.emulator = emulator;
    this.#root = root;
    this.#secrets.push(emulator.apiKey, "a-made-up-secret");
    this.#folder = folder;
    this.#project = path.join(folder, "project");
    const usersOwn = Object.entries(process.env).filter(([name]) => !/^(PULUMI|PAGERTREE)_/.test(name));
    this.#environment = {
      ...Object.fromEntries(usersOwn),
      PULUMI_HOME: path.join(folder, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(path.join(folder, "state")).href,
      PULUMI_CONFIG_PASSPHRASE: "passphrase of the demo",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // Pulumi leaves compiled programs there, and when it is interrupted its pipes.
      TMPDIR: path.join(folder, "temporary"),
      TEMP: path.join(folder, "temporary"),
      TMP: path.join(folder, "temporary"),
      // Makes `--event-log` available.
      PULUMI_DEBUG_COMMANDS: "true",
      PAGERTREE_BASE_URL: emulator.url,
      PAGERTREE_API_KEY: emulator.apiKey,
    };
    for (const signal of SIGNALS) process.on(signal, this.#interrupt);
  }

  async prepare(): Promise<void> {
    for (const name of ["project", "state", "logs", "temporary"]) await mkdir(path.join(this.#folder, name));
    await this.#copy("examples/quickstart", "");
    await this.#init();
    await this.#config("statusPageUrl", this.secretUrl);
  }

  async enterExample(name: string): Promise<void> {
    this.#project = path.join(this.#folder, name);
    await this.#copy(path.join("examples", name), "");
    await this.#init();
  }

  async set(key: string, value: string): Promise<void> {
    await this.#runShown("config", "set", key, value);
  }

  async unset(key: string): Promise<void> {
    await this.#runShown("config", "rm", key);
  }

  async setSecret(key: string, value: string): Promise<void> {
    showCommand("pulumi", "config", "set", "--secret", key);
    await this.#config(key, value);
  }

  async readOutput(name: string): Promise<string> {
    const output = (await this.#runShown("stack", "output", name)).trim();
    console.log(output);
    return output;
  }

  async pulumi(...args: string[]): Promise<Run> {
    return this.#logged(args, (full) => this.#run(full, "inherit"));
  }

  async pulumiFails(...args: string[]): Promise<Run> {
    return this.#logged(args, async (full) => {
      const { exitCode } = await this.#execute("pulumi", full, "inherit");
      if (!exitCode) throw new DemoFailure(`pulumi ${args[0]}: ended with ${exitCode}, not with an error`);
    });
  }

  async pulumiPagertree(...args: string[]): Promise<CommandOutcome> {
    showCommand("npx", "pulumi-pagertree", ...args);
    const result = await this.#execute("pulumi-pagertree", args, "pipe");
    // What came of it is for the step to judge; without a status it never ran.
    if (result.exitCode === undefined)
      throw new DemoFailure(`pulumi-pagertree ${args[0]}: ${result.shortMessage}`);
    const printed = [result.stderr, result.stdout].filter((text) => text !== "").join("\n");
    console.log(printed);
    return { status: result.exitCode, printed };
  }

  async shownSecrets(): Promise<string[]> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    const texts = await Promise.all(
      files.map(async (file) => ({ file, text: await readFile(file, "utf8") })),
    );
    return texts
      .filter(({ text }) => this.#secrets.some((secret) => text.includes(secret)))
      .map(({ file }) => path.relative(this.#folder, file));
  }

  async close(): Promise<void> {
    await this.emulator.close();
    await rm(this.#folder, { recursive: true, force: true });
    for (const signal of SIGNALS) process.off(signal, this.#interrupt);
  }

  async #copy(from: string, to: string): Promise<void> {
    await cp(path.join(this.#root, from), path.join(this.#project, to), { recursive: true });
  }

  async #init(): Promise<void> {
    const packages = path.join(this.#root, "node_modules");
    await symlink(packages, path.join(this.#project, "node_modules"), "junction");
    await this.#run(["stack", "init", STACK], "pipe");
  }

  async #config(key: string, value: string): Promise<void> {
    this.#secrets.push(value);
    await this.#run(["config", "set", "--secret", key, value], "pipe");
  }

  /** Shows a command, runs it with a log of events, and reads that. */
  async #logged(args: string[], run: (full: string[]) => Promise<unknown>): Promise<Run> {
    this.#runs += 1;
    const eventLog = path.join(this.#folder, "logs", `${this.#runs}.json`);
    showCommand("pulumi", ...args);
    await run([...args, "--suppress-progress", "--event-log", eventLog]);
    return { changes: changesIn(await readFile(eventLog, "utf8")) };
  }

  async #runShown(...args: string[]): Promise<string> {
    showCommand("pulumi", ...args);
    return this.#run(args, "pipe");
  }

  /** Runs `pulumi` and gives what it printed, if that was not shown. */
  async #run(args: readonly string[], output: "inherit" | "pipe"): Promise<string> {
    const result = await this.#execute("pulumi", args, output);
    if (result.failed) {
      const outcome = result.exitCode === undefined ? result.shortMessage : `ended with ${result.exitCode}`;
      const printed = output === "pipe" ? `\n${result.stderr}` : "";
      throw new DemoFailure(`pulumi ${args[0]}: ${outcome}${printed}`);
    }
    return result.stdout ?? "";
  }

  /** Runs a command in the project's folder, where commands of its packages are found as npx finds them. */
  async #execute(command: string, args: readonly string[], output: "inherit" | "pipe") {
    this.#stopIfInterrupted();
    const running = execa(command, args, {
      cwd: this.#project,
      env: this.#environment,
      extendEnv: false,
      preferLocal: true,
      reject: false,
      // With a terminal on both sides Pulumi draws its live table.
      stdin: output === "inherit" ? "inherit" : "ignore",
      stdout: output,
      stderr: output,
    });
    this.#running = running;
    const result = await running;
    this.#running = undefined;
    this.#stopIfInterrupted();
    return result;
  }

  #stopIfInterrupted(): void {
    if (this.#interruption === undefined) return;
    throw new DemoFailure(`interrupted by ${this.#interruption}.`, INTERRUPTIONS[this.#interruption]);
  }

  /** The demo ends when the running command has: Pulumi must not write to a folder that is being removed. */
  readonly #interrupt = (signal: keyof typeof INTERRUPTIONS): void => {
    this.#interruption = signal;
    // Ctrl-C reaches Pulumi by itself, and a second one would cut it off.
    if (signal !== "SIGINT") this.#running?.kill("SIGINT");
  };
}
