// PagerTree's refusals in the terms of the program.

import { describe, expect, it } from "vitest";
import { apiErrorFor, InvalidInputError, TransportError } from "../../../provider/src/common/errors.ts";
import { inTermsOfTheProgram } from "../../../provider/src/lifecycle/explain.ts";

const request = {
  method: "PUT",
  path: "/integrations/int_ODCWagoG9",
  operation: "update integration int_ODCWagoG9",
};
const names: Record<string, string> = { option_webhook_url: "options.webhookUrl", team_ids: "teamIds" };
const explain = (error: unknown) => inTermsOfTheProgram(error, (attribute) => names[attribute]);

function refusal(status: number, ...messages: string[]) {
  return apiErrorFor({ ...request, status, messages, outcomeUnknown: false });
}

describe("inTermsOfTheProgram", () => {
  it.each([
    ["option_webhook_url can't be blank", "options.webhookUrl can't be blank"],
    ["team_ids has option_webhook_url", "teamIds has option_webhook_url"],
    ["name can't be blank", "name can't be blank"],
    ["Record invalid: team_ids", "Record invalid: team_ids"],
    ["", ""],
  ])("writes %j as %j", (message, written) => {
    expect(explain(refusal(422, message))).toMatchObject({ messages: [written] });
  });

  it("keeps the kind of error and all that it says", () => {
    const error = explain(refusal(422, "team_ids is wrong", "option_webhook_url is wrong"));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ ...request, status: 422, outcomeUnknown: false });
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining("teamIds is wrong; options.webhookUrl is wrong"),
    );
  });

  it.each([
    ["a refusal of another kind", refusal(403, "team_ids")],
    ["no answer", new TransportError({ ...request, reason: "r", networkCode: "c", outcomeUnknown: true })],
    ["a defect", new TypeError("team_ids")],
    ["what is no error", "team_ids"],
  ])("leaves %s as it is", (_what, error) => {
    expect(explain(error)).toBe(error);
  });
});
