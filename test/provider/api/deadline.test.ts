// The time that an operation may take in all, whatever the requests and waits that it consists of.

import { describe, expect, it } from "vitest";
import type { Fault } from "../../../emulator/src/faults.ts";
import { createApiClient } from "../../../provider/src/api/client.ts";
import { Deadline, outsideDeadlines, timeLeft, withinDeadline } from "../../../provider/src/api/deadline.ts";
import { createLimiter } from "../../../provider/src/api/limiter.ts";
import { withSharedReads } from "../../../provider/src/api/shared-reads.ts";
import type { PagerTreeLimits } from "../../../provider/src/common/config.ts";
import { OperationTimeoutError } from "../../../provider/src/common/errors.ts";
import { hastyClock } from "../../helpers/hasty-clock.ts";
import { noLimiter } from "../../helpers/no-limiter.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { errorOf, newIntegration } from "./helpers.ts";

/** A client with limits of its own, and the clock that it goes by. */
async function withLimits(limits: PagerTreeLimits) {
  const emulator = await withEmulator();
  const clock = hastyClock();
  const { url: baseUrl, apiKey } = emulator;
  const client = createApiClient({ baseUrl, apiKey, ...limits }, { clock, limiter: noLimiter });
  return { emulator, clock, client };
}

describe("the time of an operation", () => {
  const lasting: [string, Fault][] = [
    ["fails", { kind: "answer", status: 503, times: null }],
    [
      "asks for a minute each time",
      { kind: "answer", status: 503, headers: { "retry-after": "60" }, times: null },
    ],
    ["limits requests", { kind: "answer", status: 429, times: null }],
    ["cuts connections", { kind: "reset", times: null }],
  ];

  it.each(lasting)("ends the attempts at a PagerTree that %s", async (_what, fault) => {
    const { emulator, clock, client } = await withLimits({ timeoutSeconds: 10, maxRetries: 100 });
    emulator.faults.add(fault);
    const start = clock.now();
    await errorOf(client.list("teams"));
    expect(clock.now() - start).toBeLessThanOrEqual(10_000);
  });

  it.each(["GET", "POST"])("cuts off a %s that gets no answer", async (method) => {
    const { emulator, client } = await withLimits({ timeoutSeconds: 1 });
    const body = await newIntegration(client, "Datadog");
    emulator.faults.add({ kind: "hang", method, times: null });
    const request = method === "GET" ? client.list("teams") : client.create("integrations", body);
    const error = await errorOf(request);
    expect(error).toMatchObject({ networkCode: "ETIMEDOUT", outcomeUnknown: method === "POST" });
    expect(emulator.requests.filter((sent) => sent.method === method && sent.status === null)).toHaveLength(
      1,
    );
  });

  it("counts all requests of the operation", async () => {
    const { emulator, clock, client } = await withLimits({ timeoutSeconds: 10, maxRetries: 100 });
    emulator.faults.add({ kind: "answer", path: "/teams", status: 503, headers: { "retry-after": "6" } });
    emulator.faults.add({ kind: "answer", path: "/routers", status: 503, headers: { "retry-after": "6" } });
    const operation = withinDeadline(
      () => new Deadline({ timeoutSeconds: 10 }, clock),
      async () => {
        await client.list("teams");
        return client.list("routers");
      },
    );
    expect(await errorOf(operation)).toMatchObject({ status: 503, operation: "list routers" });
    expect(await client.list("routers")).toHaveLength(1);
  });

  it("sends nothing once it is over, and says so", async () => {
    const { emulator, clock } = await withLimits({});
    const { url: baseUrl, apiKey } = emulator;
    const client = createApiClient({ baseUrl, apiKey }, { clock, limiter: createLimiter(clock) });
    const operation = withinDeadline(
      () => new Deadline({ timeoutSeconds: 10 }, clock),
      async () => {
        await clock.wait(10_000);
        return client.create("integrations", { name: "Checkout" });
      },
    );
    const error = await errorOf(operation);
    expect(error).toBeInstanceOf(OperationTimeoutError);
    expect(error.message).toMatch(
      /^create integration "Checkout": not done within the 10 s .* pagertree:timeoutSeconds/,
    );
    expect(emulator.requests).toEqual([]);
  });

  it("is known to what the operation does besides requests", async () => {
    const clock = hastyClock();
    expect(timeLeft()).toBe(Number.POSITIVE_INFINITY);
    await withinDeadline(
      () => new Deadline({ timeoutSeconds: 10 }, clock),
      async () => {
        await clock.wait(4_000);
        expect(timeLeft()).toBeLessThanOrEqual(6_000);
        expect(timeLeft()).toBeGreaterThan(5_000);
        // An operation within has no more time.
        await withinDeadline(
          () => new Deadline({ timeoutSeconds: 3_600 }, clock),
          async () => expect(timeLeft()).toBeLessThanOrEqual(6_000),
        );
        await clock.wait(7_000);
        expect(timeLeft()).toBe(0);
        expect(outsideDeadlines(timeLeft)).toBe(Number.POSITIVE_INFINITY);
      },
    );
  });

  it("of one read does not end the list that others wait for as well", async () => {
    const { emulator, clock, client } = await withLimits({});
    const body = await newIntegration(client, "Datadog");
    const made = await Promise.all(
      ["a", "b"].map((name) => client.create("integrations", { ...body, name })),
    );
    const shared = withSharedReads(client);
    emulator.faults.add({ kind: "answer", method: "GET", status: 503, headers: { "retry-after": "30" } });
    const reads = made.map(({ id }, index) =>
      withinDeadline(
        () => new Deadline({ timeoutSeconds: index === 0 ? 1 : 300 }, clock),
        () => shared.read("integrations", id),
      ),
    );
    expect((await Promise.all(reads)).map(({ name }) => name)).toEqual(["a", "b"]);
  });
});

describe("the number of retries", () => {
  it.each([0, 1, 5])("is as configured: %i", async (maxRetries) => {
    const { emulator, client } = await withLimits({ maxRetries });
    emulator.faults.add({ kind: "answer", status: 503, times: null });
    await errorOf(client.list("teams"));
    expect(emulator.requests).toHaveLength(maxRetries + 1);
  });
});
