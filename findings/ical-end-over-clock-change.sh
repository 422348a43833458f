#!/usr/bin/env bash
# ical.js ends the first occurrence over a clock change an hour away from the event's own DTEND.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages ical.js@2.2.1
expected <<'END'
DTEND 2026-11-01T08:00:00
first occurrence 2026-10-31T20:00:00 to 2026-11-01T08:00:00
END
observed <<'END'
DTEND 2026-11-01T08:00:00
first occurrence 2026-10-31T20:00:00 to 2026-11-01T09:00:00
END
run node --input-type=module - <<'END'
import ICAL from "ical.js";
const lines = [
  "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VTIMEZONE", "TZID:America/New_York",
  "BEGIN:STANDARD", "DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
  "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "END:STANDARD",
  "BEGIN:DAYLIGHT", "DTSTART:20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
  "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "END:DAYLIGHT", "END:VTIMEZONE",
  "BEGIN:VEVENT", "UID:night", "DTSTART;TZID=America/New_York:20261031T200000",
  "DTEND;TZID=America/New_York:20261101T080000", "RRULE:FREQ=DAILY;COUNT=3", "END:VEVENT", "END:VCALENDAR",
];
const calendar = new ICAL.Component(ICAL.parse(lines.join("\r\n")));
ICAL.TimezoneService.register(calendar.getFirstSubcomponent("vtimezone"));
const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
const { startDate, endDate } = event.getOccurrenceDetails(event.iterator().next());
console.log(`DTEND ${event.endDate}`);
console.log(`first occurrence ${startDate} to ${endDate}`);
END
