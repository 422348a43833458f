// Resources of the very shape of ours whose provider has nothing to do, and whose class names no output: what these take
// is the least that any provider of these inputs needs.

import "./own-cost.cjs";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

const { BENCH_SIZE, BENCH_TEAM } = process.env;
const { providerText } = JSON.parse(readFileSync("shape.json", "utf8"));

/** A resource of any shape. */
class FloorIntegration extends pulumi.CustomResource {}

for (let number = 1; number <= Number(BENCH_SIZE); number += 1) {
  new FloorIntegration("pulumi-nodejs:dynamic/pagertree:Integration", `datadog-${number}`, {
    name: `Datadog ${number}`,
    type: "datadog",
    teamIds: [BENCH_TEAM],
    __provider: providerText,
  });
}
