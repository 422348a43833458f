/** The `Provider` resource: an account of its own for some resources of a program. */
import * as pulumi from "@pulumi/pulumi";
import { requirePlugin } from "../require-plugin.ts";

/** The configuration of a {@link Provider}. */
export interface ProviderArgs {
  /**
   * The API key of an admin of the account.
   *
   * Secret.
   * @default the environment variable PAGERTREE_API_KEY
   */
  apiKey?: pulumi.Input<string>;
  /**
   * The base URL of the API. https only, except for addresses on this computer.
   * @default the environment variable PAGERTREE_BASE_URL, else `https://api.pagertree.com/api/v4`
   */
  baseUrl?: pulumi.Input<string>;
  /**
   * The ULID of the account that the resources are for, such as `01GDBEYARHS4W4QM6X370Z5TMB`: a key of another account
   * is refused.
   * @default the environment variable PAGERTREE_ACCOUNT_ID, else any account
   */
  accountId?: pulumi.Input<string>;
  /**
   * How many seconds one operation on a resource may take. It counts attempts and waits, but not the time spent queueing
   * behind other operations.
   * @default the environment variable PAGERTREE_TIMEOUT_SECONDS, else 300
   */
  timeoutSeconds?: pulumi.Input<number>;
  /**
   * How often to retry a request when the network or PagerTree fails. A request that PagerTree limits (429) is sent again
   * until the time for the operation is up.
   * @default the environment variable PAGERTREE_MAX_RETRIES, else 3
   */
  maxRetries?: pulumi.Input<number>;
  /**
   * How many days ahead a preview and an update check that somebody is on call in each team that alerts are sent to: at
   * most 366. 0 turns the check off.
   * @default the environment variable PAGERTREE_COVERAGE_DAYS, else 14
   */
  coverageDays?: pulumi.Input<number>;
}

/**
 * A PagerTree account, for the resources and lookups that name it as their `provider`. All others are in the account of
 * the stack's configuration.
 *
 * ```typescript
 * import * as pulumi from "@pulumi/pulumi";
 * import * as pagertree from "pulumi-pagertree/native";
 *
 * const provider = new pagertree.Provider("emea", {
 *   apiKey: new pulumi.Config().requireSecret("emeaApiKey"),
 * });
 * const platform = pagertree.getTeamOutput({ name: "Platform" }, { provider });
 * new pagertree.Integration(
 *   "datadog",
 *   { name: "Datadog", type: "datadog", teamIds: [platform.id] },
 *   { provider },
 * );
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /**
   * Declares an account.
   *
   * @param name - The name of the provider in the stack.
   * @throws ConfigError if Pulumi does not find the plugin.
   */
  constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
    requirePlugin();
    const { apiKey } = args;
    super(
      "pagertree",
      name,
      { ...args, ...(apiKey !== undefined && { apiKey: pulumi.secret(apiKey) }) },
      options,
    );
  }
}
