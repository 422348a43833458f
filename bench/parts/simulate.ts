// How long it takes to ask who is paged, of a state as the engine wrote it.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../../setup/command.mjs";
import { openArm } from "../arms.ts";
import type { Part } from "../part.ts";

const COMMAND = fileURLToPath(new URL("../../emulator/dist/main.js", import.meta.url));

const SIZE = 300;
const REPEATS = 3;

export const measureSimulate: Part = async (settings, recorder) => {
  settings.say(`the command simulate for a stack of ${SIZE} integrations`);
  const stack = await openArm("ours", { size: SIZE, latency: 0, checkpoints: false });
  try {
    await stack.run("create");
    const state = path.join(stack.project.folder, "state.json");
    const exported = await stack.project.pulumi("stack", "export", "--file", state);
    if (exported.status !== 0) throw new Error(exported.output);
    const seconds = [];
    for (let round = 1; round <= REPEATS; round += 1) {
      const start = performance.now();
      const args = [COMMAND, "simulate", "--state", state, "--to", `Datadog ${SIZE}`, "--json"];
      const { status, output } = await runCommand(process.execPath, args);
      seconds.push((performance.now() - start) / 1_000);
      if (status !== 0) throw new Error(output);
    }
    await recorder.record({ simulate: { size: SIZE, commandSeconds: seconds } });
  } finally {
    await stack.close();
  }
};
