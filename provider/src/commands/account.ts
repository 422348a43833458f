/** The account that a command works on. */
import { z } from "zod";
import type { ApiClient } from "../api/api-client.ts";
import { createApiClient } from "../api/client.ts";
import { parseJson } from "../api/messages.ts";
import { type ConfigKey, type PagerTreeConfig, resolveConfig } from "../common/config.ts";
import { ConfigError } from "../common/errors.ts";
import { isBlank } from "../common/is-blank.ts";
import { plainText } from "../common/plain-text.ts";
import { pulumiFailed, runPulumi } from "../stack/pulumi.ts";
import type { Terminal } from "./terminal.ts";

/** An account, and the way to it. */
export interface Account {
  readonly config: PagerTreeConfig;
  readonly client: ApiClient;
}

/** What `pulumi config --json --show-secrets` prints. */
const configurationSchema = z.record(z.string(), z.looseObject({ value: z.string().optional() }));

/**
 * The account of the environment, and for what is not set there that of a stack, whose secrets Pulumi decrypts.
 *
 * @param stack - The stack whose configuration is read. @default the selected one of the project in this folder, if the
 * environment has no API key
 * @throws ConfigError if the API key is missing, or key or base URL cannot be used
 */
export async function accountOf(terminal: Terminal, stack?: string): Promise<Account> {
  const { environment } = terminal;
  const isSet = (key: ConfigKey) => !isBlank(environment[variables[key]] ?? "");
  const read = await stackConfiguration(terminal, stack, isSet("apiKey"));
  const config = resolveConfig((key) => (isSet(key) ? undefined : read(key)), environment);
  return { config, client: createApiClient(config) };
}

async function stackConfiguration(
  terminal: Terminal,
  stack: string | undefined,
  hasKey: boolean,
): Promise<(key: ConfigKey) => string | undefined> {
  if (hasKey && stack === undefined) return () => undefined;
  const args = [
    "config",
    "--json",
    // Decrypting takes the passphrase or the login, which is asked for only where it is needed.
    ...(hasKey ? [] : ["--show-secrets"]),
    ...(stack === undefined ? [] : ["--stack", stack]),
  ];
  const run = await runPulumi(terminal, args).catch((error: unknown) => {
    if (error instanceof ConfigError && !hasKey) {
      throw new ConfigError(
        `${keyIsMissing} in the environment. ${error.what}`,
        `${error.hint} ${orSetVariable}`,
      );
    }
    throw error;
  });
  const values = run.succeeded ? configurationSchema.safeParse(parseJson(run.stdout)).data : undefined;
  if (values === undefined) {
    const { what, hint } = pulumiFailed(args, run.stderr);
    throw hasKey
      ? new ConfigError(what, hint)
      : new ConfigError(`${keyIsMissing} in the environment, and ${what}`, `${hint} ${orSetVariable}`);
  }
  if (!hasKey && isBlank(values["pagertree:apiKey"]?.value ?? "")) {
    const which = stack === undefined ? "the selected stack" : `the stack ${plainText(stack)}`;
    throw new ConfigError(
      `${keyIsMissing} in the environment and in the configuration of ${which}.`,
      `Run \`pulumi config set --secret pagertree:apiKey\`, which asks for it, in the folder of the project. ${orSetVariable}`,
    );
  }
  return (key) => values[`pagertree:${key}`]?.value;
}

const keyIsMissing = "The PagerTree API key is missing";

/** Without an example that would leave the key in the shell's history. */
const orSetVariable = "Or have your pipeline's secrets set the environment variable PAGERTREE_API_KEY.";

const variables: Readonly<Record<ConfigKey, string>> = {
  apiKey: "PAGERTREE_API_KEY",
  baseUrl: "PAGERTREE_BASE_URL",
  accountId: "PAGERTREE_ACCOUNT_ID",
  timeoutSeconds: "PAGERTREE_TIMEOUT_SECONDS",
  maxRetries: "PAGERTREE_MAX_RETRIES",
  coverageDays: "PAGERTREE_COVERAGE_DAYS",
};
