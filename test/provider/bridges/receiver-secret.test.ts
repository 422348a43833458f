import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicUrl } from "../../../provider/src/catalog/public-url.ts";
import { receiverSecrets, withReceiverSecret } from "../../../provider/src/receivers/receiver-secret.ts";

describe("withReceiverSecret", () => {
  it.each([
    [
      "a bare URL",
      "https://rootly.example.com/hook",
      "s3cret",
      "https://rootly.example.com/hook?secret=s3cret",
    ],
    ["a URL that ends in its question mark", "https://a.b/c?", "s", "https://a.b/c?secret=s"],
    ["a query", "https://a.b/c?team=x&x=%20", "s", "https://a.b/c?team=x&x=%20&secret=s"],
    ["a query that ends in &", "https://a.b/c?x=1&", "s", "https://a.b/c?x=1&secret=s"],
    ["a fragment, which stays behind the query", "https://a.b/c#d?e", "s", "https://a.b/c?secret=s#d?e"],
    [
      "what must be encoded",
      "https://a.b/c",
      "a b&c=d+é#?/%",
      "https://a.b/c?secret=a%20b%26c%3Dd%2B%C3%A9%23%3F%2F%25",
    ],
    [
      "the same secret, which is not repeated",
      "https://a.b/c?secret=s&x=1",
      "s",
      "https://a.b/c?secret=s&x=1",
    ],
    [
      "the same secret in another encoding",
      "https://a.b/c?secret=%73+t",
      "s t",
      "https://a.b/c?secret=%73+t",
    ],
    [
      "another secret, which check then refuses",
      "https://a.b/c?secret=t",
      "s",
      "https://a.b/c?secret=t&secret=s",
    ],
    [
      "a parameter of a similar name",
      "https://a.b/c?Secret=t&secrets=u",
      "s",
      "https://a.b/c?Secret=t&secrets=u&secret=s",
    ],
  ])("joins %s", (_what, url, secret, expected) => {
    expect(withReceiverSecret(url, secret)).toBe(expected);
  });

  it("gives a URL that PagerTree takes, with the secret in it once and all else as it was", () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }).filter(isPublicUrl),
        fc.string({ unit: "grapheme", minLength: 1 }),
        (url, secret) => {
          fc.pre(receiverSecrets(url).length === 0);
          const joined = withReceiverSecret(url, secret);
          const [before, after] = [new URL(url), new URL(joined)];
          expect(isPublicUrl(joined)).toBe(true);
          expect(after.searchParams.getAll("secret")).toEqual([secret]);
          expect([after.origin, after.pathname, after.hash]).toEqual([
            before.origin,
            before.pathname,
            before.hash,
          ]);
          expect(after.search.startsWith(before.search)).toBe(true);
          expect(withReceiverSecret(joined, secret)).toBe(joined);
        },
      ),
    );
  });
});

describe("receiverSecrets", () => {
  it.each<[url: string, secrets: string[]]>([
    ["https://a.b/c", []],
    ["https://a.b/c?secret=", [""]],
    ["https://a.b/c?secret=x&secret=x&secret=y", ["x", "y"]],
    ["https://a.b/c#?secret=x", []],
    ["no URL at all", []],
  ])("finds in %s %j", (url, secrets) => {
    expect(receiverSecrets(url)).toEqual(secrets);
  });
});
