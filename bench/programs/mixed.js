// So many integrations, teams and routers; their team is found by its name for each of them, if that is asked for.

import "./own-cost.cjs";
import { getTeamOutput, Integration, Router, Team } from "pulumi-pagertree";

const {
  BENCH_INTEGRATIONS,
  BENCH_TEAMS,
  BENCH_ROUTERS,
  BENCH_LOOKUPS,
  BENCH_TEAM = "",
  BENCH_USER = "",
} = process.env;

/** @param {string | undefined} count */
const numbersTo = (count) => Array.from({ length: Number(count) }, (_, index) => index + 1);

for (const number of numbersTo(BENCH_INTEGRATIONS)) {
  const teamId = BENCH_LOOKUPS ? getTeamOutput({ name: "Platform" }).id : BENCH_TEAM;
  new Integration(`datadog-${number}`, { name: `Datadog ${number}`, type: "datadog", teamIds: [teamId] });
}
for (const number of numbersTo(BENCH_TEAMS)) {
  new Team(`team-${number}`, {
    name: `Team ${number}`,
    memberAccountUserIds: [BENCH_USER],
    adminAccountUserIds: [BENCH_USER],
  });
}
for (const number of numbersTo(BENCH_ROUTERS)) {
  const teamId = BENCH_LOOKUPS ? getTeamOutput({ name: "Platform" }).id : BENCH_TEAM;
  new Router(`router-${number}`, { name: `Router ${number}`, teamId });
}
