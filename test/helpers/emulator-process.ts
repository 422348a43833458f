// Runs the emulator's command in a process of its own, from source.
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { onTestFinished } from "vitest";

const MAIN = fileURLToPath(new URL("../../emulator/src/main.ts", import.meta.url));

/** Runs the command to its end. */
export function runCommand(...args: readonly string[]) {
  return execa(process.execPath, [MAIN, ...args], { reject: false, timeout: 20_000 });
}

/** A running command that has said that it listens. */
export interface EmulatorProcess {
  readonly url: string;
  readonly apiKey: string;
  /** Ends the process and resolves when it is gone. */
  stop(signal: "SIGINT" | "SIGTERM" | "SIGKILL"): Promise<{ exitCode: number | undefined; output: string }>;
}

/** Starts the command with `--json` and waits for its line; killed at the latest when the test is over. */
export async function startCommand(...args: readonly string[]): Promise<EmulatorProcess> {
  const child = execa(process.execPath, [MAIN, "--json", ...args], { reject: false });
  onTestFinished(() => void child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, apiKey } = parseLine(line);
    return {
      url,
      apiKey,
      stop: async (signal) => {
        child.kill(signal);
        const { exitCode, stdout, stderr } = await child;
        return { exitCode, output: stdout + stderr };
      },
    };
  }
  throw new Error(`the emulator did not start: ${(await child).stderr}`);
}

/** Starts the command as people do, and waits for the last of its lines; killed at the latest when the test is over. */
export async function startForPeople(
  ...args: readonly string[]
): Promise<{ url: string; apiKey: string; printed: readonly string[] }> {
  const child = execa(process.execPath, [MAIN, ...args], { reject: false });
  onTestFinished(() => void child.kill("SIGKILL"));
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line);
    if (line.startsWith("Stop it")) break;
  }
  const [, url = ""] = /PAGERTREE_BASE_URL=(\S+)/.exec(printed.join("\n")) ?? [];
  return { url, apiKey: args[args.indexOf("--api-key") + 1] ?? "", printed };
}

function parseLine(line: string): { url: string; apiKey: string } {
  const value: unknown = JSON.parse(line);
  if (typeof value === "object" && value !== null && "url" in value && "apiKey" in value) {
    return { url: String(value.url), apiKey: String(value.apiKey) };
  }
  throw new Error(`no url and apiKey in ${line}`);
}
