// What PagerTree limits (429): each request waits as it is told, within bounds, and is carried out once.

import { describe, expect, it, vi } from "vitest";
import type { Fault } from "../../../emulator/src/faults.ts";
import type { ApiClient } from "../../../provider/src/api/api-client.ts";
import { createLimitNotice } from "../../../provider/src/api/limit-notice.ts";
import { createLimiter } from "../../../provider/src/api/limiter.ts";
import type { RequestBody } from "../../../provider/src/api/request.ts";
import { RateLimitError } from "../../../provider/src/common/errors.ts";
import { fastClock, hastyClock } from "../../helpers/hasty-clock.ts";
import { errorOf, newIntegration, observedClient, withClient } from "./helpers.ts";

const unknownId = "01GDBEYARHS4W4QM6X370Z5TMB";

const limited = (retryAfter: string | undefined, times: number | null = 1): Fault => ({
  kind: "answer",
  status: 429,
  headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
  times,
});

/** What `Retry-After` may hold, and the least and the most that is waited the first time, in milliseconds. */
const headers: [what: string, header: () => string | undefined, least: number, most: number][] = [
  ["seconds", () => "2", 2_000, 2_000],
  ["a date", () => new Date(Date.now() + 20_000).toUTCString(), 10_000, 20_000],
  ["an hour", () => "3600", 60_000, 60_000],
  ["a date in an hour", () => new Date(Date.now() + 3_600_000).toUTCString(), 60_000, 60_000],
  ["zero", () => "0", 250, 500],
  ["a date that is past", () => "Wed, 01 Jan 2020 00:00:00 GMT", 250, 500],
  ["garbage", () => "soon", 250, 500],
  ["nothing", () => undefined, 250, 500],
];

type Request = (client: ApiClient, id: string, body: RequestBody) => Promise<unknown>;

const requests: [method: string, request: Request][] = [
  ["GET", (client, id) => client.read("integrations", id)],
  ["POST", (client, _id, body) => client.create("integrations", body)],
  ["PUT", (client, id) => client.update("integrations", id, { name: "Renamed" })],
  ["DELETE", (client, id) => client.delete("integrations", id)],
];

describe("a limit", () => {
  it.each(
    headers.flatMap(([what, ...header]) =>
      requests.map(([method, request]) => [method, what, request, ...header] as const),
    ),
  )(
    "makes a %s wait if Retry-After is %s, and it is carried out once",
    async (method, _what, request, header, least, most) => {
      const { client, emulator, waits } = await withClient();
      const body = await newIntegration(client, "Datadog");
      const { id } = await client.create("integrations", body);
      const before = emulator.requests.length;
      emulator.faults.add({ ...limited(header(), 1), method });
      await request(client, id, body);
      expect(waits).toHaveLength(1);
      expect(waits[0]).toBeGreaterThanOrEqual(least);
      expect(waits[0]).toBeLessThanOrEqual(most);
      const sent = emulator.requests.slice(before).filter((sent) => sent.method === method);
      expect(sent.map(({ status }) => status)).toContain(429);
      expect(sent.filter(({ status }) => status !== 429)).toHaveLength(
        method === "GET" ? sent.length - 1 : 1,
      );
    },
  );

  it.each(headers)(
    "met by fifty creates at once makes one object of each, without a hot loop: Retry-After is %s",
    async (_what, header) => {
      const clock = fastClock;
      const { client, emulator, lines } = await withClient({}, { clock, limiter: createLimiter(clock) });
      const body = await newIntegration(client, "Datadog");
      const refusals = 52;
      emulator.faults.add({ ...limited(header(), refusals), method: "POST" });
      const names = Array.from({ length: 50 }, (_, index) => `Integration ${index}`);
      await Promise.all(names.map((name) => client.create("integrations", { ...body, name })));
      expect(
        emulator.store
          .all("integrations")
          .map(({ name }) => name)
          .sort(),
      ).toEqual(names.sort());
      const posts = emulator.requests.filter(({ method }) => method === "POST");
      expect(posts).toHaveLength(50 + refusals);
      expect(posts.filter(({ status }) => status === 201)).toHaveLength(50);
      const waits = lines.flatMap((line) => / again in (\d+) ms/.exec(line)?.slice(1).map(Number) ?? []);
      expect(waits).toHaveLength(refusals);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(250);
      expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
    },
  );

  it.each(headers)(
    "that lasts ends in a RateLimitError in time: Retry-After is %s",
    async (_what, header) => {
      const clock = hastyClock();
      const { client, emulator } = await withClient({}, { clock });
      emulator.faults.add(limited(header(), null));
      const start = clock.now();
      const error = await errorOf(client.delete("routers", unknownId));
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error).toMatchObject({ outcomeUnknown: false });
      expect(clock.now() - start).toBeLessThanOrEqual(300_000);
      expect(emulator.requests.length).toBeLessThanOrEqual(160);
    },
  );

  it("is told once, with how long it is waited, however many requests meet it", async () => {
    const tell = vi.fn();
    const { client, emulator } = await withClient({}, { tellLimit: createLimitNotice(tell) });
    emulator.faults.add(limited("2", 3));
    emulator.faults.add(limited("3600"));
    await Promise.all([client.list("teams"), client.list("routers"), client.list("accountUsers")]);
    expect(tell.mock.calls).toEqual([[expect.stringContaining("PagerTree limits requests; waiting 2 s.")]]);
  });

  it("is no fault: it uses up none of the attempts at faults", async () => {
    const { client, emulator } = await withClient();
    emulator.faults.add(limited("1", 5));
    emulator.faults.add({ kind: "answer", status: 503, times: 3 });
    expect(await client.list("teams")).toHaveLength(2);
  });
});

describe("the pace of a run", () => {
  it("is the clients' together: after a limit no other client sends before the time", async () => {
    const { emulator } = await withClient();
    const clock = hastyClock();
    const limiter = createLimiter(clock);
    const one = observedClient(emulator.url, emulator.apiKey, { clock, limiter }).client;
    const other = observedClient(emulator.url, emulator.apiKey, { clock, limiter }).client;
    emulator.faults.add(limited("30"));
    const start = clock.now();
    await one.list("teams");
    await other.list("teams");
    expect(clock.now() - start).toBeGreaterThanOrEqual(30_000);
  });
});
