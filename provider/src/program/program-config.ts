/** The configuration as a Pulumi program sees it. */
import * as pulumi from "@pulumi/pulumi";
import { type PagerTreeConfig, resolveConfig } from "../common/config.ts";
import { ConfigError } from "../common/errors.ts";
import { isRunByEngine } from "./run-by-engine.ts";

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
      "Encrypt it with `pulumi config set --secret pagertree:apiKey`, which asks for it.",
    );
  }
  try {
    return resolveConfig((key) => config.get(key));
  } catch (error) {
    if (error instanceof ConfigError && error.isKeyMissing && !isRunByEngine()) {
      throw new ConfigError(error.what, `${error.hint} ${inlineHint}`, { isKeyMissing: true });
    }
    throw error;
  }
}

/** What hides a key from a program that the Automation API runs in its own process. */
const inlineHint =
  "An inline program of the Automation API does not see the `envVars` of its workspace: set the variable in `process.env`, or the configuration with `stack.setConfig`.";

/** Whether the stack's configuration has a key that is no secret. */
function isInClear(key: string): boolean {
  // Pulumi has this function, but leaves it out of its types.
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) === false;
}
