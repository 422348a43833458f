// An object that is gone, and one that PagerTree does not show yet.

import { describe, expect, it, onTestFinished, vi } from "vitest";
import { AuthError, NotFoundError } from "../../../provider/src/errors.ts";
import { readUnlessGone } from "../../../provider/src/lifecycle/read-unless-gone.ts";

const failure = {
  method: "GET",
  path: "/integrations/x",
  operation: "read",
  messages: [],
  outcomeUnknown: false,
};
const notFound = new NotFoundError({ ...failure, status: 404 });
const now = Date.parse("2026-01-02T03:04:05.000Z");
const secondsAgo = (seconds: number) => ({ createdAt: new Date(now - seconds * 1000).toISOString() });

const accountId = async () => undefined;

/** Reads an object that is shown after so many attempts. */
async function readAfter(misses: number, state: { createdAt?: unknown }) {
  vi.useFakeTimers({ toFake: ["Date"], now });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const waits: number[] = [];
  const read = vi.fn(async () => "the object");
  for (let miss = 0; miss < misses; miss += 1) read.mockRejectedValueOnce(notFound);
  const found = await readUnlessGone(read, state, { wait: async (time) => void waits.push(time), accountId });
  return { found, reads: read.mock.calls.length, waited: waits.reduce((sum, time) => sum + time, 0) };
}

describe("readUnlessGone", () => {
  it("gives what is there at once", async () => {
    expect(await readAfter(0, secondsAgo(1))).toEqual({ found: "the object", reads: 1, waited: 0 });
  });

  it.each([
    ["was made a while ago", secondsAgo(6)],
    ["was made at a time that is not known", {}],
    ["was made at a time that is none", { createdAt: "yesterday" }],
    ["was made in a future far off", secondsAgo(-3600)],
  ])("says at once that an object is gone that %s", async (_what, state) => {
    expect(await readAfter(1, state)).toEqual({ found: undefined, reads: 1, waited: 0 });
  });

  it.each([
    ["just now", 0],
    ["by a clock that is ahead", -2],
  ])("looks again for an object that was made %s", async (_what, age) => {
    expect(await readAfter(2, secondsAgo(age))).toMatchObject({ found: "the object", reads: 3 });
  });

  it("gives it up after five seconds", async () => {
    expect(await readAfter(100, secondsAgo(0))).toEqual({ found: undefined, reads: 6, waited: 5_000 });
  });

  it("fails at any other error", async () => {
    const refused = new AuthError({ ...failure, status: 401 });
    const read = () => Promise.reject(refused);
    await expect(readUnlessGone(read, secondsAgo(0), { wait: async () => {}, accountId })).rejects.toBe(
      refused,
    );
  });
});
