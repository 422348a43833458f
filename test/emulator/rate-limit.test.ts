import { describe, expect, it } from "vitest";
import { callApi, messagesOf } from "../helpers/call-api.ts";
import { postIntegration } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

/** The statuses of so many GET /teams in a row. */
async function statusesOf(emulator: Parameters<typeof callApi>[0], count: number): Promise<number[]> {
  const answers = Array.from({ length: count }, () => callApi(emulator, "GET", "/teams"));
  return (await Promise.all(answers)).map(({ status }) => status).sort();
}

describe("the switch requestsPerSecond", () => {
  it("lets so many requests pass in each second of the clock and answers the others with 429", async () => {
    let now = 1_700_000_000_900;
    const emulator = await withEmulator({ clock: () => now, switches: { requestsPerSecond: 3 } });

    expect(await statusesOf(emulator, 5)).toEqual([200, 200, 200, 429, 429]);
    now += 100;
    expect(await statusesOf(emulator, 4)).toEqual([200, 200, 200, 429]);
  });

  it("says when to come again, and does nothing of what it refuses", async () => {
    const emulator = await withEmulator({ clock: () => 0, switches: { requestsPerSecond: 1 } });
    await callApi(emulator, "GET", "/teams");

    const refused = await postIntegration(emulator);

    expect(refused).toMatchObject({ status: 429 });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(messagesOf(refused)).toEqual(["Too Many Requests"]);
    expect(emulator.store.all("integrations")).toEqual([]);
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 429]);
  });

  it("counts each account for itself", async () => {
    const apiKeys = [{ key: "one" }, { key: "other", account: "other" }];
    const emulator = await withEmulator({ apiKeys, clock: () => 0, switches: { requestsPerSecond: 1 } });

    expect(await statusesOf(emulator, 2)).toEqual([200, 429]);
    expect(await statusesOf({ url: emulator.url, apiKey: "other" }, 2)).toEqual([200, 429]);
  });
});
