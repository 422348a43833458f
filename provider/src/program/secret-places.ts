/** Where the secrets stand among the arguments of a resource, for a door that is not told it by the engine. */
import * as pulumi from "@pulumi/pulumi";
import { isPlainObject } from "es-toolkit";
import { type ToldSecrets, toldSecrets } from "../common/told-secrets.ts";

type Place = readonly (string | number)[];

/**
 * The property by which the dynamic provider knows what is secret among the others; none where nothing can be.
 *
 * @param resource - The name of the resource in the program.
 */
export function secretsFor(resource: string, properties: pulumi.Inputs): pulumi.Inputs {
  const outputs = outputsIn(properties, []);
  return outputs.length === 0 ? {} : { [toldSecrets]: told(resource, outputs) };
}

async function told(resource: string, outputs: readonly Found[]): Promise<ToldSecrets | undefined> {
  const places = await Promise.all(
    // An output that fails ends the program by itself.
    outputs.map(async ({ place, output }) =>
      (await pulumi.isSecret(output).catch(() => false)) ? [place] : [],
    ),
  );
  const all = places.flat();
  return all.length === 0 ? undefined : { resource, places: all };
}

interface Found {
  readonly place: Place;
  readonly output: pulumi.Output<unknown>;
}

/** The outputs in a value; what lies in a secret output is as secret as it. */
function outputsIn(value: unknown, place: Place): Found[] {
  if (pulumi.Output.isInstance(value)) {
    return [{ place, output: value }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => outputsIn(item, [...place, index]));
  }
  return isPlainObject(value)
    ? Object.entries(value).flatMap(([key, item]) => outputsIn(item, [...place, key]))
    : [];
}
