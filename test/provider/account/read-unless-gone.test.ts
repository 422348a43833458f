// An object that is gone, and one that PagerTree does not show yet.

import { describe, expect, it, vi } from "vitest";
import { readUnlessGone } from "../../../provider/src/account/read-unless-gone.ts";
import { AuthError, NotFoundError } from "../../../provider/src/common/errors.ts";

const failure = {
  method: "GET",
  path: "/integrations/x",
  operation: "read",
  messages: [],
  outcomeUnknown: false,
};
const notFound = new NotFoundError({ ...failure, status: 404 });

const accountId = async () => undefined;

/** Reads an object of this age that is shown after so many attempts. */
async function readAfter(misses: number, leastAge: number) {
  const waits: number[] = [];
  const read = vi.fn(async () => "the object");
  for (let miss = 0; miss < misses; miss += 1) read.mockRejectedValueOnce(notFound);
  const wait = async (time: number) => void waits.push(time);
  const found = await readUnlessGone(read, leastAge, {}, { wait, accountId });
  return { found, reads: read.mock.calls.length, waited: waits.reduce((sum, time) => sum + time, 0) };
}

describe("readUnlessGone", () => {
  it("gives what is there at once", async () => {
    expect(await readAfter(0, 0)).toEqual({ found: "the object", reads: 1, waited: 0 });
  });

  it("says at once that an object is gone that is older than five seconds", async () => {
    expect(await readAfter(1, 5_000)).toEqual({ found: undefined, reads: 1, waited: 0 });
  });

  it("looks again for an object that may be new", async () => {
    expect(await readAfter(2, 0)).toEqual({ found: "the object", reads: 3, waited: 1_000 });
  });

  it.each([
    [0, 6],
    [1_000, 4],
    [4_000, 2],
    [4_999.5, 2],
  ])("gives up an object of %i ms when it is five seconds old, after %i reads", async (age, reads) => {
    expect(await readAfter(100, age)).toEqual({ found: undefined, reads, waited: 5_000 - age });
  });

  it("fails at any other error", async () => {
    const refused = new AuthError({ ...failure, status: 401 });
    const read = () => Promise.reject(refused);
    await expect(readUnlessGone(read, 0, {}, { wait: async () => {}, accountId })).rejects.toBe(refused);
  });
});
