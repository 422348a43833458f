/** The server that the engine calls, and how its calls end: every failure is an answer, and the process lives on. */
import type * as Grpc from "@grpc/grpc-js";
import { statusOf } from "./failures.ts";
import { grpc, largestMessage, providerService } from "./protocol.ts";
import type { PluginService } from "./service.ts";

/**
 * Serves the engine.
 *
 * @returns The port that the server listens on, at this computer alone.
 */
export async function listen(service: PluginService): Promise<number> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": largestMessage,
    "grpc.max_send_message_length": largestMessage,
  });
  server.addService(providerService.ResourceProviderService, {
    handshake: unary(service.handshake),
    attach: unary(service.attach),
    getPluginInfo: unary(service.getPluginInfo),
    getSchema: unary(service.getSchema),
    checkConfig: unary(service.checkConfig),
    diffConfig: unary(service.diffConfig),
    configure: unary(service.configure),
    construct: unary(service.construct),
    check: unary(service.check),
    diff: unary(service.diff),
    create: unary(service.create),
    read: unary(service.read),
    update: unary(service.update),
    delete: unary(service.delete),
    invoke: unary(service.invoke),
    cancel: unary(service.cancel),
  });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}

/** A call that has one request and one answer. */
function unary<Request, Answer>(
  handle: (request: Request) => Promise<Answer>,
): Grpc.handleUnaryCall<Request, Answer> {
  return ({ request }, answer) => {
    handle(request).then(
      (result) => answer(null, result),
      (error: unknown) => answer(statusOf(error)),
    );
  };
}
