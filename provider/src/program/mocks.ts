/** Whether the program runs under `pulumi.runtime.setMocks`, where nothing may touch the network or need a key. */
import * as pulumi from "@pulumi/pulumi";

/**
 * All copies of the SDK in a process share their monitor, so the one that mocks set may be of another copy than ours:
 * it is known by what it has, and not by its class.
 */
export function isMocked(): boolean {
  const monitor: unknown = pulumi.runtime.getMonitor();
  return typeof monitor === "object" && monitor !== null && "mocks" in monitor;
}
