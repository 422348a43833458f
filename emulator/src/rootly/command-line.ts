// `pagertree-emulator rootly`: reads its flags, starts a receiver, prints each webhook as it comes.
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { readFlags, readPort, UsageError } from "../command-line.ts";
import { startRootlyReceiver } from "./receiver.ts";
import type { RootlyDelivery, RootlyReceiver } from "./running-receiver.ts";

/** What `rootly --help` prints. */
export const ROOTLY_HELP = `Usage: pagertree-emulator rootly [options]

A stand-in for Rootly's end of its PagerTree integration. It takes PagerTree's webhooks with the right
secret, keeps alerts and incidents, and prints a line for each webhook.

Options:
  --port <number>    port to listen on; 0 picks a free one (default 0)
  --secret <secret>  the secret that webhooks must carry (default: made up and printed)
  --json             print lines of JSON: first {"url": …, "secret": …}, then one for each webhook
  --help             print this text

Environment, for incidents that page PagerTree:
  PAGERTREE_BASE_URL  PagerTree's base URL, such as http://127.0.0.1:4010/api/v4
  PAGERTREE_API_KEY   Rootly's key to it
`;

/** What the command is to do. */
export interface RootlyCommand {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  readonly port: number;
  readonly secret: string;
}

/**
 * Reads the flags.
 *
 * @throws {UsageError} if a flag is unknown or its value cannot be
 */
export function readRootlyCommand(args: readonly string[]): RootlyCommand {
  const values = parseFlags(args);
  if (values.secret === "") throw new UsageError("--secret must not be empty");
  return {
    isHelp: values.help ?? false,
    isJson: values.json ?? false,
    port: readPort(values.port),
    secret: values.secret ?? randomBytes(24).toString("hex"),
  };
}

/** Starts the receiver that the command asks for; `print` gets its output line by line. */
export async function runRootly(
  { isJson, port, secret }: RootlyCommand,
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<RootlyReceiver> {
  const { PAGERTREE_BASE_URL: url, PAGERTREE_API_KEY: apiKey } = environment;
  const receiver = await startRootlyReceiver({
    port,
    secret,
    ...(url && apiKey ? { pagerTree: { url, apiKey } } : {}),
    onDelivery: (delivery) => print(isJson ? JSON.stringify(delivery) : lineOf(delivery)),
  });
  print(isJson ? JSON.stringify({ url: receiver.url, secret }) : welcome(receiver));
  return receiver;
}

function parseFlags(args: readonly string[]) {
  return readFlags(() =>
    parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        secret: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }),
  );
}

function welcome({ url, secret }: RootlyReceiver): string {
  return `The Rootly stand-in is listening. Point an outgoing webhook at it with

  webhook URL  ${url}
  secret       ${secret}

Stop it with Ctrl+C.
`;
}

function lineOf({ at, status, type, alertId, title, missing, effect }: RootlyDelivery): string {
  const what = [type ?? "webhook", alertId, title && JSON.stringify(title)].filter(Boolean).join(" ");
  const lack = missing.length === 0 ? "" : `, missing ${missing.join(", ")}`;
  return `${at} ${what}: ${status} ${effect}${lack}`;
}
