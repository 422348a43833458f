// The processes that a process has started, to kill one of them or all, as a crash or the system would.

import { runCommand } from "../../setup/command.mjs";

interface Started {
  readonly pid: number;
  /** The command with its arguments. */
  readonly command: string;
}

/** All processes that a process has started, and those that they have. */
export async function processesUnder(pid: number): Promise<Started[]> {
  const { stdout } = await runCommand("ps", ["-A", "-o", "pid=,ppid=,args="]);
  const all = stdout.split("\n").flatMap((line) => {
    const [, child, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(child), parent: Number(parent), command }];
  });
  const under = (parent: number): Started[] =>
    all.flatMap((one) => (one.parent === parent ? [one, ...under(one.pid)] : []));
  return under(pid);
}

/** Ends processes as `kill -9` does: nothing is finished, nothing is cleaned up. */
export function killAtOnce(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has gone by itself.
    }
  }
}
