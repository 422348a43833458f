// The limiter against servers that count in different ways, on a clock of the test's own.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Deadline } from "../../../provider/src/api/deadline.ts";
import { createLimiter, type Limiter } from "../../../provider/src/api/limiter.ts";

const clock = {
  now: () => Date.now(),
  wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};

/** The time of an operation that has no hurry. */
const unhurried = () => new Deadline({ timeoutSeconds: 3_600 }, clock);

/** What `turn` gave an operation that has the time. */
async function turnOf(limiter: Limiter): Promise<number> {
  const sentAt = await limiter.turn(unhurried());
  if (sentAt === undefined) throw new Error("The time was over.");
  return sentAt;
}

/** Whether a server lets a request pass that arrives now. */
type Server = () => boolean;

const perSecond = 20;

/** So many in each second of the clock, as Rails counts. */
function fixedWindow(): Server {
  let window = -1;
  let count = 0;
  return () => {
    const current = Math.floor(Date.now() / 1_000);
    count = current === window ? count + 1 : 1;
    window = current;
    return count <= perSecond;
  };
}

/** So many in any second. */
function slidingWindow(): Server {
  let passes: number[] = [];
  return () => {
    passes = passes.filter((time) => time > Date.now() - 1_000);
    return passes.length < perSecond && passes.push(Date.now()) > 0;
  };
}

/** A bucket that holds a second's worth and is filled all the time. */
function bucket(): Server {
  let level = perSecond;
  let last = Date.now();
  return () => {
    level = Math.min(perSecond, level + ((Date.now() - last) * perSecond) / 1_000);
    last = Date.now();
    const passes = level >= 1;
    level -= passes ? 1 : 0;
    return passes;
  };
}

/** Sends requests, eight at a time, each until it passes; gives how long that took and how many were refused. */
async function send(count: number, server: Server, latency: number) {
  const limiter = createLimiter(clock);
  let left = count;
  let refused = 0;
  let end: number | undefined;
  const start = Date.now();
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      for (let isDone = false; !isDone; ) {
        const sentAt = await turnOf(limiter);
        await clock.wait(latency / 2);
        isDone = server();
        await clock.wait(latency / 2);
        if (isDone) {
          limiter.passed();
        } else {
          refused += 1;
          limiter.refused(sentAt, 1_000);
          await clock.wait(1_000);
        }
      }
    }
  };
  void Promise.all(Array.from({ length: 8 }, worker)).then(() => {
    end = Date.now();
  });
  while (end === undefined) {
    await vi.advanceTimersByTimeAsync(100);
  }
  return { seconds: (end - start) / 1_000, refused };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_300 });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the limiter", () => {
  it("lets requests pass as they come until one is refused", async () => {
    expect(await send(1_000, () => true, 10)).toEqual({ seconds: 1.25, refused: 0 });
  });

  it.each([
    ["counts by the clock's seconds", fixedWindow, 10],
    ["counts by the clock's seconds, far away", fixedWindow, 100],
    ["counts any second", slidingWindow, 10],
    ["counts any second, far away", slidingWindow, 100],
    ["fills a bucket", bucket, 10],
    ["fills a bucket, far away", bucket, 100],
  ])("keeps to the rate of a server that %s", async (_how, server, latency) => {
    const { seconds, refused } = await send(300, server(), latency);
    expect(refused).toBeLessThanOrEqual(15);
    expect(seconds).toBeLessThanOrEqual((300 / perSecond) * 1.15);
  });

  it("sends nothing for as long as the server asks, whoever was refused", async () => {
    const limiter = createLimiter(clock);
    limiter.passed();
    limiter.refused(await turnOf(limiter), 5_000);
    const sent = vi.fn();
    void turnOf(limiter).then(sent);
    void turnOf(limiter).then(sent);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(sent).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveBeenCalledOnce();
  });

  it("puts off also what was waiting for its turn when the limit was met", async () => {
    const limiter = createLimiter(clock);
    limiter.passed();
    limiter.refused(await turnOf(limiter), 1_000);
    const first = turnOf(limiter);
    const sent = vi.fn();
    void turnOf(limiter).then(sent);
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.advanceTimersByTimeAsync(10);
    limiter.refused(await first, 30_000);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(sent).not.toHaveBeenCalled();
  });

  it("knows no rate where nothing has passed: then all wait as long as the server asks, and no longer", async () => {
    const limiter = createLimiter(clock);
    limiter.refused(await turnOf(limiter), 60_000);
    const sent = vi.fn();
    for (let count = 0; count < 50; count += 1) void turnOf(limiter).then(sent);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(sent).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveBeenCalledTimes(50);
  });

  it("lets a request wait for its turn longer than its operation may take, while others pass", async () => {
    const limiter = createLimiter(clock);
    limiter.passed();
    limiter.refused(await turnOf(limiter), 1_000);
    const turns: (number | undefined)[] = [];
    // A request a second passes, and each operation may take five.
    const send = async () => {
      turns.push(await limiter.turn(new Deadline({ timeoutSeconds: 5 }, clock)));
      limiter.passed();
    };
    for (let count = 0; count < 30; count += 1) void send();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(turns).toHaveLength(30);
    expect(turns).not.toContain(undefined);
  });

  it("gives no turn once the time of an operation is over and nothing has passed", async () => {
    const limiter = createLimiter(clock);
    limiter.passed();
    limiter.refused(await turnOf(limiter), 60_000);
    const ended = vi.fn();
    void limiter.turn(new Deadline({ timeoutSeconds: 5 }, clock)).then(ended);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended.mock.calls).toEqual([[undefined]]);
  });
});
