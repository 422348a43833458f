#!/usr/bin/env bash
# Node.js leaves UTC out of the list of time zones that it supports, and Asia/Kolkata too, though it takes both.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
NODE="node-$(node -p 'process.platform + "-" + process.arch')"
npm_packages "$NODE@24.21.0"
expected <<'END'
UTC listed: true, taken: true
Asia/Kolkata listed: true, taken: true
Europe/Berlin listed: true, taken: true
END
observed <<'END'
UTC listed: false, taken: true
Asia/Kolkata listed: false, taken: true
Europe/Berlin listed: true, taken: true
END
run "node_modules/$NODE/bin/node" - <<'END'
const listed = new Set(Intl.supportedValuesOf("timeZone"));
for (const timeZone of ["UTC", "Asia/Kolkata", "Europe/Berlin"]) {
  const taken = new Intl.DateTimeFormat("en", { timeZone }) !== undefined;
  console.log(`${timeZone} listed: ${listed.has(timeZone)}, taken: ${taken}`);
}
END
