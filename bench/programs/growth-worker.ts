// The engine's calls upon the provider for so many integrations, eight at a time. Prints the processor time that all
// calls of a kind took, in milliseconds, as JSON.

import { Config } from "@pulumi/pulumi/cmd/dynamic-provider/config.js";
import type * as dynamic from "@pulumi/pulumi/dynamic/index.js";
import { Integration } from "pulumi-pagertree/provider";

const AT_ONCE = 8;

type Properties = Record<string, unknown>;
/** Whatever the types of the provider say, the engine's values arrive as JSON. */
const provider = Integration as unknown as Required<dynamic.ResourceProvider<Properties, Properties>>;

const { BENCH_SIZE, BENCH_TEAM } = process.env;
const times: Record<string, number> = {};

/** Calls once for each item, and gives the answers in the order of the items. */
async function measure<Item, Answer>(
  call: string,
  items: readonly Item[],
  operation: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers = new Array<Answer>(items.length);
  const pending = items.entries();
  const work = async () => {
    for (const [index, item] of pending) answers[index] = await operation(item);
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const { user, system } = process.cpuUsage(before);
  times[call] = (user + system) / 1_000;
  return answers;
}

async function check(news: Properties): Promise<Properties> {
  const { inputs, failures } = await provider.check({}, news);
  if (inputs === undefined || failures?.length) throw new Error(JSON.stringify(failures));
  return inputs;
}

const declared = Array.from({ length: Number(BENCH_SIZE) }, (_, index) => ({
  name: `Datadog ${index + 1}`,
  type: "datadog",
  teamIds: [BENCH_TEAM],
}));

await provider.configure({ config: new Config({}, "bench") });
await measure("warm-up", declared.slice(0, 100), check);
const checked = await measure("check", declared, check);
const made = await measure("create", checked, async (inputs) => {
  const { id, outs = {} } = await provider.create(inputs);
  return { id, outputs: outs, inputs };
});
const read = await measure("read", made, async ({ id, outputs, inputs }) => {
  const { props = {} } = await provider.read(id, outputs);
  return { id, outputs: props, inputs };
});
await measure("diff", read, async ({ id, outputs, inputs }) => {
  const { changes } = await provider.diff(id, outputs, inputs);
  if (changes !== false) throw new Error(`${id} differs from what was declared.`);
});
const { "warm-up": _, ...told } = times;
console.log(JSON.stringify(told));
