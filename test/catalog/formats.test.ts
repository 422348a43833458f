/** What PagerTree's adapters take as a URL, a time zone and a list of e-mail recipients. */
import { describe, expect, it } from "vitest";
import { isEmailRecipients, isTimeZone } from "../../provider/src/catalog/formats.ts";
import { isPublicUrl } from "../../provider/src/catalog/public-url.ts";
import railsTimeZones from "../../provider/src/catalog/rails-time-zones.json" with { type: "json" };
import { isBlank } from "../../provider/src/common/is-blank.ts";

// Each row was run through validate_url's own lines on Ruby with the uri gem 1.0.4, that of Ruby 3.4.9.
describe("isPublicUrl", () => {
  it.each([
    "http://example.com",
    "https://example.com/hook?secret=abc#part",
    "https://user:p%40ss@example.com:8443/a;b=c",
    "http://127.0.0.1:9000/x",
    "http://169.254.169.254/",
    "http://[::ffff:1.2.3.4]/",
    "http://a_b.c",
    "http://-a.b-/",
    "http://a..b",
    "http://.",
    "http://a.b:",
    "http://a.b:99999/",
    "http://a.b//c",
    "http://a%20b.c/",
    "http://a.b?x=[1]",
    "http://a.b#x",
    "http://intranet#a.b",
    "http://user#x@a.b/",
    "https://example.com/%2F",
  ])("accepts %s", (url) => {
    expect(isPublicUrl(url)).toBe(true);
  });

  it.each([
    "",
    " ",
    "example.com",
    "http://localhost",
    "http://localhost:3000/a.b",
    "http://intranet/x",
    "http://user.name@intranet/",
    "http://[::1]/",
    "http://[v1.a]/",
    "http://[::1.2.3.400]/",
    "HTTP://example.com",
    "Https://example.com",
    "ftp://example.com",
    "javascript:alert(1.0)",
    "http:example.com",
    "http:///example.com",
    "//example.com",
    " http://example.com",
    "http://example.com ",
    "http://example.com\n",
    "http://exam ple.com",
    "http://é.com",
    "http://example.com/é",
    "http://example.com/%zz",
    "http://example.com/{id}",
    "http://example.com/a|b",
    'http://example.com/"',
    "http://example.com/[a]",
    "http://example.com/a#b#c",
    "http://a.b:80#x",
    "http://a.b:port",
    "http://u@v@a.b/",
  ])("refuses %j", (url) => {
    expect(isPublicUrl(url)).toBe(false);
  });
});

describe("isTimeZone", () => {
  it.each(Object.keys(railsTimeZones))("accepts Rails' %s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it("accepts every time zone that this Node.js lists", () => {
    expect(Intl.supportedValuesOf("timeZone").filter((name) => !isTimeZone(name))).toEqual([]);
  });

  it.each([
    "UTC",
    "GMT",
    "EST5EDT",
    "US/Pacific",
    "Etc/GMT+5",
    "Europe/Kiev",
    "Europe/Kyiv",
    "America/Argentina/ComodRivadavia",
    "Asia/Calcutta",
    "Zulu",
  ])("accepts %s of the IANA database", (name) => {
    expect(isTimeZone(name)).toBe(true);
    expect(() => new Intl.DateTimeFormat("en", { timeZone: name })).not.toThrow();
  });

  it.each([
    "",
    " ",
    "utc",
    "europe/berlin",
    "US/pacific",
    "UTC ",
    "Berlin2",
    "Europe",
    "America/",
    "+01:00",
    "UTC+1",
    "GMT+5",
    "pacific time (us & canada)",
    "posix/UTC",
    "constructor",
    "toString",
  ])("refuses %j", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe("isEmailRecipients", () => {
  it.each([
    "",
    ",",
    "a@example.com",
    "a@example.com,b@example.com",
    "team",
    "team-admin,on-call,a.b+c@sub.example.com",
    "a@example.com,,",
    "a@localhost",
  ])("accepts %j", (list) => {
    expect(isEmailRecipients(list)).toBe(true);
  });

  it.each([
    " ",
    "a",
    "Team",
    "a@example.com, b@example.com",
    "a@example.com,,b@example.com",
    ",a@example.com",
    "a@example.com;b@example.com",
    "Anna <a@example.com>",
    "a@-example.com",
    "a@example.com\n",
    "a@b@example.com",
    "@example.com",
  ])("refuses %j", (list) => {
    expect(isEmailRecipients(list)).toBe(false);
  });
});

describe("isBlank", () => {
  it.each(["", " ", "\t\r\n", "\u00a0", "\u3000", "\u0085"])("holds %j for blank", (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each(["a", " a ", "\u200b", "\ufeff", "0"])("does not hold %j for blank", (text) => {
    expect(isBlank(text)).toBe(false);
  });
});
