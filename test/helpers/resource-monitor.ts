// The part of the engine that a program registers its resources with: it takes all of them, and keeps what it was sent.

import { promisify } from "node:util";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/resource_pb.js";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import { onTestFinished } from "vitest";

/** What a resource was registered with. */
export type Registration = messages.RegisterResourceRequest;

/** A monitor that listens. */
export interface ResourceMonitor {
  readonly address: string;
  /** In the order of their arrival. */
  readonly registered: readonly Registration[];
  /** The outputs of components, by their URNs. */
  readonly outputs: ReadonlyMap<string, object>;
}

/**
 * Starts a monitor for the running test.
 *
 * @param idOf The id of a resource; empty in a preview that does not know it. What it throws is the engine's refusal.
 */
export async function startResourceMonitor(
  idOf: (resource: Registration) => string = (resource) => (resource.getCustom() ? "the id" : ""),
): Promise<ResourceMonitor> {
  const registered: Registration[] = [];
  const outputs = new Map<string, object>();
  const server = new Server();
  server.addService(services.ResourceMonitorService, {
    registerResource: (
      { request }: ServerUnaryCall<Registration, messages.RegisterResourceResponse>,
      answer: sendUnaryData<messages.RegisterResourceResponse>,
    ) => {
      registered.push(request);
      try {
        const response = new messages.RegisterResourceResponse();
        response.setUrn(urnOf(request));
        response.setId(idOf(request));
        answer(null, response);
      } catch (error) {
        answer({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
      }
    },
    registerResourceOutputs: (
      { request }: ServerUnaryCall<messages.RegisterResourceOutputsRequest, empties.Empty>,
      answer: sendUnaryData<empties.Empty>,
    ) => {
      outputs.set(request.getUrn(), request.getOutputs()?.toJavaScript() ?? {});
      answer(null, new empties.Empty());
    },
  });
  const bind = promisify(server.bindAsync.bind(server));
  const port = await bind("127.0.0.1:0", ServerCredentials.createInsecure());
  onTestFinished(() => server.forceShutdown());
  return { address: `127.0.0.1:${port}`, registered, outputs };
}

/** The URN that the monitor gives a resource. */
export function urnOf(resource: Registration): string {
  return `urn:pulumi:test::project::${resource.getType()}::${resource.getName()}`;
}
