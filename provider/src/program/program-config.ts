/** The configuration as a Pulumi program sees it. */
import * as pulumi from "@pulumi/pulumi";
import { type PagerTreeConfig, resolveConfig } from "../common/config.ts";
import { ConfigError } from "../common/errors.ts";

/**
 * The configuration as a Pulumi program sees it: the stack's, else the environment's.
 *
 * @throws ConfigError as {@link resolveConfig} does, and for a key that the configuration holds in clear.
 */
export function programConfig(): PagerTreeConfig {
  const config = new pulumi.Config("pagertree");
  if (config.get("apiKey") !== undefined && isInClear("pagertree:apiKey")) {
    // Pulumi keeps a provider's configuration in the state, where this one would stand in clear.
    throw new ConfigError(
      "The PagerTree API key is not encrypted in the stack's configuration, and would not be in its state.",
      "Encrypt it with `pulumi config set --secret pagertree:apiKey <key>`.",
    );
  }
  return resolveConfig((key) => config.get(key));
}

/** Whether the stack's configuration has a key that is no secret. */
function isInClear(key: string): boolean {
  // Pulumi has this function, but leaves it out of its types.
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) === false;
}
