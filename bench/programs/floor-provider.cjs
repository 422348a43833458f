// @ts-check
// The provider of the floor: every answer comes from the arguments at once, save that a create takes as long as
// PagerTree's answer does.

const { setTimeout } = require("node:timers/promises");
const shape = require(`${process.cwd()}/shape.json`);

const latency = Number(process.env["BENCH_LATENCY"]);
let created = 0;

/** @type {import("@pulumi/pulumi/dynamic").ResourceProvider} */
module.exports = {
  async check(_olds, { name }) {
    return { inputs: { ...shape.inputs, name } };
  },

  async diff() {
    return { changes: false };
  },

  async create({ name }) {
    if (latency > 0) await setTimeout(latency);
    created += 1;
    return { id: `01FLOOR${String(created).padStart(19, "0")}`, outs: { ...shape.outputs, name } };
  },

  async read(id, outputs = {}) {
    const names = Object.keys(shape.inputs);
    const inputs = Object.fromEntries(names.map((name) => [name, outputs[name]]));
    return { id, inputs, props: outputs };
  },
};
