// The provider's own work without the engine, up to ten thousand integrations: does it grow as they do?

import { fileURLToPath } from "node:url";
import { startEmulator } from "pagertree-emulator";
import { z } from "zod";
import { runCommand } from "../../setup/command.mjs";
import type { Part } from "../part.ts";

const SIZES = [100, 300, 1_000, 3_000, 10_000];
const WORKER = fileURLToPath(new URL("../programs/growth-worker.ts", import.meta.url));

const timesSchema = z.record(z.string(), z.number());

/** Each size in a process of its own, whose processor time counts, not what the emulator takes. */
export const measureGrowth: Part = async (settings, recorder) => {
  const growth = [];
  for (const size of SIZES) {
    settings.say(`${size} integrations without the engine`);
    for (const [operation, milliseconds] of Object.entries(await timesOf(size))) {
      growth.push({ operation, size, milliseconds });
    }
    await recorder.record({ growth });
  }
};

async function timesOf(size: number): Promise<Record<string, number>> {
  const emulator = await startEmulator();
  try {
    const { status, stdout, output } = await runCommand(process.execPath, [WORKER], {
      env: {
        ...process.env,
        PAGERTREE_BASE_URL: emulator.url,
        PAGERTREE_API_KEY: emulator.apiKey,
        BENCH_SIZE: String(size),
        BENCH_TEAM: emulator.store.all("teams")[0]?.id,
      },
    });
    if (status !== 0) throw new Error(output);
    return timesSchema.parse(JSON.parse(stdout));
  } finally {
    await emulator.close();
  }
}
