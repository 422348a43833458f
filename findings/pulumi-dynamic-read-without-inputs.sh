#!/usr/bin/env bash
# Pulumi's dynamic providers may answer `read` with inputs, but are not told the inputs that the resource has: a refresh cannot keep what only the program knows.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages @pulumi/pulumi@3.270.0 @grpc/grpc-js@1.14.7 google-protobuf@3.21.4
cat > client.js <<'END'
const { spawn } = require("node:child_process");
const grpc = require("@grpc/grpc-js");
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");
const { ReadRequest } = require("@pulumi/pulumi/proto/provider_pb.js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");

const provider = `exports.handler = () => ({
  read: async (...given) => ({ id: given[0], props: { given: JSON.stringify(given.slice(1), (key, value) => key === "__provider" ? undefined : value) } }),
});`;
const server = spawn(process.execPath, [require.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:1"], {
  stdio: ["ignore", "pipe", "inherit"],
});
server.stdout.once("data", async (port) => {
  const client = new ResourceProviderClient(`127.0.0.1:${String(port).trim()}`, grpc.credentials.createInsecure());
  const request = new ReadRequest()
    .setId("one")
    .setUrn("urn:pulumi:a::b::pulumi-nodejs:dynamic:Resource::f")
    .setInputs(Struct.fromJavaScript({ __provider: provider, onlyInInputs: "kept by the program" }))
    .setProperties(Struct.fromJavaScript({ __provider: provider, name: "as it was" }));
  client.read(request, (error, answer) => {
    console.log(error ? String(error) : `read is given the id and ${answer.getProperties().toJavaScript().given}`);
    server.kill();
    process.exit();
  });
});
END
expected <<'END'
read is given the id and [{"name":"as it was"},{"onlyInInputs":"kept by the program"}]
END
observed <<'END'
read is given the id and [{"name":"as it was"}]
END
run node client.js
