#!/usr/bin/env bash
# rrule-temporal leaves out an hour of an hourly rule in the night in which clocks go back.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages rrule-temporal@2.2.8
expected <<'END'
2026-11-01T00:00:00-04:00
2026-11-01T01:00:00-04:00
2026-11-01T01:00:00-05:00
2026-11-01T02:00:00-05:00
END
observed <<'END'
2026-11-01T00:00:00-04:00
2026-11-01T01:00:00-04:00
2026-11-01T02:00:00-05:00
2026-11-01T03:00:00-05:00
END
run node --input-type=module - <<'END'
import { RRuleTemporal } from "rrule-temporal";
const rruleString = "DTSTART;TZID=America/New_York:20261101T000000\nRRULE:FREQ=HOURLY;COUNT=4";
for (const time of new RRuleTemporal({ rruleString }).all()) console.log(time.toString({ timeZoneName: "never" }));
END
