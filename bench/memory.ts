// The most memory that the provider's process holds while a run lasts. Linux alone tells it of another process.

import { readdirSync, readFileSync } from "node:fs";

const INTERVAL = 100;
/** How the engine's launcher starts the provider of dynamic resources, and the plugin. */
const PROVIDER = /dynamic-provider|pulumi-resource-pagertree/;

/** Watches the providers that descend from this process, until it is stopped. */
export function watchMemory(): { stop(): number | undefined } {
  const isProvider = new Map<string, boolean>();
  let peak: number | undefined;

  function look(): void {
    for (const pid of processIds()) {
      if (!isProvider.has(pid)) isProvider.set(pid, PROVIDER.test(commandLine(pid)) && isDescendant(pid));
      const memory = isProvider.get(pid) ? peakMemory(pid) : undefined;
      if (memory !== undefined) peak = Math.max(peak ?? 0, memory);
    }
  }

  const timer = setInterval(look, INTERVAL);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function processIds(): string[] {
  return process.platform === "linux" ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : [];
}

function commandLine(pid: string): string {
  return readProcess(pid, "cmdline");
}

function isDescendant(pid: string): boolean {
  const parent = /^PPid:\s+(\d+)$/m.exec(readProcess(pid, "status"))?.[1];
  if (parent === undefined || parent === "0") return false;
  return parent === String(process.pid) || isDescendant(parent);
}

/** In MiB. */
function peakMemory(pid: string): number | undefined {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readProcess(pid, "status"))?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1_024;
}

/** Empty if the process has ended. */
function readProcess(pid: string, file: "cmdline" | "status"): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
