#!/usr/bin/env bash
# The provider server of Pulumi's Node.js SDK (`provider.main`) accepts a provider's configuration and hands it to nobody.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages @pulumi/pulumi@3.270.0 @grpc/grpc-js@1.14.7 google-protobuf@3.21.4
cat > provider.js <<'END'
const { provider } = require("@pulumi/pulumi");
const seen = [];
const own = {
  version: "1.0.0",
  configure: async () => void seen.push("configure"),
  create: async () => ({ id: "one", outs: { seen: seen.join() } }),
};
provider.main(own, ["127.0.0.1:1"]);
END
cat > client.js <<'END'
const { spawn } = require("node:child_process");
const grpc = require("@grpc/grpc-js");
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");
const { ConfigureRequest, CreateRequest } = require("@pulumi/pulumi/proto/provider_pb.js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");

const server = spawn(process.execPath, ["provider.js"], { stdio: ["ignore", "pipe", "inherit"] });
server.stdout.once("data", async (port) => {
  const client = new ResourceProviderClient(`127.0.0.1:${String(port).trim()}`, grpc.credentials.createInsecure());
  const call = (method, request) =>
    new Promise((resolve, reject) => client[method](request, (error, answer) => (error ? reject(error) : resolve(answer))));
  await call("configure", new ConfigureRequest().setArgs(Struct.fromJavaScript({ key: "made up" })));
  console.log("configure: accepted");
  const request = new CreateRequest().setUrn("urn:pulumi:a::b::c:d:E::f").setProperties(Struct.fromJavaScript({}));
  const created = await call("create", request);
  console.log(`the provider has seen: ${created.getProperties().toJavaScript().seen || "nothing"}`);
  server.kill();
  process.exit();
});
END
expected <<'END'
configure: accepted
the provider has seen: configure
END
observed <<'END'
configure: accepted
the provider has seen: nothing
END
run node client.js
