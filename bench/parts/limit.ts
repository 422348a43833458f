// A first `up` against a server that lets so many requests pass in each second and refuses the others with 429.

import { openArm } from "../arms.ts";
import type { Part } from "../part.ts";

const PER_SECOND = 20;
const SIZE = 300;

/** Measures from the first request to the last: what the engine does before and after has nothing to do with it. */
export const measureLimit: Part = async (settings, recorder) => {
  settings.say(`${SIZE} integrations at ${PER_SECOND} requests a second`);
  const stack = await openArm("ours", { size: SIZE, latency: 0, checkpoints: false });
  try {
    stack.emulator.switches.requestsPerSecond = PER_SECOND;
    const from = stack.emulator.requests.length;
    await stack.run("create");
    const requests = stack.emulator.requests.slice(from);
    const times = requests.map(({ time }) => Date.parse(time));
    const refused = requests.filter(({ status }) => status === 429).length;
    await recorder.record({
      limit: {
        size: SIZE,
        perSecond: PER_SECOND,
        requests: requests.length,
        refused,
        seconds: (Math.max(...times) - Math.min(...times)) / 1_000,
        idealSeconds: (requests.length - refused) / PER_SECOND,
      },
    });
  } finally {
    await stack.close();
  }
};
