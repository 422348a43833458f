// What one small integration of ours looks like in the state. The floor has the same shape, byte for byte.

import * as pulumi from "@pulumi/pulumi";
import { Integration } from "pulumi-pagertree";
import { openArm, type Shape } from "./arms.ts";

/** Makes one integration on the engine and looks at its state. */
export async function measureShape(): Promise<Shape> {
  const stack = await openArm("ours", { size: 1, latency: 0, checkpoints: true });
  try {
    await stack.run("create");
    const [resource] = (await stack.project.exportState()).resources;
    if (resource === undefined) throw new Error("There is no integration in the state.");
    const { __provider: providerText, ...inputs } = resource.inputs;
    const { __provider: _, ...outputs } = resource.outputs;
    return {
      inputs,
      outputs,
      named: await namedOutputs(),
      providerText: String(providerText),
      bytes: Buffer.byteLength(JSON.stringify(resource.inputs) + JSON.stringify(resource.outputs)),
    };
  } finally {
    await stack.close();
  }
}

async function namedOutputs(): Promise<string[]> {
  await pulumi.runtime.setMocks({
    newResource: ({ inputs }) => ({ id: "id", state: inputs }),
    call: () => ({}),
  });
  const integration = new Integration("any", { name: "Any", type: "datadog", teamIds: [] });
  // Every resource has these two.
  return Object.entries({ ...integration, id: undefined, urn: undefined })
    .filter(([, value]) => pulumi.Output.isInstance(value))
    .map(([name]) => name);
}
