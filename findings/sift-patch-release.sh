#!/usr/bin/env bash
# A patch release of sift changes which objects match `$nin` and `$exists` through an array of objects.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages older@npm:sift@17.1.3 newer@npm:sift@17.1.4
expected <<'END'
17.1.3 {"alerts.status":{"$nin":["resolved"]}} false
17.1.3 {"alerts.status":{"$exists":false}} false
17.1.4 {"alerts.status":{"$nin":["resolved"]}} false
17.1.4 {"alerts.status":{"$exists":false}} false
END
observed <<'END'
17.1.3 {"alerts.status":{"$nin":["resolved"]}} true
17.1.3 {"alerts.status":{"$exists":false}} true
17.1.4 {"alerts.status":{"$nin":["resolved"]}} false
17.1.4 {"alerts.status":{"$exists":false}} false
END
run node --input-type=module - <<'END'
const incident = { alerts: [{ status: "open" }, { status: "resolved" }] };
for (const [version, name] of [["17.1.3", "older"], ["17.1.4", "newer"]]) {
  const { default: sift } = await import(name);
  for (const condition of [{ $nin: ["resolved"] }, { $exists: false }]) {
    const query = { "alerts.status": condition };
    console.log(version, JSON.stringify(query), sift.default(query)(incident));
  }
}
END
