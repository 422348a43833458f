import { describe, expect, test } from "vitest";
import { toJson } from "../../../emulator/src/ruby/json.ts";
import {
  formParameters,
  jsonParameters,
  merge,
  transformKeys,
  withoutNullItems,
} from "../../../emulator/src/ruby/parameters.ts";

describe("a form or a query", () => {
  test.each([
    ["", "{}"],
    ["&&", "{}"],
    ["a=1&b=2", '{"a":"1","b":"2"}'],
    ["a=1;b=2& c=3", '{"a":"1","b":"2","c":"3"}'],
    ["10=a&2=b", '{"10":"a","2":"b"}'],
    ["a=1&a=2", '{"a":"2"}'],
    ["a", '{"a":null}'],
    ["a=", '{"a":""}'],
    ["a=b=c", '{"a":"b=c"}'],
    ["=a", "{}"],
    ["a+b=%C3%A9+%26", '{"a b":"é &"}'],
    ["a[]=1&a[]=2", '{"a":["1","2"]}'],
    ["a[]", '{"a":[null]}'],
    ["a[0]=x&a[1]=y", '{"a":{"0":"x","1":"y"}}'],
    ["a[b]=1&a[c][d]=2", '{"a":{"b":"1","c":{"d":"2"}}}'],
    ["a[][b]=1&a[][c]=2&a[][b]=3", '{"a":[{"b":"1","c":"2"},{"b":"3"}]}'],
    ["a[][b][c]=1&a[][b][d]=2", '{"a":[{"b":{"c":"1","d":"2"}}]}'],
    ["a[][b][]=1&a[][b][]=2", '{"a":[{"b":["1","2"]}]}'],
    ["a[][]=1", '{"a":[["1"]]}'],
    ["a[=1", '{"a[":"1"}'],
    ["a]=1", '{"a":"1"}'],
    ["[]=1", "{}"],
  ])("%s", (text, parameters) => {
    expect(toJson(formParameters(text))).toBe(parameters);
  });

  test.each([
    ["a=1&a[]=2", "expected Array (got String) for param `a'"],
    ["a=1&a[b]=2", "expected Hash (got String) for param `a'"],
    ["a[]=1&a[b]=2", "expected Hash (got Array) for param `a'"],
    ["a=%", "a parameter is not well encoded"],
    ["a=%FF", "a parameter is not well encoded"],
    [`a${"[b]".repeat(100)}=1`, "the parameters are too deep"],
    ["a&".repeat(5000), "there are more than 4096 parameters"],
    [`${"a".repeat(70_000)}=1`, "the keys are too long"],
  ])("%.20s is an error", (text, message) => {
    expect(() => formParameters(text)).toThrow(message);
  });
});

describe("a JSON body", () => {
  test.each([
    ["", "{}"],
    ['{"a": 1}', '{"a":1}'],
    ["[1]", '{"_json":[1]}'],
    ["null", '{"_json":null}'],
  ])("%s", (text, parameters) => {
    expect(toJson(jsonParameters(text))).toBe(parameters);
  });

  test.each([" ", "{", "{,}"])("%j is an error", (text) => {
    expect(() => jsonParameters(text)).toThrow();
  });
});

test("nil drops out of lists, however deep, and of nothing else", () => {
  const hash = jsonParameters('{"a": [1, null, [null, 2]], "b": null, "c": [{"d": [null], "e": null}]}');
  expect(toJson(withoutNullItems(hash))).toBe('{"a":[1,[2]],"b":null,"c":[{"d":[],"e":null}]}');
});

test("of two maps with a key in common the second one's value counts", () => {
  expect(toJson(merge(formParameters("a=1&b=2"), formParameters("c=3&a=4")))).toBe(
    '{"a":"4","b":"2","c":"3"}',
  );
});

describe("keys that come to be the same", () => {
  const lower = (json: string, rails: "7" | "8") =>
    toJson(transformKeys(jsonParameters(json), (key) => key.toLowerCase(), rails));

  test.each([
    ['{"ID": 1, "x": 0, "id": 2}', '{"x":0,"id":1}', '{"id":2,"x":0}'],
    ['{"id": 1, "x": 0, "ID": 2}', '{"id":2,"x":0}', '{"id":2,"x":0}'],
    ['{"ID": 1, "Id": 2, "id": 3}', '{"id":2}', '{"id":3}'],
    ['{"B": 1, "a": 2}', '{"b":1,"a":2}', '{"b":1,"a":2}'],
  ])("%s", (json, rails7, rails8) => {
    expect([lower(json, "7"), lower(json, "8")]).toStrictEqual([rails7, rails8]);
  });
});
