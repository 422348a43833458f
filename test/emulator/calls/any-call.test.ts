// Whatever Twilio, or somebody in its place, sends in the course of a call, it is answered, and the account can be read.
import fc from "fast-check";
import { expect, it } from "vitest";
import { callApi } from "../../helpers/call-api.ts";
import { withPhoneNumber } from "../../helpers/phone-call.ts";

const ANY = fc.oneof(
  fc.constantFrom(
    "",
    "0",
    "-1",
    "1e9",
    "9".repeat(400),
    "hangup",
    "completed",
    "\ud800",
    "<b>&\"'",
    null,
    false,
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
);
const FIELDS = fc.dictionary(
  fc.constantFrom("Digits", "QueueResult", "CallStatus", "RecordingUrl", "From", "To", "a"),
  ANY,
);
const STEP = fc.record({
  where: fc.constantFrom("", "dropped", "queue_status", "call_status"),
  fields: FIELDS,
});

it.each([{}, { option_record: true, option_send_straight_to_voicemail: true }, { option_force_input: true }])(
  "with the options %j",
  async (options) => {
    const number = await withPhoneNumber({ ...options, option_banned_phone: "+1900" });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { maxLength: 5 }), ANY, async (steps, end) => {
        // Each call begins as one does, or with an id of any kind.
        const CallSid = count % 2 === 0 ? `CA${count}` : `${JSON.stringify(end)}${count}`;
        count += 1;
        expect((await number.call({ CallSid })).status).toBe(200);
        for (const { where, fields } of steps) {
          const all = { ...fields, CallSid };
          const { status, text } = await (where === "" ? number.call(all) : number.tell(where, all));
          expect([200, 400], `${where} ${text}`).toContain(status);
        }
      }),
      { numRuns: 30 },
    );
    for (const path of ["/alerts", "/logs"]) {
      expect((await callApi(number.emulator, "GET", `${path}?limit=10`)).status, path).toBe(200);
    }
  },
);
