// Gives a test a Rootly stand-in of its own, closed when the test ends.
import { onTestFinished } from "vitest";
import type { RootlyReceiver, RootlyReceiverOptions } from "../../emulator/src/index.ts";
import { startRootlyReceiver } from "../../emulator/src/index.ts";

/** Starts a receiver on a free port and closes it when the running test is over. */
export async function withRootly(options: Partial<RootlyReceiverOptions> = {}): Promise<RootlyReceiver> {
  const rootly = await startRootlyReceiver({ secret: "r00tly-s3cret", ...options });
  onTestFinished(() => rootly.close());
  return rootly;
}
