/** Why a call of the engine fails, as the engine is told. */
import type * as Grpc from "@grpc/grpc-js";
import { type Properties, type PropertyPath, send } from "./property-values.ts";
import { Any, grpc, providerMessages, statusMessages } from "./protocol.ts";

/** A reason why inputs or arguments are refused, on the path of the property that is to blame. */
export interface Reason {
  readonly property: string;
  readonly reason: string;
}

/**
 * A reason as the engine prints it. The property stands in the text and not in the field for it: the engine prints the
 * value of a property that it is told, also of one that holds a secret.
 */
export function checkFailure({ property, reason }: Reason) {
  const failure = new providerMessages.CheckFailure();
  failure.setReason(property === "" ? reason : `${property}: ${reason}`);
  return failure;
}

/** What a failed call answers: the message, and no stack, since a user can do something about the message alone. */
export function statusOf(error: unknown): Partial<Grpc.StatusObject> {
  const details = error instanceof Error ? error.message : String(error);
  const metadata = error instanceof PartialFailure ? withObject(error) : undefined;
  return { code: grpc.status.UNKNOWN, details, ...(metadata && { metadata }) };
}

/** A create or an update that failed, although there is an object: the engine keeps it, marked as failed. */
class PartialFailure extends Error {
  readonly id: string;
  readonly properties: Properties;
  readonly secrets: readonly PropertyPath[];

  constructor(message: string, id: string, properties: Properties, secrets: readonly PropertyPath[]) {
    super(message);
    this.id = id;
    this.properties = properties;
    this.secrets = secrets;
  }
}

/**
 * Waits for an operation of the core; if it fails with the id and the properties of an object, the failure is a partial
 * one.
 *
 * @param secretsOf The paths that must not be shown of these properties.
 */
export async function orPartialFailure<Result>(
  operation: Promise<Result>,
  secretsOf: (properties: Properties) => readonly PropertyPath[],
): Promise<Result> {
  try {
    return await operation;
  } catch (error) {
    if (error instanceof Error && "id" in error && "properties" in error) {
      const { id, properties } = error;
      if (typeof id === "string" && typeof properties === "object" && properties !== null) {
        const held: Properties = { ...properties };
        throw new PartialFailure(error.message, id, held, secretsOf(held));
      }
    }
    throw error;
  }
}

function withObject({ message, id, properties, secrets }: PartialFailure): Grpc.Metadata {
  const failed = new providerMessages.ErrorResourceInitFailed();
  failed.setId(id);
  failed.setProperties(send(properties, secrets));
  failed.setReasonsList([message]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new statusMessages.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(detail);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return metadata;
}
