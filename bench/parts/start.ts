// What the package costs a program that imports it, and what it takes on the disk.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { runCommand } from "../../setup/command.mjs";
import { npmCommand } from "../../setup/npm.mjs";
import type { Part } from "../part.ts";

const PROCESSES = 15;
const PLUGIN = fileURLToPath(new URL("../../provider/pulumi-resource-pagertree", import.meta.url));

const program = `
import { performance } from "node:perf_hooks";
const start = performance.now();
await import("@pulumi/pulumi");
const middle = performance.now();
await import("pulumi-pagertree");
console.log(JSON.stringify([middle - start, performance.now() - middle]));
`;

const timesSchema = z.tuple([z.number(), z.number()]);
const packSchema = z.tuple([z.object({ unpackedSize: z.number() })]);

/** Imports the package in fresh processes, after Pulumi's SDK, which a program loads anyhow, and starts the plugin. */
export const measureStart: Part = async (settings, recorder) => {
  settings.say(`the import in ${PROCESSES} processes`);
  const times: z.infer<typeof timesSchema>[] = [];
  for (let count = 1; count <= PROCESSES; count += 1) {
    times.push(timesSchema.parse(JSON.parse(await node("--input-type=module", "--eval", program))));
  }
  const starts: number[] = [];
  const protocol: number[] = [];
  for (let count = 1; count <= PROCESSES; count += 1) {
    starts.push(await startPlugin());
    protocol.push(await loadProtocol());
  }
  const [npm, ...npmArguments] = npmCommand();
  const pack = [
    ...npmArguments,
    "pack",
    "--dry-run",
    "--json",
    "--ignore-scripts",
    "--workspace",
    "provider",
  ];
  const [{ unpackedSize }] = packSchema.parse(JSON.parse(await printed(npm, pack)));
  await recorder.record({
    start: {
      sdk: times.map(([sdk]) => sdk),
      ours: times.map(([, ours]) => ours),
      plugin: starts,
      protocol,
      packageBytes: unpackedSize,
    },
  });
};

/** Starts the plugin as the engine does. Gives the milliseconds until it says at which port it answers. */
async function startPlugin(): Promise<number> {
  const start = performance.now();
  const plugin = spawn(PLUGIN, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    await once(plugin.stdout, "data");
    return performance.now() - start;
  } finally {
    plugin.kill();
    await once(plugin, "close");
  }
}

/** Loads what every plugin in Node.js needs: gRPC and Pulumi's protocol, with the cache of compiled code that the plugin has. */
async function loadProtocol(): Promise<number> {
  const load = [
    "@grpc/grpc-js",
    "@pulumi/pulumi/proto/provider_grpc_pb.js",
    "@pulumi/pulumi/proto/provider_pb.js",
  ]
    .map((name) => `require(${JSON.stringify(name)});`)
    .join("");
  const start = performance.now();
  await node("--eval", `require("node:module").enableCompileCache();${load}`);
  return performance.now() - start;
}

/** Without the cache of compiled code that this repository's commands have, and users do not. */
function node(...args: string[]): Promise<string> {
  return printed(process.execPath, args, { ...process.env, NODE_COMPILE_CACHE: "" });
}

async function printed(command: string, args: readonly string[], env = process.env): Promise<string> {
  const { status, stdout, output } = await runCommand(command, args, { env });
  if (status !== 0) throw new Error(output);
  return stdout;
}
