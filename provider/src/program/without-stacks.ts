/**
 * Keeps Pulumi's SDK from noting where each output of a resource was made. It makes four promises for an output and
 * reads `new Error().stack` for each, which only its report of leaked promises prints: of a thousand resources, that is
 * half of what their construction costs, and more under a loader that maps sources.
 */
import type * as pulumi from "@pulumi/pulumi";

/** Properties to register in place of the given ones, and how to end what they began. */
interface WithoutStacks {
  readonly properties: pulumi.Inputs;
  /** Has errors note their stacks again; the last property has done so already, unless the registration failed. */
  restore(): void;
}

/**
 * From now until the SDK has come to the last of the properties, errors note no stack. It makes the outputs one after
 * the other, so that the error which it then prepares for a registration that fails still names the user's line; and
 * it asks with a limit of its own for the line to give to the engine.
 *
 * Call `restore` once the resource is constructed or has failed.
 */
export function withoutStacks(properties: pulumi.Inputs): WithoutStacks {
  const last = Object.keys(properties).at(-1);
  if (last === undefined || process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) {
    return { properties, restore: () => {} };
  }
  const limit = Error.stackTraceLimit;
  let isOver = false;
  const restore = () => {
    if (!isOver) {
      isOver = true;
      Error.stackTraceLimit = limit;
    }
  };
  const value: unknown = properties[last];
  const watched = Object.defineProperty({ ...properties }, last, {
    get: () => {
      restore();
      return value;
    },
  });
  Error.stackTraceLimit = 0;
  return { properties: watched, restore };
}
