/** What the tests of the API client share: a client on an emulator that waits for nothing and tells what it did. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Emulator, EmulatorOptions } from "../../../emulator/src/index.ts";
import type { ApiClient } from "../../../provider/src/api/api-client.ts";
import { createApiClient } from "../../../provider/src/api/client.ts";
import type { ApiClientOptions } from "../../../provider/src/api/transport.ts";
import { PagerTreeError } from "../../../provider/src/common/errors.ts";
import { hastyClock } from "../../helpers/hasty-clock.ts";
import { noLimiter } from "../../helpers/no-limiter.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

/** A client, what it waited for, in milliseconds, and what it wrote to its log. */
export interface ObservedClient {
  readonly client: ApiClient;
  readonly waits: number[];
  readonly lines: string[];
}

/**
 * A client whose waits are over at once.
 *
 * @param accountId The account that the configuration names. Default none.
 */
export function observedClient(
  baseUrl: string,
  apiKey: string,
  options: ApiClientOptions = {},
  accountId?: string,
): ObservedClient {
  const waits: number[] = [];
  const lines: string[] = [];
  const client = createApiClient(
    { baseUrl, apiKey, accountId },
    {
      clock: hastyClock((milliseconds) => void waits.push(milliseconds)),
      log: (line) => lines.push(line),
      limiter: noLimiter,
      ...options,
    },
  );
  return { client, waits, lines };
}

/** An emulator, and a client of it. */
export async function withClient(
  emulatorOptions: EmulatorOptions = {},
  clientOptions: ApiClientOptions = {},
): Promise<{ emulator: Emulator } & ObservedClient> {
  const emulator = await withEmulator(emulatorOptions);
  return { emulator, ...observedClient(emulator.url, emulator.apiKey, clientOptions) };
}

/** A server that answers as no PagerTree would; gives its base URL. */
export async function withServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/api/v4`;
}

/** The error that a promise rejects with, which must be one of ours. */
export async function errorOf(promise: Promise<unknown>): Promise<PagerTreeError> {
  const error = await promise.then(
    () => new Error("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof PagerTreeError) {
    return error;
  }
  throw error;
}

/** The body of a new integration of a type, on the demo account's first team. */
export async function newIntegration(
  client: ApiClient,
  type: string,
  options: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const [types, teams] = await Promise.all([client.list("integrationTypes"), client.list("teams")]);
  return {
    name: "Checkout",
    urgency: "high",
    integration_type_id: types.find(({ name }) => name === type)?.id,
    team_ids: [teams[0]?.id],
    ...options,
  };
}
