import { describe, expect, it } from "vitest";
import type { ApiFailure } from "../../../provider/src/common/api-failure.ts";
import {
  ApiError,
  AuthError,
  apiErrorFor,
  ConfigError,
  ConflictError,
  InvalidInputError,
  LookupError,
  NotFoundError,
  PagerTreeError,
  RateLimitError,
  TransportError,
  UnexpectedAnswerError,
} from "../../../provider/src/common/errors.ts";

const failure: ApiFailure = {
  method: "POST",
  path: "/integrations",
  operation: 'create integration "Checkout"',
  status: 422,
  messages: ["option_webhook_url is not a valid URL", "urgency is not included in the list"],
  outcomeUnknown: false,
};

describe("apiErrorFor", () => {
  it.each([
    [400, InvalidInputError, "invalid-input"],
    [401, AuthError, "auth"],
    [403, AuthError, "auth"],
    [404, NotFoundError, "not-found"],
    [409, ConflictError, "conflict"],
    [422, InvalidInputError, "invalid-input"],
    [429, RateLimitError, "rate-limit"],
    [302, ApiError, "api"],
    [413, ApiError, "api"],
    [500, ApiError, "api"],
    [503, ApiError, "api"],
  ])("gives status %i its class", (status, errorClass, code) => {
    const error = apiErrorFor({ ...failure, status });
    expect(error.constructor).toBe(errorClass);
    expect(error).toBeInstanceOf(PagerTreeError);
    expect(error).toMatchObject({
      name: errorClass.name,
      code,
      status,
      method: "POST",
      path: "/integrations",
    });
  });

  it("says the operation, the status, PagerTree's messages and what to do", () => {
    expect(apiErrorFor(failure).message).toBe(
      'create integration "Checkout": PagerTree answered 422 Unprocessable Entity: option_webhook_url is not a ' +
        "valid URL; urgency is not included in the list. Correct the values that PagerTree names, then run the " +
        "command again.",
    );
  });

  it("says so where a create may have been done all the same", () => {
    const { message } = apiErrorFor({ ...failure, status: 500, messages: [], outcomeUnknown: true });
    expect(message).toContain("500 Internal Server Error. PagerTree may still have done it: look for");
  });

  it.each([
    [302, "Redirects are not followed"],
    [401, "https://app.pagertree.com/user/settings"],
    [403, "admin"],
    [429, "--parallel"],
    [500, "PagerTree's side"],
    [418, "PAGERTREE_LOG=debug"],
  ])("gives status %i a hint of its own", (status, hint) => {
    const error = apiErrorFor({ ...failure, status });
    expect(error.hint).toContain(hint);
    expect(error.message.endsWith(error.hint)).toBe(true);
  });
});

describe("PagerTreeError", () => {
  it.each([
    new ConfigError("What.", "Hint."),
    new LookupError("What.", "Hint.", [{ id: "1", name: "a" }]),
    new TransportError({ ...failure, reason: "the connection was cut", networkCode: "ECONNRESET" }),
    new UnexpectedAnswerError({ ...failure, answerPath: "data[3].name", problem: "expected string" }),
  ])("names its class: $name", (error) => {
    expect(error).toBeInstanceOf(PagerTreeError);
    expect(String(error)).toBe(`${error.constructor.name}: ${error.message}`);
    expect(error.hint).not.toBe("");
  });
});

describe("NotFoundError", () => {
  it.each([
    ["GET", "/teams/tem_1", "It may have been deleted"],
    ["GET", "/teams", "(pagertree:baseUrl or PAGERTREE_BASE_URL) does not lead to PagerTree's API"],
    ["POST", "/integrations", "An object that it names may have been deleted"],
  ])("of %s %s says what may be wrong", (method, path, hint) => {
    expect(new NotFoundError({ ...failure, method, path, status: 404 }).hint).toContain(hint);
  });
});

describe("UnexpectedAnswerError", () => {
  it("of a create says that the object may be there", () => {
    const answer = { ...failure, status: 201, answerPath: "", problem: "it is not JSON" };
    expect(new UnexpectedAnswerError(answer).hint).toContain("look for the object in PagerTree");
    expect(new UnexpectedAnswerError({ ...answer, method: "GET" }).hint).toContain("base URL");
  });

  it("names the place in the answer", () => {
    const error = new UnexpectedAnswerError({
      ...failure,
      status: 200,
      answerPath: "data[3].name",
      problem: "expected string",
    });
    expect(error.message).toContain("answered 200 OK, but `data[3].name` in the answer is not as documented");
  });
});
