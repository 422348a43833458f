/** What the tests of the lookups share: an emulator that the program's environment points to. */
import type * as pulumi from "@pulumi/pulumi";
import { onTestFinished, vi } from "vitest";
import type { Emulator, EmulatorOptions } from "../../../../emulator/src/index.ts";
import type { ApiClient } from "../../../../provider/src/api/api-client.ts";
import { createApiClient } from "../../../../provider/src/api/client.ts";
import { LookupError } from "../../../../provider/src/common/errors.ts";
import { withEmulator } from "../../../helpers/with-emulator.ts";

/** Starts an emulator and makes it the PagerTree of this program. */
export async function withAccount(
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; client: ApiClient }> {
  const emulator = await withEmulator(options);
  pointTo(emulator);
  return { emulator, client: createApiClient({ baseUrl: emulator.url, apiKey: emulator.apiKey }) };
}

/** Makes an emulator the PagerTree of this program. */
export function pointTo(emulator: Emulator): void {
  vi.stubEnv("PAGERTREE_API_KEY", emulator.apiKey);
  vi.stubEnv("PAGERTREE_BASE_URL", emulator.url);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

/** The LookupError that a promise rejects with. */
export async function lookupErrorOf(promise: Promise<unknown>): Promise<LookupError> {
  const error = await promise.then(
    () => new Error("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof LookupError) {
    return error;
  }
  throw error;
}

/** The GET requests that an emulator got for a path. */
export function readsOf(emulator: Emulator, path: string): number {
  return emulator.requests.filter((request) => request.method === "GET" && request.path === path).length;
}

/** The value of an output. One that fails never has one: the test then ends by its time limit. */
export function resolved<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply((value) => resolve(value as T));
  });
}
