/** Whether the program runs under `pulumi.runtime.setMocks`, where nothing may touch the network or need a key. */
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

export function isMocked(): boolean {
  return (pulumi.runtime.getMonitor() as unknown) instanceof MockMonitor;
}
