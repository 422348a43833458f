// Values that another resource makes, which a preview does not know yet, on the real engine.

import * as pulumi from "@pulumi/pulumi";
import { getTeamOutput, Integration, Team } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { integrationNamed, withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

/** A resource whose output is known only once it is made. */
class Made extends pulumi.dynamic.Resource {
  declare readonly made: pulumi.Output<string>;

  constructor(name: string, value: string) {
    const provider: pulumi.dynamic.ResourceProvider = {
      async create(inputs) {
        return { id: "made", outs: { made: inputs.value } };
      },
    };
    super(provider, name, { value, made: undefined });
  }
}

describe("an integration with values of other resources", () => {
  it("passes the preview wherever they stand, also in a lookup by name, and goes up with what they come to", async () => {
    const { project, emulator, account } = await withStack();
    project.program = async () => {
      const url = new Made("url", "https://example.com/made").made;
      const team = new Made("team", account.team.prefixId).made;
      const name = new Made("name", "Made name").made;
      const whole = url.apply((webhookUrl) => ({ webhookUrl, alertOpen: true }));
      new Integration("single values", {
        name,
        type: "outgoing-webhook",
        teamIds: [team, account.otherTeam.id],
        options: { webhookUrl: url },
      });
      new Integration("whole arguments", {
        name: "Whole arguments",
        type: "outgoing-webhook",
        teamIds: team.apply((id) => [id]),
        options: whole,
      });
      // What this program makes, by its name.
      const members = [account.accountUser.id];
      const args = { name: "Checkout", memberAccountUserIds: members, adminAccountUserIds: members };
      const checkout = getTeamOutput({ name: new Team("checkout", args).name });
      new Integration("looked up", { name: "Looked up", type: "datadog", teamIds: [checkout.id] });
    };
    const previewed = await project.preview();
    expect(previewed.changes.map(({ operation }) => operation)).toEqual(Array(7).fill("create"));

    await project.up();
    expect(integrationNamed("Made name", emulator)).toMatchObject({
      team_ids: [account.otherTeam.id, account.team.id].sort(),
      options: { webhook_url: "https://example.com/made" },
    });
    expect(integrationNamed("Whole arguments", emulator)).toMatchObject({
      team_ids: [account.team.id],
      options: { webhook_url: "https://example.com/made", alert_open: true },
    });
    const checkout = emulator.store.all("teams").find(({ name }) => name === "Checkout");
    expect(integrationNamed("Looked up", emulator).team_ids).toEqual([checkout?.id]);
    expect((await project.preview({ refresh: true })).changes).toEqual([]);
  });

  it("is refused at up, before anything is sent, where they come to what PagerTree refuses", async () => {
    const { project, emulator, account } = await withStack();
    project.program = async () => {
      new Integration("bad", {
        name: "Bad",
        type: "outgoing-webhook",
        teamIds: [account.team.id],
        options: { webhookUrl: new Made("url", "not a URL").made },
      });
    };
    await project.preview();
    const { text } = await project.up({ expectFailure: true });
    expect(text).toContain("options.webhookUrl");
    expect(text).not.toContain("not a URL");
    expect(writesOf(emulator)).toEqual([]);
  });
});
