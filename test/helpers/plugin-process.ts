// The plugin's process as the engine starts it, and calls upon it over gRPC: properties go in and come out as JSON.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import grpcServices from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { onTestFinished } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { withEmulator } from "./with-emulator.ts";

const COMMAND = fileURLToPath(new URL("../../provider/pulumi-resource-pagertree", import.meta.url));

/** Properties as JSON. */
export type Properties = Record<string, structs.JavaScriptValue>;

type Done<Answer> = (error: ServiceError | null, answer: Answer) => void;

/** How JSON says that a value is a secret, or is not known yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export function secret(value: structs.JavaScriptValue) {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/**
 * Starts the plugin for the running test.
 *
 * @param environment Variables in addition to those of the test.
 */
export async function startPlugin(environment: Readonly<Record<string, string>> = {}): Promise<Plugin> {
  const child = spawn(COMMAND, [], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...environment },
  });
  const [port] = await once(createInterface(child.stdout), "line");
  const client = new grpcServices.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => {
    client.close();
    child.kill("SIGKILL");
  });
  return new Plugin(client);
}

/** Starts an emulator, and the plugin with its key. */
export async function withPlugin(): Promise<{ plugin: Plugin; emulator: Emulator }> {
  const emulator = await withEmulator();
  const plugin = await startPlugin();
  await plugin.configure({ apiKey: secret(emulator.apiKey), baseUrl: emulator.url });
  return { plugin, emulator };
}

/** The URN of a resource of a type, such as `Team`. */
export function urnOf(type: string): string {
  return `urn:pulumi:test::project::pagertree:index:${type}::thing`;
}

export class Plugin {
  readonly client: grpcServices.ResourceProviderClient;

  constructor(client: grpcServices.ResourceProviderClient) {
    this.client = client;
  }

  async schema(): Promise<string> {
    const request = new messages.GetSchemaRequest();
    return (
      await answered<messages.GetSchemaResponse>((done) => this.client.getSchema(request, done))
    ).getSchema();
  }

  async configure(args: Properties): Promise<void> {
    const request = new messages.ConfigureRequest();
    request.setUrn("urn:pulumi:test::project::pulumi:providers:pagertree::default");
    request.setId("provider-id");
    request.setArgs(toStruct(args));
    await answered((done) => this.client.configure(request, done));
  }

  async checkConfig(args: Properties) {
    const request = new messages.CheckRequest();
    request.setNews(toStruct(args));
    return checkAnswer(
      await answered<messages.CheckResponse>((done) => this.client.checkConfig(request, done)),
    );
  }

  async check(type: string, news: Properties, olds: Properties = {}) {
    const request = new messages.CheckRequest();
    request.setUrn(urnOf(type));
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    return checkAnswer(await answered<messages.CheckResponse>((done) => this.client.check(request, done)));
  }

  /** Whether the plugin sees that something changes, or leaves it to the engine to compare. */
  async mayChange(type: string, id: string, olds: Properties, news: Properties): Promise<boolean> {
    const request = new messages.DiffRequest();
    request.setUrn(urnOf(type));
    request.setId(id);
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    const answer = await answered<messages.DiffResponse>((done) => this.client.diff(request, done));
    return answer.getChanges() !== messages.DiffResponse.DiffChanges.DIFF_NONE;
  }

  async create(type: string, inputs: Properties, preview = false) {
    const request = new messages.CreateRequest();
    request.setUrn(urnOf(type));
    request.setProperties(toStruct(inputs));
    request.setPreview(preview);
    const answer = await answered<messages.CreateResponse>((done) => this.client.create(request, done));
    return { id: answer.getId(), outputs: fromStruct(answer.getProperties()) };
  }

  async read(type: string, id: string, state: Properties = {}, inputs: Properties = {}) {
    const request = new messages.ReadRequest();
    request.setUrn(urnOf(type));
    request.setId(id);
    request.setProperties(toStruct(state));
    request.setInputs(toStruct(inputs));
    const answer = await answered<messages.ReadResponse>((done) => this.client.read(request, done));
    return {
      id: answer.getId(),
      inputs: fromStruct(answer.getInputs()),
      outputs: fromStruct(answer.getProperties()),
    };
  }

  async update(type: string, id: string, olds: Properties, news: Properties, preview = false) {
    const request = new messages.UpdateRequest();
    request.setUrn(urnOf(type));
    request.setId(id);
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    request.setPreview(preview);
    const answer = await answered<messages.UpdateResponse>((done) => this.client.update(request, done));
    return fromStruct(answer.getProperties());
  }

  /** @param fill What the request says besides: the monitor's address in any case. */
  async construct(
    type: string,
    name: string,
    inputs: Properties,
    fill: (request: messages.ConstructRequest) => void,
  ) {
    const request = new messages.ConstructRequest();
    request.setType(`pagertree:index:${type}`);
    request.setName(name);
    request.setInputs(toStruct(inputs));
    fill(request);
    const answer = await answered<messages.ConstructResponse>((done) => this.client.construct(request, done));
    const dependencies: [output: string, urns: string[]][] = [];
    answer.getStatedependenciesMap().forEach((urns, output) => {
      dependencies.push([output, urns.getUrnsList()]);
    });
    return {
      urn: answer.getUrn(),
      state: fromStruct(answer.getState()),
      dependencies: Object.fromEntries(dependencies),
    };
  }

  async invoke(token: string, args: Properties) {
    const request = new messages.InvokeRequest();
    request.setTok(token);
    request.setArgs(toStruct(args));
    const answer = await answered<messages.InvokeResponse>((done) => this.client.invoke(request, done));
    return fromStruct(answer.getReturn());
  }

  /** Sends bytes in place of a request, such as half of one. */
  sendBytes(call: string, bytes: Buffer): Promise<unknown> {
    return answered((done) =>
      this.client.makeUnaryRequest(
        `/pulumirpc.ResourceProvider/${call}`,
        (request: Buffer) => request,
        (answer) => answer,
        bytes,
        (error, answer) => done(error, answer),
      ),
    );
  }
}

/** The bytes of a call. */
export function checkRequestBytes(news: Properties): Buffer {
  const request = new messages.CheckRequest();
  request.setUrn(urnOf("Team"));
  request.setNews(toStruct(news));
  return Buffer.from(request.serializeBinary());
}

function checkAnswer(answer: messages.CheckResponse) {
  return {
    inputs: fromStruct(answer.getInputs()),
    reasons: answer.getFailuresList().map((failure) => failure.getReason()),
    properties: answer.getFailuresList().map((failure) => failure.getProperty()),
  };
}

function answered<Answer>(call: (done: Done<Answer>) => void): Promise<Answer> {
  return new Promise((resolve, reject) =>
    call((error, answer) => (error ? reject(new Error(error.details)) : resolve(answer))),
  );
}

function toStruct(properties: Properties): structs.Struct {
  return structs.Struct.fromJavaScript(properties);
}

function fromStruct(struct: structs.Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}
