/** The context of one run in Pulumi's process of dynamic providers, which does not pass on what the engine's calls are about. */
import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import type * as EngineService from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type * as EngineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import { EngineContext } from "../lifecycle/context.ts";
import { engineAddress } from "../lifecycle/engine-address.ts";
import { readOwnState } from "../stack/own-state.ts";
import type { StackState } from "../stack/state.ts";

export class DynamicContext extends EngineContext {
  protected override async readState(): Promise<StackState | undefined> {
    const address = engineAddress();
    const urn = address === undefined ? undefined : await urnOfStack(address).catch(() => undefined);
    return urn === undefined ? undefined : readOwnState(urn);
  }
}

/** An engine on the same machine answers at once. */
const mostMilliseconds = 5_000;

/**
 * Asks the engine for the URN of the stack, which the program has told it.
 *
 * @throws Error if it does not answer
 */
function urnOfStack(address: string): Promise<string | undefined> {
  // The very copies that the SDK has: a message of another copy is refused when it is sent.
  const load = createRequire(createRequire(__filename).resolve("@pulumi/pulumi/package.json"));
  const { credentials, Metadata }: typeof Grpc = load("@grpc/grpc-js");
  const { EngineClient }: typeof EngineService = load("./proto/engine_grpc_pb.js");
  const { GetRootResourceRequest }: typeof EngineMessages = load("./proto/engine_pb.js");
  const engine = new EngineClient(address, credentials.createInsecure());
  const deadline = Date.now() + mostMilliseconds;
  return new Promise<string | undefined>((resolve, reject) => {
    const request = new GetRootResourceRequest();
    engine.getRootResource(request, new Metadata(), { deadline }, (error: Error | null, answer) =>
      error === null ? resolve(answer.getUrn() || undefined) : reject(error),
    );
  }).finally(() => engine.close());
}
