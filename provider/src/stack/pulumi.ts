/** Runs the `pulumi` command on a project, and says in its own words why it failed. */
import { execFile } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { ConfigError } from "../common/errors.ts";
import { cut, plainLines, plainText } from "../common/plain-text.ts";

/** What the command printed, and whether it ended well. */
export interface PulumiRun {
  readonly succeeded: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where the command is run. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: string;
}

/** How the command is run. */
export interface PulumiOptions {
  /** @default that of the surroundings */
  readonly folder?: string;
  /** What it reads; else it has nothing to read. */
  readonly input?: string;
  /** Whether it runs the program, which may need the API key, and takes as long as the program does. */
  readonly runsProgram?: boolean;
  /** How long it may take. @default 5, or 60 for one that runs the program */
  readonly mostMinutes?: number;
  /** What to do without the command, behind where it is to be had. */
  readonly otherwise?: string;
}

/** A command that waits for something which never comes is ended. */
const longest = { ofCommand: 5, ofProgram: 60 };

/**
 * Runs `pulumi`. A failure is told and not thrown.
 *
 * @throws ConfigError if there is no such command, or if it comes to no end
 */
export async function runPulumi(
  surroundings: Surroundings,
  args: readonly string[],
  {
    folder = surroundings.folder,
    input = "",
    runsProgram = false,
    mostMinutes,
    otherwise = "",
  }: PulumiOptions = {},
): Promise<PulumiRun> {
  const minutes = mostMinutes ?? (runsProgram ? longest.ofProgram : longest.ofCommand);
  const options = {
    cwd: folder,
    env: runsProgram ? surroundings.environment : withoutOurVariables(surroundings.environment),
    maxBuffer: Number.POSITIVE_INFINITY,
    timeout: minutes * 60_000,
  };
  return new Promise((resolve, reject) => {
    const all = [...args, "--non-interactive", "--color", "never"];
    const child = execFile("pulumi", all, options, (error, stdout, stderr) => {
      if (error?.code === "ENOENT") {
        reject(
          new ConfigError(
            "The command `pulumi` was not found.",
            `Install it: https://www.pulumi.com/docs/install/${otherwise}`,
          ),
        );
      } else if (error?.killed) {
        reject(
          new ConfigError(
            `\`${commandOf(args)}\` did not end within ${minutes} minutes.`,
            "Run it yourself to see what it waits for.",
          ),
        );
      } else {
        resolve({ succeeded: error === null, stdout, stderr });
      }
    });
    // A command that has ended does not read what is left.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** Without the API key and our other settings: what does not run a program has no use for them. */
function withoutOurVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^PAGERTREE_/i.test(name)));
}

/**
 * The error of a run that failed, with what it said on lines of their own.
 *
 * @param said - The lines that it printed.
 */
export function pulumiFailed(args: readonly string[], said: string): ConfigError {
  const lines = plainSaid(said);
  const shown = lines.length === 0 ? ["it gives no reason"] : lines;
  return new ConfigError(
    `\`${commandOf(args)}\` failed:\n${shown.map((line) => `  ${line}\n`).join("")}`,
    adviceFor(lines.join("\n"), args[0] ?? ""),
  );
}

/** Nobody reads more of it here. */
const longestSaid = { lines: 30, line: 500 };

/** What the command said, without colours and blank lines. */
function plainSaid(said: string): string[] {
  const lines = plainLines(stripVTControlCharacters(said).replace(/<\{%[^%]*%\}>/g, ""))
    .split("\n")
    .map((line) => cut(line.trimEnd(), longestSaid.line))
    .filter((line) => line !== "");
  const left = lines.length - longestSaid.lines;
  return left > 0 ? [...lines.slice(0, longestSaid.lines), `and ${left} lines more`] : lines;
}

/** What to do, by what the engine says; the first that matches holds. */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /no Pulumi\.yaml|no project file|Pulumi project/i,
    "Run it in the folder of the project with its Pulumi.yaml.",
  ],
  [
    /no stack named|no stack selected|no current stack|not found in this project|no previous deployment/i,
    "`pulumi stack ls` lists the stacks; name one with --stack.",
  ],
  [
    /passphrase/i,
    "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the passphrase of the stack.",
  ],
  [
    // Most of these errors say so themselves, one in a run.
    /^(?!.*--run-program).*(answered 401|API key is missing)/s,
    "If the key was replaced or moved since the last `up`, run `pulumi up --refresh --run-program` once: a refresh uses the configuration of the last `up`.",
  ],
  [/PULUMI_ACCESS_TOKEN|pulumi login|not logged in/i, "Run `pulumi login`."],
  [
    /currently locked|conflict: \[409\]/i,
    "Wait until the other run has ended, or end it with `pulumi cancel`.",
  ],
];

function adviceFor(said: string, command: string): string {
  const [, words] = advice.find(([pattern]) => pattern.test(said)) ?? [];
  return (
    words ??
    (command === "preview"
      ? "Put that right: `pulumi preview --refresh` says the same."
      : "Put that right and run it again.")
  );
}

function commandOf(args: readonly string[]): string {
  return plainText(["pulumi", ...args].join(" "));
}
