// Starting and closing an emulator: address, port, keys, seed.

import { describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator/src/index.ts";
import { callApi } from "../helpers/call-api.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

describe("startEmulator", () => {
  it("listens on loopback, on a free port, with the base URL's path", async () => {
    const [one, other] = [await withEmulator(), await withEmulator()];

    expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v4$/);
    expect(other.url).not.toBe(one.url);
  });

  it.each(["localhost", "127.0.0.1"])("listens on %s", async (host) => {
    const emulator = await withEmulator({ host });

    expect((await callApi(emulator, "GET", "/teams")).status).toBe(200);
  });

  it.each(["", "0.0.0.0", "::", "192.0.2.1", "example.com"])("refuses to listen on %s", async (host) => {
    await expect(startEmulator({ host })).rejects.toThrow(/allow-remote/);
  });

  it("listens elsewhere if told to, and gives a URL that works from here", async () => {
    const emulator = await withEmulator({ host: "0.0.0.0", allowRemote: true });

    expect((await callApi(emulator, "GET", "/teams")).status).toBe(200);
  });

  it("fails if the port is taken", async () => {
    const { url } = await withEmulator();

    await expect(startEmulator({ port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });

  it("needs a key", async () => {
    await expect(startEmulator({ apiKeys: [] })).rejects.toThrow("at least one key");
  });

  it("starts with nothing but the types where seed is empty", async () => {
    const emulator = await withEmulator({ seed: "empty" });

    for (const path of ["/teams", "/routers", "/account_users", "/integrations"]) {
      expect((await callApi(emulator, "GET", path)).body["total_count"]).toBe(0);
    }
  });

  it("closes while clients keep connections open", async () => {
    const emulator = await startEmulator();
    await callApi(emulator, "GET", "/teams");

    await emulator.close();

    await expect(callApi(emulator, "GET", "/teams")).rejects.toThrow();
  });
});
