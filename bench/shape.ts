// What one small integration of ours looks like in the state. The floor has the same shape, byte for byte.

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
      providerText: String(providerText),
      bytes: Buffer.byteLength(JSON.stringify(resource.inputs) + JSON.stringify(resource.outputs)),
    };
  } finally {
    await stack.close();
  }
}
