import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ConfigKey,
  defaultBaseUrl,
  resolveConfig,
  resolveCoverageDays,
} from "../../../provider/src/common/config.ts";
import { ConfigError } from "../../../provider/src/common/errors.ts";

type Settings = { readonly [Key in ConfigKey]?: string };

const key = "test-key-1";
const accountId = "01GDBEYARHS4W4QM6X370Z5TMB";

function resolve(config: Settings, environment: NodeJS.ProcessEnv = {}) {
  return resolveConfig((name) => config[name], environment);
}

function errorOf(config: Settings, environment: NodeJS.ProcessEnv = {}): ConfigError {
  try {
    resolve(config, environment);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error;
    }
    throw error;
  }
  throw new Error("no error was thrown");
}

describe("resolveConfig", () => {
  it.each([
    ["the configuration", { apiKey: "a" }, {}, "a"],
    ["the environment", {}, { PAGERTREE_API_KEY: "b" }, "b"],
    ["the configuration before the environment", { apiKey: "a" }, { PAGERTREE_API_KEY: "b" }, "a"],
    ["the environment if the configuration is blank", { apiKey: " " }, { PAGERTREE_API_KEY: "b" }, "b"],
  ])("takes the key from %s", (_, config, environment, apiKey) => {
    expect(resolve(config, environment)).toEqual({ apiKey, baseUrl: defaultBaseUrl });
  });

  it.each([
    ["the configuration", { baseUrl: "https://a.test" }, {}, "https://a.test"],
    ["the environment", {}, { PAGERTREE_BASE_URL: "https://b.test/v4" }, "https://b.test/v4"],
    [
      "the configuration before the environment",
      { baseUrl: "https://a.test" },
      { PAGERTREE_BASE_URL: "https://b.test" },
      "https://a.test",
    ],
    ["PagerTree itself if both are blank", { baseUrl: "" }, { PAGERTREE_BASE_URL: "  " }, defaultBaseUrl],
  ])("takes the base URL from %s", (_, config, environment, baseUrl) => {
    expect(resolve({ apiKey: key, ...config }, environment).baseUrl).toBe(baseUrl);
  });

  it.each([[{}], [{ apiKey: "" }], [{ apiKey: " \n" }]])("says how to set a missing key: %j", (config) => {
    const { message } = errorOf(config, { PAGERTREE_API_KEY: " " });
    expect(message).toContain("The PagerTree API key is missing.");
    expect(message).toContain("pulumi config set --secret pagertree:apiKey");
    expect(message).toContain("PAGERTREE_API_KEY");
    expect(message).toContain("https://app.pagertree.com/user/settings");
  });

  it.each([
    "line\nbreak",
    "end\n",
    " start",
    "two words",
    "quo\u00ebte",
    "nul\0",
    "“quoted”",
    "tab\t",
    "\u007fdel",
  ])("refuses a key that cannot stand in a header, and does not print it: %j", (apiKey) => {
    const { message } = errorOf({ apiKey });
    expect(message).toContain("contains a character that no key has");
    expect(message).not.toContain(apiKey.trim());
  });

  it.each([
    ["https://api.pagertree.com/api/v4/", "https://api.pagertree.com/api/v4"],
    ["https://api.pagertree.com/api/v4//", "https://api.pagertree.com/api/v4"],
    [" https://proxy.example.com:8443/pagertree\n", "https://proxy.example.com:8443/pagertree"],
    ["https://example.com/", "https://example.com"],
    ["HTTPS://Example.COM/Api", "https://example.com/Api"],
    ["http://127.0.0.1:4010/api/v4", "http://127.0.0.1:4010/api/v4"],
    ["http://127.255.0.9", "http://127.255.0.9"],
    ["http://[::1]:4010/api/v4/", "http://[::1]:4010/api/v4"],
    ["http://localhost:4010/api/v4", "http://localhost:4010/api/v4"],
    ["HTTP://LocalHost/api", "http://localhost/api"],
    ["https://127.0.0.1.evil.test", "https://127.0.0.1.evil.test"],
  ])("takes %j", (baseUrl, result) => {
    expect(resolve({ apiKey: key, baseUrl }).baseUrl).toBe(result);
  });

  it.each([
    ["http://api.pagertree.com/api/v4", "plain http"],
    ["http://127.0.0.1.evil.test", "plain http"],
    ["http://localhost.evil.test", "plain http"],
    ["http://localhost.", "plain http"],
    ["http://evil-localhost", "plain http"],
    ["http://128.0.0.1", "plain http"],
    ["http://0.0.0.0:4010", "plain http"],
    ["http://[::]", "plain http"],
    ["http://[::ffff:127.0.0.1]", "plain http"],
    ["http://[::127.0.0.1]", "plain http"],
    ["http://[0:0:0:0:0:0:0:1]", "plain http"],
    ["http://127.1", "plain http"],
    ["http://2130706433", "plain http"],
    ["http://0x7f000001", "plain http"],
    ["http://0177.0.0.1", "plain http"],
    ["http://①②⑦.0.0.1", "plain http"],
    ["http://ⓛocalhost", "plain http"],
    ["http:127.0.0.1", "plain http"],
    ["http://localhost@evil.test", "user name"],
    ["https://key@example.com", "user name"],
    ["https://user:hunter2@example.com", "user name"],
    ["http://localhost#@evil.test", "user name"],
    ["https://example.com/?token=hunter2", "query"],
    ["https://example.com/?", "query"],
    ["https://example.com/#", "query"],
    ["http://127.0.0.1\\.evil.test", "backslash"],
    ["http://127.0.0.1\n.evil.test", "line break"],
    ["https://exa mple.com", "not an https URL"],
    ["ftp://localhost", "not an https URL"],
    ["file:///etc/passwd", "not an https URL"],
    ["javascript:alert(1)", "not an https URL"],
    ["api.pagertree.com/api/v4", "not an https URL"],
    ["localhost:4010", "not an https URL"],
    ["https://", "not an https URL"],
    ["https://api.pagertree.com", "does not end in /api/v4"],
    ["https://api.pagertree.com/api", "does not end in /api/v4"],
    ["http://[::1%25lo]", "not an https URL"],
  ])("refuses %j", (baseUrl, reason) => {
    const { message } = errorOf({ apiKey: key, baseUrl });
    expect(message).toContain(reason);
    expect(message).not.toContain("hunter2");
    expect(message).not.toContain("evil");
  });

  it.each([
    ["nothing, and leaves it open", {}, {}, undefined],
    ["the configuration", { accountId }, {}, accountId],
    ["the environment", {}, { PAGERTREE_ACCOUNT_ID: ` ${accountId}\n` }, accountId],
    [
      "the configuration before the environment",
      { accountId },
      { PAGERTREE_ACCOUNT_ID: "01GDBEYARHS4W4QM6X370Z5TM9" },
      accountId,
    ],
    ["any spelling of a ULID", { accountId: accountId.toLowerCase() }, {}, accountId],
  ])("takes the account from %s", (_, config, environment, expected) => {
    expect(resolve({ apiKey: key, ...config }, environment).accountId).toBe(expected);
  });

  it.each(["acc_ODCWagoG9", "acme", "12", `${accountId}0`, `"${accountId}"`, "hunter2-a-key"])(
    "refuses %j for an account, which nothing can be compared with, and does not print it",
    (text) => {
      for (const { message } of [
        errorOf({ apiKey: key, accountId: text }),
        errorOf({ apiKey: key }, { PAGERTREE_ACCOUNT_ID: text }),
      ]) {
        expect(message).toContain(
          "pagertree:accountId (or PAGERTREE_ACCOUNT_ID) is not the ULID of an account",
        );
        expect(message).not.toContain(text);
      }
    },
  );

  it.each([
    ["nothing, and leaves it to the default", {}, {}, undefined],
    ["the configuration", { timeoutSeconds: "60" }, {}, 60],
    ["the environment", {}, { PAGERTREE_TIMEOUT_SECONDS: " 90\n" }, 90],
    [
      "the configuration before the environment",
      { timeoutSeconds: "60" },
      { PAGERTREE_TIMEOUT_SECONDS: "90" },
      60,
    ],
  ])("takes the time of an operation from %s", (_, config, environment, seconds) => {
    expect(resolve({ apiKey: key, ...config }, environment).timeoutSeconds).toBe(seconds);
  });

  it.each([
    ["nothing, and leaves it to the default", {}, {}, undefined],
    ["the configuration", { maxRetries: "0" }, {}, 0],
    ["the environment", {}, { PAGERTREE_MAX_RETRIES: "10" }, 10],
  ])("takes the number of retries from %s", (_, config, environment, count) => {
    expect(resolve({ apiKey: key, ...config }, environment).maxRetries).toBe(count);
  });

  it.each([
    ["nothing, and leaves it at two weeks", {}, {}, 14],
    ["the configuration, which turns it off", { coverageDays: "0" }, { PAGERTREE_COVERAGE_DAYS: "7" }, 0],
    ["the environment", {}, { PAGERTREE_COVERAGE_DAYS: "7" }, 7],
  ])("takes the days for which somebody is to be on call from %s", (_, config, environment, days) => {
    const values: Partial<Record<ConfigKey, string>> = config;
    expect(resolveCoverageDays((name) => values[name], environment)).toBe(days);
  });

  it.each(["367", "-1", "2 weeks"])("refuses %s as a number of days", (text) => {
    expect(() => resolveCoverageDays(() => text, {})).toThrow(
      "pagertree:coverageDays (or PAGERTREE_COVERAGE_DAYS) is not a whole number from 0 to 366.",
    );
  });

  it.each([
    [
      "timeoutSeconds",
      "PAGERTREE_TIMEOUT_SECONDS",
      "1 to 86400",
      ["0", "86401", "-1", "1.5", "60s", "1e3", "soon"],
    ],
    ["maxRetries", "PAGERTREE_MAX_RETRIES", "0 to 100", ["101", "-1", "1.5", "three", "0x1", "Infinity"]],
  ] as const)(
    "refuses a %s that is no whole number in its bounds, wherever it stands",
    (name, variable, bounds, values) => {
      for (const value of values) {
        const message = `pagertree:${name} (or ${variable}) is not a whole number from ${bounds}.`;
        expect(errorOf({ apiKey: key, [name]: value }).message).toContain(message);
        expect(errorOf({ apiKey: key }, { [variable]: value }).message).toContain(message);
      }
    },
  );

  it("gives plain http to nothing but loopback, for any host", () => {
    const host = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV4Extended(),
      fc.ipV6().map((ip) => `[${ip}]`),
      fc.webAuthority(),
    );
    fc.assert(
      fc.property(host, fc.webPath(), (authority, path) => {
        try {
          const { hostname } = new URL(
            resolve({ apiKey: key, baseUrl: `http://${authority}${path}` }).baseUrl,
          );
          expect(hostname).toMatch(/^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
        }
      }),
    );
  });

  it("prints no part of a refused key, for any key", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (apiKey) => {
        fc.pre(!/^[\x21-\x7e]+$/.test(apiKey) && apiKey.trim().length >= 6);
        const error = errorOf({ apiKey });
        expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(apiKey.trim());
      }),
    );
  });
});
