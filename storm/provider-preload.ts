// Loaded into Node.js processes before all else (`node --import`). All start faster. The provider's waits less, and says
// that it is there, so that it can be killed.

import { rmSync, writeFileSync } from "node:fs";
import { createRequire, registerHooks, syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { PROVIDERS_VARIABLE, SECOND_VARIABLE, TIME_OUT_SECOND } from "./preload-settings.ts";

/** What Pulumi's SDK loads to serialise closures, to install packages and to compile programs: none of it is used here. */
const UNNEEDED =
  /\/node_modules\/(?:typescript\/lib\/typescript|@npmcli\/arborist\/lib\/index|execa\/index|.*\/ts-node@[^/]*\/index)\.js$/;
const SHORTEST_TIME_OUT = 10_000;

function startFaster(): void {
  registerHooks({
    load: (url, context, nextLoad) =>
      UNNEEDED.test(url)
        ? { format: "commonjs", source: "exports.register = () => {};", shortCircuit: true }
        : nextLoad(url, context),
  });
}

function shortenWaits(second: number): void {
  const timers: typeof import("node:timers/promises") = createRequire(import.meta.url)(
    "node:timers/promises",
  );
  const waitFor = timers.setTimeout;
  timers.setTimeout = (delay = 0, ...others) => waitFor((delay * second) / 1000, ...others);
  syncBuiltinESMExports();
  const { setTimeout } = globalThis;
  // A request's time-out. What is shorter is no wait of the provider's.
  const shortened = (callback: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
    setTimeout(callback, delay < SHORTEST_TIME_OUT ? delay : (delay * TIME_OUT_SECOND) / 1000, ...args);
  Object.assign(globalThis, { setTimeout: Object.assign(shortened, setTimeout) });
}

function announce(folder: string): void {
  const file = path.join(folder, String(process.pid));
  writeFileSync(file, "");
  process.on("exit", () => rmSync(file, { force: true }));
}

startFaster();
if (/dynamic-provider|pulumi-resource-pagertree|provider[\\/]dist[\\/]plugin/.test(process.argv[1] ?? "")) {
  shortenWaits(Number(process.env[SECOND_VARIABLE]));
  const folder = process.env[PROVIDERS_VARIABLE];
  if (folder !== undefined) announce(folder);
}
