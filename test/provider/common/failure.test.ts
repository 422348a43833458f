// Why inputs are refused, in Pulumi's form.

import { describe, expect, it } from "vitest";
import { toCheckFailure } from "../../../provider/src/common/failure.ts";

describe("toCheckFailure", () => {
  it.each([
    [["name"], "name"],
    [["options", "webhookUrl"], "options.webhookUrl"],
    [["teamIds", 0], "teamIds[0]"],
    [["teamIds", 12], "teamIds[12]"],
    [["a", 1, "b", 2, "c"], "a[1].b[2].c"],
    [[], ""],
  ])("writes the path %j as %j", (path, property) => {
    expect(toCheckFailure({ path, reason: "is wrong" })).toEqual({ property, reason: "is wrong" });
  });
});
