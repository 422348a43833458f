import { describe, expect, it } from "vitest";
import { messagesOf } from "../../../provider/src/api/messages.ts";

const body = (...messages: unknown[]) =>
  JSON.stringify({ errors: messages.map((message) => ({ message })), code: 422 });

describe("messagesOf", () => {
  it.each([
    ["the documented form", body("a can't be blank", "b is invalid"), ["a can't be blank", "b is invalid"]],
    ["texts in place of objects", '{"errors":["a can\'t be blank"]}', ["a can't be blank"]],
    ["further fields", '{"errors":[{"message":"a","field":"b"}],"request_id":1}', ["a"]],
    ["no errors", '{"errors":[]}', []],
    ["blank messages", body("", " \n"), []],
    ["another JSON", '{"error":"a"}', []],
    ["numbers in place of messages", body(5), []],
    ["null", "null", []],
    ["a web page", "<html><body>502</body></html>", []],
    ["nothing", "", []],
  ])("reads %s", (_, text, messages) => {
    expect(messagesOf(text, [])).toEqual(messages);
  });

  it("makes each message one line without control characters", () => {
    expect(messagesOf(body("a\n\u001b[2Jb"), [])).toEqual(["a [2Jb"]);
  });

  it("cuts secrets before it cuts the length, so that none is left in part", () => {
    const [message = ""] = messagesOf(body(`${"x".repeat(295)}hunter2hunter2`), ["hunter2hunter2"]);
    expect(message).toBe(`${"x".repeat(295)}[sec…`);
  });

  it("bounds the number and the length of messages", () => {
    const messages = messagesOf(body(...Array.from({ length: 5000 }, () => "x".repeat(5000))), ["hunter2"]);
    expect(messages).toHaveLength(21);
    expect(messages[0]).toHaveLength(300);
    expect(messages.at(-1)).toBe("and 4980 more");
  });
});
