// `pagertree-emulator simulate`: reads its flags, plays one payload or the cases of a file, prints what happens.
import { readFile, writeFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { readFlags, UsageError } from "../command-line.ts";
import { mixedToJson } from "../ruby/mixed.ts";
import { checkRoutes } from "./cases/check-routes.ts";
import { junitXml, showCases } from "./cases/report.ts";
import { SimulationError } from "./errors.ts";
import { SAMPLE_NAMES, type SampleName } from "./samples.ts";
import { showSimulation } from "./show.ts";
import { createSimulator, type Sources } from "./simulator.ts";

/** What `simulate --help` prints. */
const SIMULATE_HELP = `Usage: pagertree-emulator simulate --to <integration> [options]
       pagertree-emulator simulate --cases <file> [options]

Says what would happen if an integration received a payload: how its type reads it, the alert, which rules
match and why, who is paged and when, and what goes out by webhooks. Nothing is sent anywhere.

The account, one or several of these; without any, the account of PAGERTREE_API_KEY:
  --state <file>     what \`pulumi stack export\` wrote
  --stack <name>     a stack, of the Pulumi project in this folder
  --plan <file>      what \`pulumi preview --json\` printed: the stack as it will be
  --account          the account of PAGERTREE_API_KEY, which is only read; with a stack: for what is not in it

What is sent:
  --to <name|id>     the integration
  --payload <file>   what the monitoring system sends; - is standard input
  --sample <sample>  a sample of the type in place of a payload: create (default), acknowledge, resolve
  --at <time>        when, such as 2026-03-02T03:00:00+01:00 (default now)

Cases in place of one payload:
  --cases <file>     YAML of what is sent and what is expected; it ends with 1 unless all are as expected
  --junit <file>     write a report in JUnit's XML too

Other options:
  --json             print JSON
  --help             print this text

Environment:
  PAGERTREE_API_KEY   the API key of the account
  PAGERTREE_BASE_URL  another address of the API (default https://api.pagertree.com/api/v4)

Exit status: 0 if somebody is paged or the payload ends an alert, 1 if nobody is, or it is not known, 2 if the
command line is wrong.
`;

const DEFAULT_URL = "https://api.pagertree.com/api/v4";

/** What a command reads and writes. */
export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  readonly input: NodeJS.ReadableStream;
  print(text: string): void;
}

/**
 * Runs the command.
 *
 * @returns the exit status
 * @throws {UsageError} of the command line
 * @throws {SimulationError} of what it names
 */
export async function runSimulate(args: readonly string[], terminal: Terminal): Promise<number> {
  const flags = parseFlags(args);
  if (flags.help) {
    terminal.print(SIMULATE_HELP);
    return 0;
  }
  if (flags.cases !== undefined) return runCases(flags.cases, flags, terminal);
  const { to, payload, at } = flags;
  if (flags.junit !== undefined) throw new UsageError("--junit is for --cases");
  if (to === undefined)
    throw new UsageError(
      "say what is sent: --to <integration>, or --cases <file>. Run with --help for the options.",
    );
  if (payload !== undefined && flags.sample !== undefined) {
    throw new UsageError("--payload and --sample exclude each other");
  }
  const sample = SAMPLE_NAMES.find((name) => name === flags.sample);
  if (flags.sample !== undefined && sample === undefined) {
    throw new UsageError(`--sample must be one of ${SAMPLE_NAMES.join(", ")}, not "${flags.sample}"`);
  }
  const simulator = await createSimulator(sourcesOf(flags, terminal));
  const simulation = await simulator.simulate({
    to,
    ...(payload !== undefined && { payload: await readPayload(payload, terminal) }),
    ...(sample !== undefined && { sample: sample satisfies SampleName }),
    ...(at !== undefined && { at }),
  });
  terminal.print(`${flags.json ? mixedToJson(simulation) : showSimulation(simulation)}\n`);
  return simulation.reaches === "somebody" || simulation.reaches === "ends" ? 0 : 1;
}

async function runCases(
  cases: string,
  flags: ReturnType<typeof parseFlags>,
  terminal: Terminal,
): Promise<number> {
  const other = (["to", "payload", "sample", "at"] as const).find((name) => flags[name] !== undefined);
  if (other !== undefined) throw new UsageError(`--cases and --${other} exclude each other`);
  const report = await checkRoutes({ ...sourcesOf(flags, terminal), cases });
  if (flags.junit !== undefined) {
    await writeFile(flags.junit, junitXml(report)).catch(() => {
      throw new SimulationError(`the report cannot be written to ${flags.junit}`);
    });
  }
  terminal.print(`${flags.json ? mixedToJson(report) : showCases(report)}\n`);
  return report.results.every(({ passed }) => passed) ? 0 : 1;
}

function sourcesOf(
  { state, stack, plan, account }: ReturnType<typeof parseFlags>,
  { environment }: Terminal,
): Sources {
  const isStack = state !== undefined || stack !== undefined || plan !== undefined;
  return {
    ...(state !== undefined && { state }),
    ...(stack !== undefined && { stack }),
    ...(plan !== undefined && { plan }),
    ...((account || !isStack) && {
      account: { url: environment["PAGERTREE_BASE_URL"] || DEFAULT_URL, apiKey: apiKeyIn(environment) },
    }),
  };
}

function apiKeyIn({ PAGERTREE_API_KEY: apiKey }: NodeJS.ProcessEnv): string {
  if (apiKey) return apiKey;
  throw new UsageError(
    "there is no account: name a state, a stack or a plan, or set PAGERTREE_API_KEY. Run with --help for the options.",
  );
}

async function readPayload(file: string, { input }: Terminal): Promise<string> {
  if (file === "-") return readAll(input);
  return readFile(file, "utf8").catch(() => {
    throw new SimulationError(`the payload in ${file} cannot be read`);
  });
}

function parseFlags(args: readonly string[]) {
  return readFlags(() =>
    parseArgs({
      args: [...args],
      options: {
        state: { type: "string" },
        stack: { type: "string" },
        plan: { type: "string" },
        account: { type: "boolean" },
        to: { type: "string" },
        payload: { type: "string" },
        sample: { type: "string" },
        at: { type: "string" },
        cases: { type: "string" },
        junit: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }),
  );
}
