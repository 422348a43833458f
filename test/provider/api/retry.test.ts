import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type FailedAttempt,
  isOutcomeUnknown,
  type Method,
  parseRetryAfter,
  retryDelay,
} from "../../../provider/src/api/retry.ts";

const now = Date.UTC(2026, 6, 1, 12, 0, 0);

const answered = (status: number, retryAfter?: string): FailedAttempt => ({ status, retryAfter });
const cut = (networkCode: string): FailedAttempt => ({ networkCode });

const all: Method[] = ["GET", "PUT", "DELETE", "POST"];
const idempotent: Method[] = ["GET", "PUT", "DELETE"];

const rules: [name: string, failure: FailedAttempt, repeated: Method[]][] = [
  ["429", answered(429), all],
  ["408", answered(408), idempotent],
  ["500", answered(500), idempotent],
  ["502", answered(502), idempotent],
  ["503", answered(503), idempotent],
  ["503 with Retry-After", answered(503, "1"), idempotent],
  ["504", answered(504), idempotent],
  ["501", answered(501), []],
  ["302", answered(302), []],
  ["400", answered(400), []],
  ["401", answered(401), []],
  ["403", answered(403), []],
  ["404", answered(404), []],
  ["409", answered(409), []],
  ["413", answered(413), []],
  ["422", answered(422), []],
  ["a refused connection", cut("ECONNREFUSED"), all],
  ["an unknown host", cut("ENOTFOUND"), all],
  ["a failed look-up", cut("EAI_AGAIN"), all],
  ["a time-out while connecting", cut("ECONNECTTIMEDOUT"), all],
  ["a time-out", cut("ETIMEDOUT"), idempotent],
  ["a cut connection", cut("ECONNRESET"), idempotent],
  ["a cut body", cut("ERR_HTTP_CONTENT_LENGTH_MISMATCH"), idempotent],
  ["an unreachable host", cut("EHOSTUNREACH"), idempotent],
  ["an expired certificate", cut("CERT_HAS_EXPIRED"), []],
  ["a certificate of the host's own", cut("DEPTH_ZERO_SELF_SIGNED_CERT"), []],
  ["a certificate of another host", cut("ERR_TLS_CERT_ALTNAME_INVALID"), []],
  ["an answer that is too large", cut("ERR_ABORTED"), []],
  ["an unknown fault", cut("EWHATEVER"), []],
];

describe("retryDelay", () => {
  it.each(
    rules.flatMap(([name, failure, repeated]) => all.map((method) => ({ name, failure, repeated, method }))),
  )("at $name: $method", ({ failure, repeated, method }) => {
    const delay = retryDelay(method, failure, 1, 3, now, 0.5);
    expect(delay !== undefined).toBe(repeated.includes(method));
  });

  it("doubles the wait from half a second, spread over its upper half", () => {
    const waits = (random: number) =>
      [1, 2, 3].map((attempt) => retryDelay("GET", cut("ECONNRESET"), attempt, 3, now, random));
    expect(waits(1)).toEqual([500, 1000, 2000]);
    expect(waits(0)).toEqual([250, 500, 1000]);
  });

  it.each([0, 1, 3, 10])(
    "sends a request again %i times at most that meets faults, and not at a limit",
    (most) => {
      const failures = (failure: FailedAttempt) =>
        Array.from({ length: 20 }, (_, index) => index + 1).find(
          (count) => retryDelay("GET", failure, count, most, now, 1) === undefined,
        );
      expect(failures(answered(500))).toBe(most + 1);
      expect(failures(cut("ECONNREFUSED"))).toBe(most + 1);
      expect(failures(answered(429))).toBeUndefined();
      expect(failures(answered(429, "1"))).toBeUndefined();
    },
  );

  it("waits as long as PagerTree tells it to, and a quarter of a second at least", () => {
    expect(retryDelay("POST", answered(429, "7"), 1, 3, now, 0)).toBe(7000);
    expect(retryDelay("GET", answered(503, "7"), 3, 3, now, 0)).toBe(7000);
    const soon = new Date(now + 1000).toUTCString();
    expect(retryDelay("GET", answered(429, soon), 1, 3, now + 999, 0)).toBe(250);
  });

  it("never waits longer than a minute or less than a quarter of a second, whatever the header says", () => {
    const header = fc.option(
      fc.oneof(
        fc.string(),
        fc.integer().map(String),
        fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      ),
      {
        nil: undefined,
      },
    );
    fc.assert(
      fc.property(
        header,
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, count, random) => {
          const delay = retryDelay("POST", answered(429, text), count, 3, now, random);
          expect(delay).toBeGreaterThanOrEqual(250);
          expect(delay).toBeLessThanOrEqual(60_000);
        },
      ),
    );
  });
});

describe("parseRetryAfter", () => {
  it.each([
    ["seconds", "2", 2000],
    ["seconds with space around", " 2 ", 2000],
    ["a date", "Wed, 01 Jul 2026 12:00:05 GMT", 5000],
    ["more seconds than a minute has", "3600", 60_000],
    ["a date in an hour", "Wed, 01 Jul 2026 13:00:00 GMT", 60_000],
    ["a number beyond all bounds", "9".repeat(400), 60_000],
    ["zero", "0", undefined],
    ["a date that is past", "Wed, 01 Jul 2026 11:59:59 GMT", undefined],
    ["this very moment", "Wed, 01 Jul 2026 12:00:00 GMT", undefined],
    ["nothing", undefined, undefined],
    ["a blank", " ", undefined],
    ["a negative number", "-5", undefined],
    ["a fraction", "1.5", undefined],
    ["a number with a unit", "5s", undefined],
    ["a word", "soon", undefined],
    ["a year", "Jan 3000", undefined],
    ["a date in another form", "2026-07-01T12:00:05Z", undefined],
    ["a date that does not exist", "Wed, 99 Jul 2026 12:00:05 GMT", undefined],
  ])("of %s", (_, header, milliseconds) => {
    expect(parseRetryAfter(header, now)).toBe(milliseconds);
  });
});

describe("isOutcomeUnknown", () => {
  it.each([
    ["POST", answered(500), true],
    ["POST", answered(504), true],
    ["POST", answered(408), true],
    ["POST", answered(422), false],
    ["POST", answered(429), false],
    ["POST", cut("ECONNRESET"), true],
    ["POST", cut("ETIMEDOUT"), true],
    ["POST", cut("ERR_ABORTED"), true],
    ["POST", cut("EWHATEVER"), true],
    ["POST", cut("ECONNREFUSED"), false],
    ["POST", cut("ENOTFOUND"), false],
    ["POST", cut("ECONNECTTIMEDOUT"), false],
    ["POST", cut("CERT_HAS_EXPIRED"), false],
    ["PUT", answered(500), false],
    ["DELETE", cut("ECONNRESET"), false],
    ["GET", cut("ECONNRESET"), false],
  ] as const)("%s, %j: %s", (method, failure, expected) => {
    expect(isOutcomeUnknown(method, failure)).toBe(expected);
  });
});
