import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact, secretsOf, withoutSecretValues } from "../../../provider/src/api/secrets.ts";
import { plainText } from "../../../provider/src/common/plain-text.ts";

const body = {
  name: "Checkout",
  option_webhook_url: "https://hooks.example.com/services/T0/B0/s3cret",
  option_password: "hunter2",
  option_alert_open: true,
  option_some_new_token: "abc",
  webhook_url: "no option",
};

describe("secretsOf", () => {
  it("gives the API key and the values of secret options, unknown ones that sound secret among them", () => {
    expect(secretsOf("key", body)).toEqual(["key", body.option_webhook_url, "hunter2", "abc"]);
  });

  it("gives the API key alone for a request without a body", () => {
    expect(secretsOf("key", undefined)).toEqual(["key"]);
  });
});

describe("withoutSecretValues", () => {
  it("puts a mark in place of each secret value, and leaves the rest", () => {
    expect(withoutSecretValues({ ...body, option_username: null, option_proxy_url: "" })).toEqual({
      name: "Checkout",
      option_webhook_url: "[secret]",
      option_password: "[secret]",
      option_alert_open: true,
      option_some_new_token: "[secret]",
      webhook_url: "no option",
      option_username: null,
      option_proxy_url: "",
    });
  });
});

describe("rules of an outgoing webhook", () => {
  const withUrl = {
    option_outgoing_rules: "rules: [{actions: [{map: {webhook_url: 'https://a.test/s3cret'}}]}]",
  };
  const without = { option_outgoing_rules: "rules: []" };

  it("are a secret where they may set a URL, which can hold one, and else are not", () => {
    expect(secretsOf("key", withUrl)).toEqual(["key", withUrl.option_outgoing_rules]);
    expect(withoutSecretValues(withUrl)).toEqual({ option_outgoing_rules: "[secret]" });
    expect(secretsOf("key", without)).toEqual(["key"]);
    expect(withoutSecretValues(without)).toEqual(without);
  });
});

describe("redact", () => {
  it.each([
    ["as it is", "hunter2", "bad password hunter2!", "bad password [secret]!"],
    ["twice", "hunter2", "hunter2 is not hunter2", "[secret] is not [secret]"],
    ["quoted as in JSON", 'say "hi"\\now', String.raw`got {"p":"say \"hi\"\\now"}`, 'got {"p":"[secret]"}'],
    ["encoded as in a URL", "a b/c&d", "at ?p=a%20b%2Fc%26d", "at ?p=[secret]"],
    ["in base64", "user:pa55", "Basic dXNlcjpwYTU1 or", "Basic [secret] or"],
    [
      "in base64 of more, but for its ends",
      "s3cret-k3y",
      `got ${Buffer.from("as3cret-k3yz").toString("base64")}`,
      "got YXMz[secret]M3l6",
    ],
    ["in hexadecimal digits", "hunter2", "got 68756e74657232!", "got [secret]!"],
    ["with its line breaks", "one\ntwo", "got one\ntwo", "got [secret]"],
    ["with its line breaks made spaces", "one\n\ntwo", "got one two", "got [secret]"],
    [
      "in part",
      "https://hooks.example.com/services/T0/B0/s3cret",
      "bad path /services/T0/B0/s3cret",
      "bad path [secret]",
    ],
    [
      "cut short",
      "https://hooks.example.com/services/T0/B0/s3cret",
      "bad https://hooks.example.com/ser… here",
      "bad [secret]… here",
    ],
    ["of one letter", "e", "the secret", "th[secret] s[secret]cr[secret]t"],
  ])("cuts a secret %s", (_, secret, text, result) => {
    expect(redact(text, [secret])).toBe(result);
  });

  it("cuts the longer of two secrets that begin alike", () => {
    expect(redact("got abcdef and abc", ["abc", "abcdef"])).toBe("got [secret] and [secret]");
  });

  it("leaves a text without a secret as it is", () => {
    expect(redact("option_webhook_url can't be blank", ["", " ", "hunter2"])).toBe(
      "option_webhook_url can't be blank",
    );
  });

  it("shows nothing of a text that could hold a secret which is too long to look for", () => {
    const secret = "s3cret-".repeat(1_000_000);
    expect(redact(`invalid value ${secret.slice(5, 500)}`, [secret, "hunter2"])).toBe("[secret]");
  });

  it("leaves no secret in a text, wherever it stands", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, secret, after) => {
        fc.pre(plainText(secret) !== "" && !"[secret]".includes(plainText(secret)));
        expect(redact(`${before}${secret}${after}`, [secret]).replaceAll("[secret]", "\0")).not.toContain(
          plainText(secret),
        );
      }),
    );
  });
});
