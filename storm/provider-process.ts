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
import { isPlainObject, mapKeys, omit } from "es-toolkit";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import type { Door } from "../test/helpers/engine.ts";
import type { Properties, ResourceClass } from "./declaration.ts";
import { SECOND_ON_MODEL, SECOND_VARIABLE } from "./preload-settings.ts";

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
/** What runs: under the engine's launcher `pulumi-resource-pulumi-nodejs`, and under `pulumi-resource-pagertree`. */
const SCRIPTS: Readonly<Record<Door, string>> = {
  dynamic: createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js"),
  native: path.join(ROOT, "provider", "dist", "plugin.js"),
};

/** The package as built. */
const PACKAGE = path.join(ROOT, "provider", "dist", path.sep);
/** Loaded into the process before all else. */
const PRELOAD = new URL("provider-preload.ts", import.meta.url).href;
/**
 * So many runs make their own copy of the package before the process is ended, to bound its memory. The plugin takes one
 * configuration, for one run.
 */
const MOST_RUNS: Readonly<Record<Door, number>> = { dynamic: 40, native: 1 };

/** By which the plugin marks a secret, with the value next to it. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Keeps a process of the provider for the runs of one seed after another, and starts another when it was killed. */
export class ProviderHost {
  readonly door: Door;
  readonly #wrapper: string;
  #process: ProviderProcess | undefined;
  #runs = 0;

  /**
   * @param wrapper A function as text that gives another provider in place of the package's; through the dynamic door
   *   only.
   */
  constructor(door: Door = "dynamic", wrapper = "(provider) => provider") {
    this.door = door;
    this.#wrapper = wrapper;
  }

  /** The provider of a new run with the stack's configuration, such as `pagertree:apiKey`. */
  async begin(config: Record<string, string>): Promise<ProviderProcess> {
    if (!this.#process?.isAlive || this.#runs >= MOST_RUNS[this.door]) {
      await this.close();
      this.#process = await ProviderProcess.start(this.door, this.#wrapper);
      this.#runs = 0;
    }
    this.#runs += 1;
    await this.#process.begin(config);
    return this.#process;
  }

  async close(): Promise<void> {
    await this.#process?.close();
    this.#process = undefined;
  }
}

/**
 * One process of the provider. The engine starts one for each run; that takes a second, so here it serves many, and
 * loads the package anew for each.
 */
export class ProviderProcess {
  readonly #child: ChildProcess;
  readonly #client: grpcServices.ResourceProviderClient;
  readonly #door: Door;
  readonly #wrapper: string;
  #run = 0;

  private constructor(
    child: ChildProcess,
    client: grpcServices.ResourceProviderClient,
    door: Door,
    wrapper: string,
  ) {
    this.#child = child;
    this.#client = client;
    this.#door = door;
    this.#wrapper = wrapper;
  }

  static async start(door: Door, wrapper: string): Promise<ProviderProcess> {
    // The plugin would take an address for the engine's.
    const address = door === "dynamic" ? ["127.0.0.1:0"] : [];
    const child = spawn(process.execPath, ["--import", PRELOAD, SCRIPTS[door], ...address], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "ignore"],
      env: {
        NODE_COMPILE_CACHE: path.join(os.tmpdir(), "node-compile-cache"),
        ...process.env,
        [SECOND_VARIABLE]: String(SECOND_ON_MODEL),
      },
    });
    const [port] = await once(createInterface(child.stdout), "line");
    const client = new grpcServices.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    return new ProviderProcess(child, client, door, wrapper);
  }

  /** Begins a run: nothing is left of the last one. */
  async begin(config: Record<string, string>): Promise<void> {
    this.#run += 1;
    const request = new messages.ConfigureRequest();
    const args =
      this.#door === "native" ? mapKeys(config, (_value, key) => key.replace(/^pagertree:/, "")) : config;
    request.setArgs(structs.Struct.fromJavaScript(args));
    await answered((done) => this.#client.configure(request, done));
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

  async check(of: ResourceClass, olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.CheckRequest();
    request.setUrn(urnOf(of));
    request.setOlds(this.#toStruct(of, olds));
    request.setNews(this.#toStruct(of, news));
    const answer = await answered<messages.CheckResponse>((done) => this.#client.check(request, done));
    const failures = answer
      .getFailuresList()
      .map((failure) => `${failure.getProperty()} ${failure.getReason()}`);
    if (failures.length > 0) throw new Error(failures.join("; "));
    return fromStruct(answer.getInputs());
  }

  /** `changes` is undefined where the provider leaves the comparison to the engine. */
  async diff(of: ResourceClass, id: string, olds: Properties, news: Properties) {
    const request = new messages.DiffRequest();
    request.setUrn(urnOf(of));
    request.setId(id);
    request.setOlds(this.#toStruct(of, olds));
    request.setNews(this.#toStruct(of, news));
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

  async create(of: ResourceClass, inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const request = new messages.CreateRequest();
    request.setUrn(urnOf(of));
    request.setProperties(this.#toStruct(of, inputs));
    const answer = await answered<messages.CreateResponse>((done) => this.#client.create(request, done));
    return { id: answer.getId(), outputs: fromStruct(answer.getProperties()) };
  }

  /** Undefined if the object is gone. */
  async read(of: ResourceClass, id: string, outputs: Properties, inputs: Properties) {
    const request = new messages.ReadRequest();
    request.setUrn(urnOf(of));
    request.setId(id);
    request.setProperties(this.#toStruct(of, outputs));
    request.setInputs(this.#toStruct(of, inputs));
    const answer = await answered<messages.ReadResponse>((done) => this.#client.read(request, done));
    if (answer.getId() === "") return undefined;
    return { inputs: fromStruct(answer.getInputs()), outputs: fromStruct(answer.getProperties()) };
  }

  async update(of: ResourceClass, id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.UpdateRequest();
    request.setUrn(urnOf(of));
    request.setId(id);
    request.setOlds(this.#toStruct(of, olds));
    request.setNews(this.#toStruct(of, news));
    const answer = await answered<messages.UpdateResponse>((done) => this.#client.update(request, done));
    return fromStruct(answer.getProperties());
  }

  async delete(of: ResourceClass, id: string, outputs: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setUrn(urnOf(of));
    request.setId(id);
    request.setProperties(this.#toStruct(of, outputs));
    await answered((done) => this.#client.delete(request, done));
  }

  /** The properties as they travel: through the dynamic door, the provider's text is among them. */
  #toStruct(of: ResourceClass, properties: Properties): structs.Struct {
    const text = this.#door === "dynamic" ? { __provider: this.#textOf(of) } : {};
    const travelling: Properties = { ...properties, ...text };
    return structs.Struct.fromJavaScript(JSON.parse(JSON.stringify(travelling)));
  }

  #textOf(of: ResourceClass): string {
    return `exports.handler = () => {
      if (globalThis.runOfStorm !== ${this.#run}) {
        for (const file of Object.keys(require.cache)) {
          if (file.startsWith(${JSON.stringify(PACKAGE)})) delete require.cache[file];
        }
        globalThis.runOfStorm = ${this.#run};
      }
      const wrapped = ${this.#wrapper};
      return wrapped(require("pulumi-pagertree/provider").${of});
    };`;
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

/** The properties that arrive, without the provider's text, and secrets as plain values. */
function fromStruct(struct: structs.Struct | undefined): Properties {
  const text = JSON.stringify(struct?.toJavaScript() ?? {});
  const plain: Properties = JSON.parse(text, (_name, value) =>
    isPlainObject(value) && SIGNATURE in value ? value["value"] : value,
  );
  return omit(plain, ["__provider"]);
}

function urnOf(of: ResourceClass): string {
  return `urn:pulumi:storm::storm::pagertree:index:${of}::resource`;
}
