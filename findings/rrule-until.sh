#!/usr/bin/env bash
# rrule compares `UNTIL` in UTC with local times: east of Greenwich the last occurrence is lost.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages rrule@2.8.1
expected <<'END'
2026-10-01T00:00:00.000Z
2026-10-02T00:00:00.000Z
2026-10-03T00:00:00.000Z
END
observed <<'END'
2026-10-01T00:00:00.000Z
2026-10-02T00:00:00.000Z
END
export TZ=UTC
run node - <<'END'
const { rrulestr } = require("rrule");
// Nine in the morning in Tokyo is midnight in UTC, and UNTIL is inclusive (RFC 5545, 3.3.10).
const rule = "DTSTART;TZID=Asia/Tokyo:20261001T090000\nRRULE:FREQ=DAILY;UNTIL=20261003T000000Z";
for (const time of rrulestr(rule).all()) console.log(time.toISOString());
END
