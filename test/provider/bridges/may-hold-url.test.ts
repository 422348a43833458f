import { describe, expect, it } from "vitest";
import { mayHoldUrl } from "../../../provider/src/catalog/may-hold-url.ts";

describe("mayHoldUrl", () => {
  it.each([
    ["rules: []", false],
    ["match: {alert.title: {$regex: 'a\\.b\\d'}}", false],
    ["map: {webhook_url: x}", true],
    ['{"webhook_url":"x"}', true],
    ["map: {? webhook_url\n: x}", true],
    ['"web\\x68ook_url": x', true],
    ['"\\u0077ebhook_url": x', true],
    ['"web\\\n  hook_url": x', true],
  ])("says of %j: %s", (rules, expected) => {
    expect(mayHoldUrl(rules)).toBe(expected);
  });
});
