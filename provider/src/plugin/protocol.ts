/**
 * Pulumi's protocol, and gRPC that carries it: the very copies that the SDK has. A message of another copy is refused
 * when it is sent, and a package manager may well install two.
 */
import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import type * as Aliases from "@pulumi/pulumi/proto/alias_pb.js";
import type * as EngineService from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type * as EngineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import type * as PluginMessages from "@pulumi/pulumi/proto/plugin_pb.js";
import type * as ProviderService from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type * as ProviderMessages from "@pulumi/pulumi/proto/provider_pb.js";
import type * as MonitorService from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import type * as MonitorMessages from "@pulumi/pulumi/proto/resource_pb.js";
import type * as StatusMessages from "@pulumi/pulumi/proto/status_pb.js";
import { once } from "es-toolkit";
import type * as Anys from "google-protobuf/google/protobuf/any_pb.js";
import type * as Empties from "google-protobuf/google/protobuf/empty_pb.js";
import type * as Structs from "google-protobuf/google/protobuf/struct_pb.js";

const load = createRequire(createRequire(__filename).resolve("@pulumi/pulumi/package.json"));

/** HTTP/2 calls. */
export const grpc: typeof Grpc = load("@grpc/grpc-js");

/** What a provider answers to: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto */
export const providerService: typeof ProviderService = load("./proto/provider_grpc_pb.js");
export const providerMessages: typeof ProviderMessages = load("./proto/provider_pb.js");
export const pluginMessages: typeof PluginMessages = load("./proto/plugin_pb.js");

/** What the engine answers to: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/engine.proto */
export const engineService: typeof EngineService = load("./proto/engine_grpc_pb.js");
export const engineMessages: typeof EngineMessages = load("./proto/engine_pb.js");

/**
 * What the engine's monitor answers to, by which a program registers its resources: few processes need it.
 * See https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto
 */
export const loadMonitorProtocol = once(() => {
  const service: typeof MonitorService = load("./proto/resource_grpc_pb.js");
  const messages: typeof MonitorMessages = load("./proto/resource_pb.js");
  const { Alias }: typeof Aliases = load("./proto/alias_pb.js");
  return { service, messages, Alias };
});

/** How an error carries more than its text. */
export const statusMessages: typeof StatusMessages = load("./proto/status_pb.js");

export const { Any }: typeof Anys = load("google-protobuf/google/protobuf/any_pb.js");
export const { Empty }: typeof Empties = load("google-protobuf/google/protobuf/empty_pb.js");
export const { Struct, Value }: typeof Structs = load("google-protobuf/google/protobuf/struct_pb.js");

/** Properties of a resource on the wire. */
export type Struct = Structs.Struct;
export type Value = Structs.Value;

/** The largest message that the engine sends and takes, in bytes: a state may hold many resources' properties. */
export const largestMessage = 400 * 1024 * 1024;
