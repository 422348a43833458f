/** The request log: with `PAGERTREE_LOG=debug`, one line for each attempt at a request. */
import { cut } from "../common/plain-text.ts";
import type { ApiRequest } from "./request.ts";
import { redact, withoutSecretValues } from "./secrets.ts";

const longestLine = 2000;

/** One attempt at a request, and how it ended. */
export interface LoggedAttempt {
  /** HTTP status, or the system's name for a fault of the network. */
  readonly result: number | string;
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
  /** The number of the attempt, from 1. */
  readonly attempt: number;
  /** After how many milliseconds the next attempt follows; undefined if none does. */
  readonly nextAfter?: number | undefined;
}

/** Writes one line of the log. */
export type WriteLine = (line: string) => void;

/** Where the log goes: to `write` if `PAGERTREE_LOG` is `debug`, else nowhere. */
export function logFromEnvironment(
  environment: NodeJS.ProcessEnv = process.env,
  write: WriteLine = writeToStderr,
): WriteLine | undefined {
  return environment["PAGERTREE_LOG"]?.trim().toLowerCase() === "debug" ? write : undefined;
}

function writeToStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * `pagertree: POST /integrations 422 35 ms attempt 1 {"name":"Checkout","option_password":"[secret]"}`. Headers are
 * never part of it.
 *
 * @param secrets What must not be printed, wherever it stands.
 */
export function logLine(request: ApiRequest, outcome: LoggedAttempt, secrets: readonly string[]): string {
  const { result, milliseconds, attempt, nextAfter } = outcome;
  const parts = [
    `pagertree: ${request.method} ${request.path}${queryText(request)}`,
    `${result} ${Math.round(milliseconds)} ms attempt ${attempt}`,
    nextAfter === undefined ? "" : `again in ${Math.round(nextAfter)} ms`,
    // Secrets first: a cut one would not be found. What is far beyond the line's end is cut before, to bound the work.
    JSON.stringify(request.body && withoutSecretValues(request.body))?.slice(0, 10 * longestLine) ?? "",
  ];
  return cut(redact(parts.filter((part) => part !== "").join(" "), secrets), longestLine);
}

function queryText({ query }: ApiRequest): string {
  const entries = Object.entries(query ?? {}).map(([key, value]): [string, string] => [key, String(value)]);
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}
