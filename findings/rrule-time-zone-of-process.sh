#!/usr/bin/env bash
# rrule answers a rule with a time zone of its own by the time zone of the process.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages rrule@2.8.1
expected <<'END'
UTC 2026-10-01T13:00:00.000Z
America/New_York 2026-10-01T13:00:00.000Z
Asia/Tokyo 2026-10-01T13:00:00.000Z
END
observed <<'END'
UTC 2026-10-01T13:00:00.000Z
America/New_York 2026-10-01T09:00:00.000Z
Asia/Tokyo 2026-10-01T22:00:00.000Z
END
cat > rule.cjs <<'END'
const { rrulestr } = require("rrule");
const rule = "DTSTART;TZID=America/New_York:20261001T090000\nRRULE:FREQ=DAILY;COUNT=1";
console.log(process.env.TZ, rrulestr(rule).all()[0].toISOString());
END
run bash -c 'for zone in UTC America/New_York Asia/Tokyo; do TZ=$zone node rule.cjs; done'
