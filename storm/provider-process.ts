// The provider's own process, as the engine starts it, and the engine's calls upon it over gRPC.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import grpcServices from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";

/** Inputs or outputs of a resource, as JSON. */
export type Properties = Readonly<Record<string, unknown>>;

/** A create or update that failed although there is an object: the engine keeps it, marked as failed. */
export class PartialFailure extends Error {
  readonly id: string;
  readonly properties: Properties;
  constructor(message: string, id: string, properties: Properties) {
    super(message);
    this.id = id;
    this.properties = properties;
  }
}

const ROOT = fileURLToPath(new URL("../", import.meta.url));
/** What the engine's launcher `pulumi-resource-pulumi-nodejs` runs. */
const SCRIPT = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js");

/** One process of the provider, for one run. */
export class ProviderProcess {
  readonly #child: ChildProcess;
  readonly #client: grpcServices.ResourceProviderClient;

  private constructor(child: ChildProcess, client: grpcServices.ResourceProviderClient) {
    this.#child = child;
    this.#client = client;
  }

  /** Starts the process and configures it with the stack's configuration, such as `pagertree:apiKey`. */
  static async start(config: Record<string, string>): Promise<ProviderProcess> {
    const child = spawn(process.execPath, [SCRIPT, "127.0.0.1:0"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "ignore"],
      env: { NODE_COMPILE_CACHE: path.join(os.tmpdir(), "node-compile-cache"), ...process.env },
    });
    const [port] = await once(createInterface(child.stdout), "line");
    const client = new grpcServices.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const provider = new ProviderProcess(child, client);
    const request = new messages.ConfigureRequest();
    request.setArgs(structs.Struct.fromJavaScript(config));
    await new Promise<void>((resolve, reject) =>
      client.configure(request, (error) => (error ? reject(error) : resolve())),
    );
    return provider;
  }

  /** Ends the process as `kill -9` does: nothing is finished, nothing is cleaned up. */
  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** False once it was killed, also while it has not gone yet. */
  get isAlive(): boolean {
    return !this.#child.killed && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends the process, and resolves when it has gone. */
  async close(): Promise<void> {
    this.#client.close();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }

  async check(olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.CheckRequest();
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    const answer = await answered<messages.CheckResponse>((done) => this.#client.check(request, done));
    const [failure] = answer.getFailuresList();
    if (failure) throw new Error(`check: ${failure.getProperty()}: ${failure.getReason()}`);
    return fromStruct(answer.getInputs());
  }

  /** `changes` is undefined where the provider leaves the comparison to the engine. */
  async diff(id: string, olds: Properties, news: Properties) {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    const answer = await answered<messages.DiffResponse>((done) => this.#client.diff(request, done));
    const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
    const told = answer.getChanges();
    const changes = told === DIFF_SOME ? true : told === DIFF_NONE ? false : undefined;
    return {
      changes,
      replaces: answer.getReplacesList(),
      deleteBeforeReplace: answer.getDeletebeforereplace(),
    };
  }

  async create(inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const request = new messages.CreateRequest();
    request.setProperties(toStruct(inputs));
    const answer = await answered<messages.CreateResponse>((done) => this.#client.create(request, done));
    return { id: answer.getId(), outputs: fromStruct(answer.getProperties()) };
  }

  /** Undefined if the object is gone. */
  async read(id: string, outputs: Properties, inputs: Properties) {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(toStruct(outputs));
    request.setInputs(toStruct(inputs));
    const answer = await answered<messages.ReadResponse>((done) => this.#client.read(request, done));
    if (answer.getId() === "") return undefined;
    return { inputs: fromStruct(answer.getInputs()), outputs: fromStruct(answer.getProperties()) };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    const answer = await answered<messages.UpdateResponse>((done) => this.#client.update(request, done));
    return fromStruct(answer.getProperties());
  }

  async delete(id: string, outputs: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(toStruct(outputs));
    await answered((done) => this.#client.delete(request, done));
  }
}

function answered<Answer>(
  call: (done: (error: ServiceError | null, answer: Answer) => void) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) =>
    call((error, answer) => (error ? reject(toFailure(error)) : resolve(answer))),
  );
}

/** The error of a call, as the engine takes it apart. */
function toFailure(error: ServiceError): Error {
  const [details] = error.metadata?.get("grpc-status-details-bin") ?? [];
  if (!(details instanceof Buffer)) return new Error(error.details);
  const [detail] = statuses.Status.deserializeBinary(details).getDetailsList();
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? details);
  return new PartialFailure(error.details, failed.getId(), fromStruct(failed.getProperties()));
}

function toStruct(properties: Properties): structs.Struct {
  return structs.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
}

function fromStruct(struct: structs.Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}
