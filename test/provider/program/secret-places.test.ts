/** What a program tells the dynamic provider of its secrets. */
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { secretsFor } from "../../../provider/src/program/secret-places.ts";

/** What is told of a resource with these arguments. */
async function toldOf(args: pulumi.Inputs): Promise<unknown> {
  const { __secrets: told } = secretsFor("checkout", args);
  return told;
}

describe("of a resource of the program", () => {
  it("it is told which arguments are secret, with its name there", async () => {
    const told = await toldOf({
      name: pulumi.secret("a name"),
      urgency: pulumi.output("high"),
      teamIds: ["a team", pulumi.secret("another team")],
      options: { webhookUrl: pulumi.secret("https://example.com"), username: pulumi.output("pagertree") },
      rules: pulumi.secret("a name").apply((name) => [{ match: { "alert.title": name } }]),
    });
    expect(told).toEqual({
      resource: "checkout",
      places: [["name"], ["teamIds", 1], ["options", "webhookUrl"], ["rules"]],
    });
  });

  it.each<[string, pulumi.Inputs]>([
    ["no output", { name: "a name", teamIds: ["a team"], options: { username: undefined } }],
    ["no secret one", { name: pulumi.output("a name"), options: pulumi.output({ username: "x" }) }],
  ])("nothing is told where there is %s", async (_what, args) => {
    expect(await toldOf(args)).toBeUndefined();
  });
});
