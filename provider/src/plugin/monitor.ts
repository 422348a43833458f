/** The engine's monitor, with which a program registers its resources, and the plugin those of a bridge. */
import type * as Grpc from "@grpc/grpc-js";
import type { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import { grpc, largestMessage, loadMonitorProtocol, type Struct } from "./protocol.ts";
import { nameIn } from "./tokens.ts";

/** The monitor of one run. Close it in the end. */
export class Monitor {
  readonly #client: InstanceType<ReturnType<typeof loadMonitorProtocol>["service"]["ResourceMonitorClient"]>;

  /** @param address Where it listens, such as `127.0.0.1:41234`. */
  constructor(address: string) {
    const { ResourceMonitorClient } = loadMonitorProtocol().service;
    this.#client = new ResourceMonitorClient(address, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": largestMessage,
      "grpc.max_send_message_length": largestMessage,
    });
  }

  /** @throws Error if the engine does not take the resource, or PagerTree does not. */
  async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const what = `${nameIn(request.getType())} "${request.getName()}"`;
    const answer = await new Promise<RegisterResourceResponse>((resolve, reject) => {
      this.#client.registerResource(request, (error: Grpc.ServiceError | null, response) =>
        error === null ? resolve(response) : reject(notRegistered(what, error.details)),
      );
    });
    if (answer.getResult() !== loadMonitorProtocol().messages.Result.SUCCESS) {
      throw notRegistered(what, "the engine has said why");
    }
    return answer;
  }

  /** Tells the outputs of a component. */
  registerOutputs(urn: string, outputs: Struct): Promise<void> {
    const request = new (loadMonitorProtocol().messages.RegisterResourceOutputsRequest)();
    request.setUrn(urn);
    request.setOutputs(outputs);
    return new Promise((resolve, reject) => {
      this.#client.registerResourceOutputs(request, (error: Grpc.ServiceError | null) =>
        error === null ? resolve() : reject(new Error(error.details)),
      );
    });
  }

  close(): void {
    this.#client.close();
  }
}

function notRegistered(what: string, why: string): Error {
  return new Error(`${what} is not made: ${why}.`);
}

/** What a registration says in every case. */
export function registration(type: string, name: string, parent: string): RegisterResourceRequest {
  const request = new (loadMonitorProtocol().messages.RegisterResourceRequest)();
  request.setType(type);
  request.setName(name);
  request.setParent(parent);
  request.setAcceptsecrets(true);
  request.setAcceptresources(true);
  request.setSupportspartialvalues(true);
  request.setSupportsresultreporting(true);
  request.setAliasspecs(true);
  return request;
}
