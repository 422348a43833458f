// The emulator's scripted faults, each over a real connection.

import { describe, expect, it } from "vitest";
import type { Emulator, Fault } from "../../emulator/src/index.ts";
import { callApi, messagesOf, rowsOf } from "../helpers/call-api.ts";
import { createIntegration, demoAccount, postIntegration } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

/** The statuses of so many GET /teams in a row. */
async function statusesOf(emulator: Emulator, count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index++) {
    statuses.push((await callApi(emulator, "GET", "/teams")).status);
  }
  return statuses;
}

const ERROR: Fault = { kind: "answer", status: 500 };

describe("which requests a fault strikes", () => {
  it.each<[string, Partial<Pick<Fault, "skip" | "times">>, number[]]>([
    ["once by default", {}, [500, 200, 200, 200]],
    ["so many times", { times: 2 }, [500, 500, 200, 200]],
    ["every time", { times: null }, [500, 500, 500, 500]],
    ["after so many that pass", { skip: 2 }, [200, 200, 500, 200]],
  ])("%s", async (_case, match, statuses) => {
    const emulator = await withEmulator();
    emulator.faults.add({ ...ERROR, ...match });

    expect(await statusesOf(emulator, 4)).toEqual(statuses);
  });

  it("one fault after the other, in the order in which they were added", async () => {
    const emulator = await withEmulator();
    for (const status of [429, 503]) emulator.faults.add({ kind: "answer", status });

    expect(await statusesOf(emulator, 3)).toEqual([429, 503, 200]);
  });

  it("by method and path", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    emulator.faults.add({ ...ERROR, method: "get", path: "/teams/:id", times: null });

    expect((await callApi(emulator, "GET", `/teams/${platform.id}`)).status).toBe(500);
    expect((await callApi(emulator, "PUT", `/teams/${platform.id}`, {})).status).toBe(200);
    expect((await callApi(emulator, "GET", "/teams")).status).toBe(200);
    expect((await callApi(emulator, "GET", `/teams/${platform.id}/alerts`)).status).toBe(200);
  });

  it("none any more once they are cleared", async () => {
    const emulator = await withEmulator();
    emulator.faults.add(ERROR);
    emulator.faults.clear();

    expect(emulator.faults.list()).toEqual([]);
    expect(await statusesOf(emulator, 1)).toEqual([200]);
  });
});

describe("the fault answer", () => {
  it.each(["0", "2", "Wed, 21 Oct 2099 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 GMT", "soon"])(
    "sends 429 with Retry-After: %s",
    async (retryAfter) => {
      const emulator = await withEmulator();
      emulator.faults.add({
        kind: "answer",
        status: 429,
        headers: { "retry-after": retryAfter },
        body: { errors: [{ message: "Too Many Requests" }], code: 429 },
      });

      const answer = await callApi(emulator, "GET", "/teams");

      expect(answer.status).toBe(429);
      expect(answer.headers.get("retry-after")).toBe(retryAfter);
      expect(messagesOf(answer)).toEqual(["Too Many Requests"]);
    },
  );

  it("sends an HTML page", async () => {
    const emulator = await withEmulator();
    emulator.faults.add({
      kind: "answer",
      status: 502,
      headers: { "content-type": "text/html" },
      body: "<h1>Bad gateway</h1>",
    });

    const answer = await callApi(emulator, "GET", "/teams");

    expect([answer.status, answer.text]).toEqual([502, "<h1>Bad gateway</h1>"]);
    expect(answer.headers.get("content-type")).toBe("text/html");
  });

  it("redirects elsewhere", async () => {
    const emulator = await withEmulator();
    emulator.faults.add({ kind: "answer", status: 302, headers: { location: "https://example.com/" } });

    const answer = await callApi(emulator, "GET", "/teams");

    expect([answer.status, answer.headers.get("location"), answer.text]).toEqual([
      302,
      "https://example.com/",
      "",
    ]);
  });

  it("strikes before the request takes effect, or after it", async () => {
    const emulator = await withEmulator();
    emulator.faults.add({ kind: "answer", status: 500, path: "/integrations" });
    emulator.faults.add({ kind: "answer", status: 504, path: "/integrations", afterCommit: true });

    expect((await postIntegration(emulator)).status).toBe(500);
    expect(emulator.store.all("integrations")).toHaveLength(0);
    expect((await postIntegration(emulator)).status).toBe(504);
    expect(emulator.store.all("integrations")).toHaveLength(1);
  });

  it("after commit takes the place of a 204 too", async () => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator);
    emulator.faults.add({ kind: "answer", status: 500, body: "no", method: "DELETE", afterCommit: true });

    const answer = await callApi(emulator, "DELETE", `/integrations/${id}`);

    expect([answer.status, answer.text]).toEqual([500, "no"]);
    expect(emulator.store.all("integrations")).toEqual([]);
  });
});

describe("the faults reset and hang", () => {
  it.each([
    [false, 0],
    [true, 1],
  ])("reset ends the connection without an answer; after commit: %s", async (afterCommit, count) => {
    const emulator = await withEmulator();
    emulator.faults.add({ kind: "reset", method: "POST", afterCommit });

    await expect(postIntegration(emulator)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });

    expect(emulator.store.all("integrations")).toHaveLength(count);
    expect(emulator.requests.at(-1)).toMatchObject({ method: "POST", status: null });
  });

  it.each([
    [false, 0],
    [true, 1],
  ])("hang never answers, until the emulator closes; after commit: %s", async (afterCommit, count) => {
    const emulator = await withEmulator();
    emulator.faults.add({ kind: "hang", method: "POST", afterCommit });
    const waiting = postIntegration(emulator).then(
      () => "answered",
      () => "failed",
    );
    await expect.poll(() => emulator.requests.at(-1)?.body).toBeDefined();
    expect((await callApi(emulator, "GET", "/teams")).status).toBe(200);
    await expect.poll(() => emulator.store.all("integrations").length).toBe(count);

    await emulator.close();

    expect(await waiting).toBe("failed");
  });
});

describe("the fault cut", () => {
  it("promises the whole body and sends half of it", async () => {
    const emulator = await withEmulator();
    emulator.faults.add({ kind: "cut" });

    await expect(callApi(emulator, "GET", "/teams")).rejects.toThrow();

    expect(emulator.requests).toMatchObject([{ path: "/teams", status: 200 }]);
  });
});

describe("the fault delay", () => {
  it("holds the request back, then lets it through", async () => {
    const emulator = await withEmulator();
    emulator.faults.add({ kind: "delay", delayMs: 40 });
    const start = performance.now();

    const answer = await callApi(emulator, "GET", "/teams");

    expect(answer.status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(39);
  });
});

describe("the fault expire-key", () => {
  it.each([
    [false, [401, 401]],
    [true, [200, 401]],
  ])("makes the key answer 401 from now on; after commit: %s", async (afterCommit, statuses) => {
    const emulator = await withEmulator();
    emulator.faults.add({ kind: "expire-key", afterCommit });

    expect(await statusesOf(emulator, 2)).toEqual(statuses);
    emulator.reset();
    expect(await statusesOf(emulator, 1)).toEqual([200]);
  });
});

describe("the fault shift-rows", () => {
  it.each([
    ["insert", ["c", "b", "b", "a"]],
    ["remove", ["c", "b"]],
  ] as const)("%s moves the rows of the next page", async (change, names) => {
    const emulator = await withEmulator();
    for (const name of ["a", "b", "c"]) await createIntegration(emulator, "Datadog", { name });
    emulator.faults.add({ kind: "shift-rows", change, path: "/integrations" });
    const page = async (offset: number) =>
      rowsOf(await callApi(emulator, "GET", `/integrations?limit=2&offset=${offset}`));

    const rows = [...(await page(0)), ...(await page(2))];

    expect(rows.map((row) => row["name"])).toEqual(names);
  });
});
