/** What the errors of a run say, and what only the first of them. */
import { expect, it } from "vitest";
import { AuthError, ConfigError } from "../../../provider/src/common/errors.ts";
import { createReporter } from "../../../provider/src/lifecycle/report.ts";

const wayOn = "`pulumi up --refresh --run-program` once";

/** A read that PagerTree answers with this status. */
const answered = (status: number) =>
  new AuthError({
    operation: "read team",
    method: "GET",
    path: "/teams",
    status,
    messages: [],
    outcomeUnknown: false,
  });

/** What a run says of these errors, each on each of two resources. */
function told(...errors: Error[]): string[] {
  const report = createReporter();
  return errors
    .flatMap((error) => [report(error), report(error)])
    .map((error) => (error instanceof Error ? error.message : String(error)));
}

it("says once in a run what to do about a refused key, with the way to get a new one into a refresh", () => {
  const refused = answered(401);
  const [first = "", second = ""] = told(refused);
  expect(first).toContain("Check the API key");
  expect(first).toContain(wayOn);
  expect(second).toBe(refused.what);
});

it("says the same of a key that is missing", () => {
  const [first = "", second = ""] = told(
    new ConfigError("The PagerTree API key is missing.", "Set it.", { isKeyMissing: true }),
  );
  expect(first).toContain(wayOn);
  expect(second).toBe("The PagerTree API key is missing.");
});

it("says nothing of it where the key is no reason", () => {
  const forbidden = answered(403);
  expect(told(forbidden, new ConfigError("The base URL is wrong.", "Correct it.")).join()).not.toContain(
    wayOn,
  );
});
