#!/usr/bin/env node
// The command `pagertree-emulator`: starts an emulator, says where it is, closes it on a signal.
import packageJson from "../package.json" with { type: "json" };
import { HELP, readCommand, UsageError } from "./command-line.ts";
import type { Emulator, EmulatorOptions } from "./index.ts";
import { startEmulator } from "./index.ts";
import { ROOTLY_HELP, readRootlyCommand, runRootly } from "./rootly/command-line.ts";

try {
  const [subcommand, ...rest] = process.argv.slice(2);
  if (subcommand === "rootly") await rootly(rest);
  else if (subcommand === "simulate") await simulate(rest);
  else await emulator();
} catch (error) {
  process.stderr.write(`pagertree-emulator: ${explain(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function emulator(): Promise<void> {
  const { action, options, isJson } = readCommand(process.argv.slice(2));
  if (action === "help") process.stdout.write(HELP);
  else if (action === "version") process.stdout.write(`${packageJson.version}\n`);
  else await run(options, isJson);
}

async function rootly(args: readonly string[]): Promise<void> {
  const command = readRootlyCommand(args);
  if (command.isHelp) process.stdout.write(ROOTLY_HELP);
  else closeOnSignal(await runRootly(command, process.env, (line) => process.stdout.write(`${line}\n`)));
}

/** What it takes is loaded only for it. */
async function simulate(args: readonly string[]): Promise<void> {
  const { runSimulate } = await import("./simulate/command-line.ts");
  const print = (text: string) => process.stdout.write(text);
  process.exitCode = await runSimulate(args, { environment: process.env, input: process.stdin, print });
}

async function run(options: EmulatorOptions, isJson: boolean): Promise<void> {
  const emulator = await startEmulator(options);
  closeOnSignal(emulator);
  process.stdout.write(isJson ? `${jsonLine(emulator)}\n` : welcome(emulator));
}

function closeOnSignal(running: { close(): Promise<void> }): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    // Once only: a second signal ends the process at once.
    process.once(signal, () => void running.close());
  }
}

function jsonLine({ url, apiKey, pageUrl }: Emulator): string {
  return JSON.stringify({ url, apiKey, ...(pageUrl !== null && { pageUrl }) });
}

function welcome({ url, apiKey, pageUrl }: Emulator): string {
  const { origin } = new URL(url);
  return `The PagerTree emulator is listening. Point a client at it with

  export PAGERTREE_BASE_URL=${url}
  export PAGERTREE_API_KEY=${quote(apiKey)}

To change something as somebody would in the web page, which is no request of a client:

  curl -X PUT -H ${quote(`Authorization: Bearer ${apiKey}`)} -H 'Content-Type: application/json' -d '{"name": "Renamed"}' ${origin}/_emulator/integrations/<id>
${pageUrl === null ? "" : `\nTo see alerts and webhooks, and to send a sample, open\n\n  ${pageUrl}\n`}
Stop it with Ctrl+C.
`;
}

/** A text as one word of a shell. */
function quote(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return "the port is in use; choose another with --port, or 0 for a free one";
  if (code === "EACCES") return "the port may not be opened by this user; choose one above 1023";
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return "this machine has no such address; see --host";
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}
