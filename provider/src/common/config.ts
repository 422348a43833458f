/**
 * Where the API key, the base URL, the account and the limits come from, and which ones are acceptable.
 * Light on purpose (no HTTP client, no schemas): a user's program loads it.
 */
import { isIPv4 } from "node:net";
import { keysPage } from "./api-failure.ts";
import { ConfigError } from "./errors.ts";
import { isUlid, normaliseId } from "./ids.ts";

/** How long an operation may go on, and how often it tries. */
export interface PagerTreeLimits {
  /** How long one operation, such as the creation of a resource, may take in all, in seconds. @default 300 */
  readonly timeoutSeconds?: number | undefined;
  /** How often a request is sent again that met a fault of the network or of PagerTree. @default 3 */
  readonly maxRetries?: number | undefined;
}

/** What the API client needs to know. */
export interface PagerTreeConfig extends PagerTreeLimits {
  /** The API key, sent as a bearer token. A secret. */
  readonly apiKey: string;
  /** The API's base URL, without a slash at its end. */
  readonly baseUrl: string;
  /** The ULID of the only account that the key may belong to. @default any */
  readonly accountId?: string | undefined;
}

/** The base URL of PagerTree's API (https://pagertree.com/docs/api/introduction). */
export const defaultBaseUrl = "https://api.pagertree.com/api/v4";

/** The path of PagerTree's own base URL. A gateway in front of it may have another. */
const apiPath = "/api/v4";

/** Every key of the stack's configuration, below `pagertree:`. */
export const configKeys = [
  "apiKey",
  "baseUrl",
  "accountId",
  "timeoutSeconds",
  "maxRetries",
  "coverageDays",
] as const;

export type ConfigKey = (typeof configKeys)[number];

/** Reads a value of the stack's configuration. */
export type ReadConfig = (key: ConfigKey) => string | undefined;

/**
 * The whole configuration: from the stack's, else from the environment.
 *
 * @param read Reads a value of the stack's configuration, such as `pagertree:apiKey`.
 * @param environment Holds `PAGERTREE_API_KEY` and the others.
 * @throws ConfigError if the key is missing, or a value cannot be used. The key is never printed.
 */
export function resolveConfig(
  read: ReadConfig,
  environment: NodeJS.ProcessEnv = process.env,
): PagerTreeConfig {
  const apiKey = firstNonBlank(read("apiKey"), environment["PAGERTREE_API_KEY"]);
  if (apiKey === undefined) {
    throw new ConfigError(
      "The PagerTree API key is missing.",
      `Set it with \`pulumi config set --secret pagertree:apiKey\`, which asks for it, or in the environment variable PAGERTREE_API_KEY. ${keysPage}`,
      { isKeyMissing: true },
    );
  }
  const baseUrl = firstNonBlank(read("baseUrl"), environment["PAGERTREE_BASE_URL"]) ?? defaultBaseUrl;
  const accountId = firstNonBlank(read("accountId"), environment["PAGERTREE_ACCOUNT_ID"]);
  return {
    apiKey: checkApiKey(apiKey),
    baseUrl: checkBaseUrl(baseUrl),
    accountId: accountId === undefined ? undefined : checkAccountId(accountId),
    ...resolveLimits(read, environment),
  };
}

/**
 * The limits alone, which hold also where no request is made.
 *
 * @throws ConfigError if one cannot be used.
 */
export function resolveLimits(
  read: ReadConfig,
  environment: NodeJS.ProcessEnv = process.env,
): PagerTreeLimits {
  const limit = wholeNumbers(read, environment);
  return {
    timeoutSeconds: limit("timeoutSeconds", "PAGERTREE_TIMEOUT_SECONDS", 1, 86_400),
    maxRetries: limit("maxRetries", "PAGERTREE_MAX_RETRIES", 0, 100),
  };
}

/**
 * How many days ahead previews and updates check that somebody is on call; 0 turns the check off.
 *
 * @throws ConfigError if it cannot be used.
 */
export function resolveCoverageDays(read: ReadConfig, environment: NodeJS.ProcessEnv = process.env): number {
  const days = wholeNumbers(read, environment)("coverageDays", "PAGERTREE_COVERAGE_DAYS", 0, 366);
  return days ?? defaultCoverageDays;
}

/** What previews, updates and commands look ahead without being told how far. */
export const defaultCoverageDays = 14;

/** Reads whole numbers of the configuration; undefined for one that is not there. */
function wholeNumbers(read: ReadConfig, environment: NodeJS.ProcessEnv) {
  return (key: ConfigKey, variable: string, min: number, max: number): number | undefined => {
    const text = firstNonBlank(read(key), environment[variable])?.trim();
    if (text === undefined) {
      return undefined;
    }
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw new ConfigError(
        `pagertree:${key} (or ${variable}) is not a whole number from ${min} to ${max}.`,
        "Correct it, or leave it out to use the default.",
      );
    }
    return value;
  };
}

function firstNonBlank(...texts: (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined && text.trim() !== "");
}

function checkApiKey(apiKey: string): string {
  // A key is one word of printable ASCII: anything else was copied along with it, and could not stand in a header.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ConfigError(
      "The PagerTree API key contains a character that no key has, such as a space, a line break or a quotation mark.",
      `Copy the key again, without anything around it. ${keysPage}`,
    );
  }
  return apiKey;
}

function checkAccountId(given: string): string {
  const id = given.trim();
  if (!isUlid(id)) {
    // The value is left out: it may be a key that was set under the wrong name.
    throw new ConfigError(
      "pagertree:accountId (or PAGERTREE_ACCOUNT_ID) is not the ULID of an account, 26 characters such as 01GDBEYARHS4W4QM6X370Z5TMB.",
      "Set it to the output accountId of any resource or lookup of the account. The API does not show an account's prefix id (acc_…), so that cannot be compared.",
    );
  }
  return normaliseId(id);
}

function checkBaseUrl(given: string): string {
  const text = given.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw baseUrlError("is not an https URL");
  }
  if (url.username !== "" || url.password !== "" || text.includes("@")) {
    throw baseUrlError("holds a user name or password");
  }
  if (text.includes("?") || text.includes("#")) {
    throw baseUrlError("holds a query or a fragment");
  }
  if (/[\s\\\p{Cc}]/u.test(text)) {
    throw baseUrlError("holds a space, a line break or a backslash");
  }
  if (url.protocol === "http:" && !isLoopback(text)) {
    throw baseUrlError(
      "is plain http to a host other than this computer, which would send the API key unencrypted",
    );
  }
  const path = url.pathname.replace(/\/+$/, "");
  if (/(^|\.)pagertree\.com$/.test(url.hostname) && path !== apiPath) {
    throw baseUrlError(`does not end in ${apiPath}`);
  }
  return `${url.origin}${path}`;
}

/**
 * Loopback as it is written, not as it may resolve: `localhost`, 127.0.0.0/8 or `[::1]`. The text must begin with
 * the origin in its plain spelling, so that no other way to write a number passes for one of these.
 */
export function isLoopback(text: string): boolean {
  const url = new URL(text);
  const host = url.hostname;
  const isLoopbackHost =
    host === "localhost" || host === "[::1]" || (isIPv4(host) && host.startsWith("127."));
  return isLoopbackHost && text.toLowerCase().startsWith(url.origin);
}

function baseUrlError(problem: string): ConfigError {
  // The value is left out: one with a password in it would end up in a log.
  return new ConfigError(
    `The PagerTree base URL (pagertree:baseUrl or PAGERTREE_BASE_URL) ${problem}.`,
    `Leave it out to use ${defaultBaseUrl}; plain http is for http://127.0.0.1, http://[::1] and http://localhost only.`,
  );
}
