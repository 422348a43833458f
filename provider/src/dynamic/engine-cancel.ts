/**
 * Learns that the engine cancels a run, as it does at Ctrl-C. It says so to each provider and then waits until all
 * that is under way has ended; Pulumi's server of dynamic providers answers it and passes nothing on.
 */
import { subscribe } from "node:diagnostics_channel";

const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Calls `cancel` when the engine asks this process to cancel.
 *
 * Node.js tells of each call that comes in by HTTP/2, on which gRPC is built, since 22.17 and 24.2. On an older one a
 * cancelled run ends when the requests under way do.
 */
export function onEngineCancel(cancel: () => void): void {
  subscribe("http2.server.stream.start", (message) => {
    if (pathOf(message) === cancelPath) {
      cancel();
    }
  });
}

function pathOf(message: unknown): unknown {
  const isCall = typeof message === "object" && message !== null && "headers" in message;
  const headers = isCall ? message.headers : undefined;
  return typeof headers === "object" && headers !== null && ":path" in headers ? headers[":path"] : undefined;
}
