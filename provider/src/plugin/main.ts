/** The plugin `pulumi-resource-pagertree`: Pulumi's engine starts it, reads the port, and calls. */
import { loadHttpClient } from "../api/attempt.ts";
import { engineAddress } from "../lifecycle/engine-address.ts";
import { onEngineEnd } from "../lifecycle/engine-end.ts";
import { growHeapSlowly } from "../lifecycle/heap.ts";
import { EngineLog } from "./engine-log.ts";
import { listen } from "./server.ts";
import { PluginService } from "./service.ts";

/** How often to look whether the engine is still there, in milliseconds. */
const pauseBetweenLooks = 2_000;

growHeapSlowly();
const log = new EngineLog();
// Older engines name their address here alone.
const address = engineAddress();
if (address !== undefined) {
  log.attach(address);
}
endWithTheEngine();
const service = new PluginService(log);
onEngineEnd(() => service.end());
listen(service).then(
  (port) => {
    console.log(port);
    // While the engine starts the program. If it fails, the first request says so.
    loadHttpClient().catch(() => {});
  },
  (error: unknown) => {
    console.error(`pulumi-resource-pagertree could not start: ${error}`);
    process.exitCode = 1;
  },
);

/** An engine that is killed says nothing; another process then becomes the parent of this one. */
function endWithTheEngine(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      process.exit(1);
    }
  }, pauseBetweenLooks).unref();
}
