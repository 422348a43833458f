// Reads the command line of the emulator: flags to options, mistakes to messages. main.ts acts on the result.
import { parseArgs } from "node:util";
import { DEFAULT_API_KEY } from "./accounts.ts";
import type { EmulatorOptions } from "./index.ts";

/** What `--help` prints. */
export const HELP = `Usage: pagertree-emulator [options]
       pagertree-emulator rootly [options]   a stand-in for Rootly; see its --help
       pagertree-emulator simulate [options] who is paged for a payload; see its --help

An emulator of the PagerTree v4 API, for tests and demos. It starts with a demo account:
three users, two teams, a router, all integration types, and no integration.

Options:
  --port <number>   port to listen on; 0 picks a free one (default 0)
  --api-key <key>   the API key that is taken (default ${DEFAULT_API_KEY})
  --empty           start without the demo account's users, teams and router
  --data <file>     keep the state in this file; it survives a restart and a kill
  --deliver-to <host>  deliver webhooks to this host too, not only to loopback; may be repeated
  --ui              serve a page with alerts, webhooks and a form that sends samples
  --json            print one line of JSON, {"url": …, "apiKey": …}, and nothing else
  --host <address>  address to listen on (default 127.0.0.1)
  --allow-remote    let --host be reachable from other machines; needs --api-key
  --help            print this text
  --version         print the version
`;

/** A mistake in the command line; the message says what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What the command is to do. */
export interface Command {
  readonly action: "start" | "help" | "version";
  /** For "start". */
  readonly options: EmulatorOptions;
  /** Whether only the one line of JSON is printed. */
  readonly isJson: boolean;
}

/**
 * Reads the flags.
 *
 * @throws {UsageError} if a flag is unknown or its value cannot be
 */
export function readCommand(args: readonly string[]): Command {
  const values = parseFlags(args);
  const port = readPort(values.port);
  const key = values["api-key"];
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    throw new UsageError("--api-key must be visible ASCII characters without spaces, as in a header");
  }
  if (values.data === "") throw new UsageError("--data must be the path of a file");
  const allowRemote = values["allow-remote"] ?? false;
  if (allowRemote && key === undefined) {
    throw new UsageError("--allow-remote needs --api-key: the default key is known to everybody");
  }
  return {
    action: values.help ? "help" : values.version ? "version" : "start",
    isJson: values.json ?? false,
    options: {
      port,
      allowRemote,
      apiKeys: [{ key: key ?? DEFAULT_API_KEY }],
      seed: values.empty ? "empty" : "demo",
      ...(values["deliver-to"] === undefined ? {} : { deliverTo: values["deliver-to"] }),
      ...(values.host === undefined ? {} : { host: values.host }),
      ...(values.ui ? { ui: true } : {}),
      ...(values.data === undefined ? {} : { dataFile: values.data }),
    },
  };
}

/** @throws {UsageError} if it cannot be a port */
export function readPort(text = "0"): number {
  const port = Number(text);
  if (text.trim() === "" || !Number.isInteger(port) || port < 0 || port > 65535) {
    throw new UsageError(`--port must be a number from 0 to 65535, not "${text}"`);
  }
  return port;
}

function parseFlags(args: readonly string[]) {
  return readFlags(() =>
    parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        "api-key": { type: "string" },
        empty: { type: "boolean" },
        data: { type: "string" },
        "deliver-to": { type: "string", multiple: true },
        json: { type: "boolean" },
        ui: { type: "boolean" },
        host: { type: "string" },
        "allow-remote": { type: "boolean" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean" },
      },
    }),
  );
}

/**
 * The flags that a parser finds.
 *
 * @throws {UsageError} of what it complains of
 */
export function readFlags<Values>(parse: () => { readonly values: Values }): Values {
  try {
    return parse().values;
  } catch (error) {
    const complaint = error instanceof Error ? error.message : error;
    throw new UsageError(`${complaint}. Run with --help for the options.`);
  }
}
