import { describe, expect, it } from "vitest";
import { logFromEnvironment, logLine } from "../../../provider/src/api/log.ts";
import type { ApiRequest } from "../../../provider/src/api/request.ts";

const get: ApiRequest = {
  method: "GET",
  path: "/teams",
  operation: "list teams",
  query: { limit: 100, offset: 0 },
};

describe("logLine", () => {
  it("gives method, path, result, time and the number of the attempt", () => {
    expect(logLine(get, { result: 200, milliseconds: 12.4, attempt: 1 }, [])).toBe(
      "pagertree: GET /teams?limit=100&offset=0 200 12 ms attempt 1",
    );
  });

  it("says when the next attempt follows", () => {
    expect(logLine(get, { result: "ECONNRESET", milliseconds: 3, attempt: 2, nextAfter: 812.6 }, [])).toBe(
      "pagertree: GET /teams?limit=100&offset=0 ECONNRESET 3 ms attempt 2 again in 813 ms",
    );
  });

  it("gives the body without secrets, on one line", () => {
    const post: ApiRequest = {
      method: "POST",
      path: "/integrations",
      operation: "create integration",
      body: { name: "hunter2\nof mine", option_password: "hunter2", option_alert_open: true },
    };
    expect(logLine(post, { result: 201, milliseconds: 30, attempt: 1 }, ["hunter2"])).toBe(
      'pagertree: POST /integrations 201 30 ms attempt 1 {"name":"[secret]\\nof mine","option_password":"[secret]","option_alert_open":true}',
    );
  });

  it("shows nothing of a secret option, whatever its value is", () => {
    const body = { option_password: { first: "hunter2" }, option_token: ["hunter2"] };
    const line = logLine({ ...get, body }, { result: 200, milliseconds: 1, attempt: 1 }, []);
    expect(line).toContain('{"option_password":"[secret]","option_token":"[secret]"}');
  });

  it("is bounded", () => {
    const body = { name: "x".repeat(100_000) };
    const line = logLine({ ...get, body }, { result: 200, milliseconds: 1, attempt: 1 }, ["hunter2"]);
    expect([...line]).toHaveLength(2000);
  });
});

describe("logFromEnvironment", () => {
  it.each([["debug"], ["DEBUG"], [" debug "]])("writes if PAGERTREE_LOG is %j", (value) => {
    expect(logFromEnvironment({ PAGERTREE_LOG: value })).toBeInstanceOf(Function);
  });

  it.each([[undefined], [""], ["info"], ["1"]])("writes nothing if PAGERTREE_LOG is %j", (value) => {
    expect(logFromEnvironment({ PAGERTREE_LOG: value })).toBeUndefined();
  });
});
