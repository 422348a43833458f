// So many small integrations, declared with the package.

import "./own-cost.cjs";
import { Integration } from "pulumi-pagertree";

const { BENCH_SIZE, BENCH_TEAM = "" } = process.env;

for (let number = 1; number <= Number(BENCH_SIZE); number += 1) {
  new Integration(`datadog-${number}`, { name: `Datadog ${number}`, type: "datadog", teamIds: [BENCH_TEAM] });
}
