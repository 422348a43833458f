/** How every lookup asks the plugin, or, under `pulumi.runtime.setMocks`, the mocks' `call`. */
import * as pulumi from "@pulumi/pulumi";
import { LookupError } from "../../common/errors.ts";
import { callPlace, placed } from "../lookups/call-place.ts";
import { requirePlugin } from "../require-plugin.ts";

/** A lookup of one object. */
export function lookUp<Args extends object, Result>(caller: string) {
  return async (args: Args, options: pulumi.InvokeOptions = {}): Promise<Result> => {
    requirePlugin();
    return placed(reported(pulumi.runtime.invoke(tokenOf(caller), { ...args }, options)), callPlace(1));
  };
}

/** The same with arguments that may be outputs. In a preview it is not known while what they come from is not made. */
export function lookUpOutput<Args extends object, Result>(caller: string) {
  return (args: Args, options: pulumi.InvokeOutputOptions = {}): pulumi.Output<Result> => {
    requirePlugin();
    return pulumi.runtime.invokeOutput<Result>(tokenOf(caller), { ...args }, options);
  };
}

/** A lookup of all objects that filters fit; the plugin answers with an object, in which they are `key`. */
export function lookUpList<Filters extends object, Row>(caller: string, key: string) {
  return async (filters?: Filters, options: pulumi.InvokeOptions = {}): Promise<Row[]> => {
    requirePlugin();
    const place = callPlace(1);
    const answer = await placed(
      reported(pulumi.runtime.invoke(tokenOf(caller), { ...filters }, options)),
      place,
    );
    return answer?.[key] ?? [];
  };
}

/** The same with filters that may be outputs. */
export function lookUpListOutput<Filters extends object, Row>(caller: string, key: string) {
  return (filters?: Filters, options: pulumi.InvokeOutputOptions = {}): pulumi.Output<Row[]> => {
    requirePlugin();
    return pulumi.runtime
      .invokeOutput<Record<string, Row[]>>(tokenOf(caller), { ...filters }, options)
      .apply((answer) => answer?.[key] ?? []);
  };
}

/** The plugin's own words: a program that ends with them prints no stack. */
async function reported<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new LookupError(message.replace(/^.*returned an error: /s, ""), "");
  }
}

function tokenOf(caller: string): string {
  return `pagertree:index/${caller}:${caller}`;
}
