// On what the figures were measured: enough to compare them, and nothing that names the machine.

import os from "node:os";
import { version as sdk } from "@pulumi/pulumi/version.js";
import { runCommand } from "../setup/command.mjs";
import type { Machine } from "./results.ts";

/** Describes this machine. */
export async function describeMachine(): Promise<Machine> {
  const { stdout } = await runCommand("pulumi", ["version"]);
  return {
    cores: os.availableParallelism(),
    processor: os.cpus()[0]?.model.trim() ?? "unknown",
    memory: Math.round(os.totalmem() / 2 ** 30),
    platform: `${os.platform()} ${os.arch()}`,
    node: process.versions.node,
    engine: stdout.trim().replace(/^v/, ""),
    sdk,
  };
}

/** The commit that a clone of the repository stands at, in short. */
export async function commitOf(clone: string): Promise<string> {
  const { stdout } = await runCommand("git", ["-C", clone, "rev-parse", "--short", "HEAD"]);
  return stdout.trim();
}
