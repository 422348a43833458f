// Resources of the very shape of ours whose provider has nothing to do: what these take is the engine's own cost.

import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

const { BENCH_SIZE, BENCH_TEAM } = process.env;
const { named, providerText } = JSON.parse(readFileSync("shape.json", "utf8"));

/** A resource of any shape. */
class FloorIntegration extends pulumi.CustomResource {}

for (let number = 1; number <= Number(BENCH_SIZE); number += 1) {
  new FloorIntegration("pulumi-nodejs:dynamic/pagertree:Integration", `datadog-${number}`, {
    // Pulumi makes outputs of what is named and undefined.
    ...Object.fromEntries(named.map((/** @type {string} */ name) => [name, undefined])),
    name: `Datadog ${number}`,
    type: "datadog",
    teamIds: [BENCH_TEAM],
    __provider: providerText,
  });
}
