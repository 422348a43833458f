// Gives a test an emulator of its own, closed when the test ends, and a plain way to call its API.
import { onTestFinished } from "vitest";
import type { Emulator, EmulatorOptions } from "../../emulator/src/index.ts";
import { startEmulator } from "../../emulator/src/index.ts";

/** Starts an emulator on a free port and closes it when the running test is over. */
export async function withEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}
