/** The account that a command works on. */

import type { ApiClient } from "../api/api-client.ts";
import { createApiClient } from "../api/client.ts";
import { type PagerTreeConfig, resolveConfig } from "../common/config.ts";
import type { Terminal } from "./terminal.ts";

/** An account, and the way to it. */
export interface Account {
  readonly config: PagerTreeConfig;
  readonly client: ApiClient;
}

/**
 * The account of the environment: a command runs beside any stack, and so has no other configuration.
 *
 * @throws ConfigError if the API key is missing, or key or base URL cannot be used
 */
export function accountOf({ environment }: Terminal): Account {
  const config = resolveConfig(() => undefined, environment);
  return { config, client: createApiClient(config) };
}
