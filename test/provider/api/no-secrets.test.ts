import { inspect } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Fault } from "../../../emulator/src/faults.ts";
import { createApiClient } from "../../../provider/src/api/client.ts";
import { errorOf, newIntegration, observedClient, withClient } from "./helpers.ts";

const apiKey = "planted-api-key-0001";
const webhookUrl = "https://hooks.example.com/services/planted-webhook-secret?x=1&y=2";
const password = 'planted "pass\\word" 0002';
const proxyUrl = "http://user:planted-proxy-0003@proxy.example.com:8080";

const secretOptions = {
  option_webhook_url: webhookUrl,
  option_password: password,
  option_proxy_url: proxyUrl,
};
const planted = ["planted-api-key", "planted-webhook-secret", "planted-proxy", "pass\\word", "pass\\\\word"];

/** Everything that anybody could print of an error. */
function printed(error: unknown): string {
  return [
    inspect(error, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(error),
    String(error),
    error instanceof Error ? String(error.stack) : "",
  ].join("\n");
}

function expectNoSecret(text: string): void {
  for (const secret of planted) {
    expect(text).not.toContain(secret);
  }
}

const echo = (...messages: string[]) => ({ errors: messages.map((message) => ({ message })), code: 422 });

const failures: [string, Fault][] = [
  ...[301, 400, 401, 403, 404, 409, 413, 422, 500, 503].map((status): [string, Fault] => [
    `status ${status}`,
    {
      kind: "answer",
      status,
      body: echo(`option_webhook_url ${webhookUrl} is not a valid URL`),
      times: null,
    },
  ]),
  [
    "status 422 that quotes every secret in every way",
    {
      kind: "answer",
      status: 422,
      body: echo(
        `option_password ${password} is invalid`,
        `got ${JSON.stringify({ password, apiKey })}`,
        `at ${encodeURIComponent(webhookUrl)}`,
        `bad URI ${webhookUrl.slice(0, 60)}`,
        `no proxy at ${new URL(proxyUrl).username}:${new URL(proxyUrl).password}@proxy.example.com:8080`,
        `Authorization: Bearer ${apiKey}`,
      ),
    },
  ],
  ["status 429", { kind: "answer", status: 429, body: echo(`slow down, ${apiKey}`), times: null }],
  [
    "a web page with the request in it",
    { kind: "answer", status: 400, body: `<pre>${apiKey} ${password}</pre>` },
  ],
  [
    "a success that repeats the request",
    { kind: "answer", status: 201, body: { id: [apiKey], ...secretOptions } },
  ],
  ["a success that is not JSON", { kind: "answer", status: 201, body: `${apiKey} ${webhookUrl}` }],
  ["a reset", { kind: "reset", times: null }],
  ["a cut body", { kind: "cut" }],
  ["no answer", { kind: "hang", times: null }],
  ["a redirect", { kind: "answer", status: 302, headers: { location: "https://example.com/" } }],
];

describe("an error of the API client", () => {
  it.each(failures)("holds neither the key nor a secret of the request: %s", async (_, fault) => {
    const { client, emulator } = await withClient({ apiKeys: [{ key: apiKey }] });
    const body = await newIntegration(client, "Outgoing Webhook", secretOptions);
    emulator.faults.add({ ...fault, method: "POST" });
    const { client: hasty, lines } = observedClient(emulator.url, apiKey, { timeoutMilliseconds: 300 });

    const error = await errorOf(hasty.create("integrations", body));

    expect(error.message).toContain('create integration "Checkout"');
    expect(error.cause).toBeUndefined();
    expectNoSecret(printed(error));
    expect(lines.join("\n")).toContain("POST /integrations");
    expectNoSecret(lines.join("\n"));
  });

  it.each(["http://127.0.0.1:1", "https://127.0.0.1:1", "https://no-such-host.invalid"])(
    "holds neither the key nor a secret of the request: nobody at %s",
    async (url) => {
      const { client, lines } = observedClient(url, apiKey);
      const error = await errorOf(client.create("integrations", { name: "Checkout", ...secretOptions }));
      expect(error.code).toBe("transport");
      expectNoSecret(printed(error));
      expectNoSecret(lines.join("\n"));
    },
  );

  it("would show the key if it were got's own: what this file guards against", async () => {
    const { default: got } = await import("got");
    const error: unknown = await got("http://127.0.0.1:1", {
      headers: { authorization: `Bearer ${apiKey}` },
      retry: { limit: 0 },
    }).catch((thrown: unknown) => thrown);
    expect(printed(error)).toContain(apiKey);
  });
});

describe("the request log", () => {
  it("shows a create with its secrets cut and without the key", async () => {
    const { client, emulator } = await withClient({ apiKeys: [{ key: apiKey }] });
    const body = await newIntegration(client, "Outgoing Webhook", secretOptions);
    const { client: logged, lines } = observedClient(emulator.url, apiKey);
    await logged.create("integrations", body);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^pagertree: POST \/integrations 201 \d+ ms attempt 1 \{"name":"Checkout"/);
    expect(lines[0]).toContain('"option_webhook_url":"[secret]"');
    expectNoSecret(lines.join("\n"));
  });

  it.each([
    ["debug", 1],
    [undefined, 0],
  ])("goes to stderr if PAGERTREE_LOG is debug: %s", async (level, count) => {
    const { emulator } = await withClient();
    vi.stubEnv("PAGERTREE_LOG", level);
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      write.mockRestore();
    });
    await createApiClient({ baseUrl: emulator.url, apiKey: emulator.apiKey }).list("teams");
    const lines = write.mock.calls
      .map(([line]) => line)
      .filter((line) => String(line).startsWith("pagertree: "));
    expect(lines).toEqual(
      Array.from({ length: count }, () => expect.stringMatching(/^pagertree: GET \/teams.*\n$/)),
    );
  });
});
