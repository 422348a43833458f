// The plugin on the engine: the life of a resource, and what only this door can do.

import * as dynamic from "pulumi-pagertree";
import * as pagertree from "pulumi-pagertree/native";
import { describe, expect, it } from "vitest";
import { fillOtherAccount, keysOfTwoAccounts, otherAccount, ownAccount } from "../helpers/other-account.ts";
import { editIntegration, integrationNamed, withStack, writesOf } from "./stack.ts";

describe("a stack through the plugin", () => {
  it("is made, shows no change and then drift, is put right, and destroyed", async () => {
    const { project, emulator, account } = await withStack({ door: "native", refresh: true });
    const declare = (urgency: "low" | "high") => async () => {
      const hook = new pagertree.Integration("hook", {
        name: "Hook",
        type: "outgoing-webhook",
        urgency,
        teamIds: [account.team.id],
        options: { webhookUrl: "https://hooks.example.com/very-secret", alertOpen: true },
      });
      return { endpoint: hook.endpoint };
    };
    const changesOfPreview = async () => {
      const { changes } = await project.preview();
      return changes.map(({ operation, type, shown }) => [operation, type, ...shown]);
    };
    const integration = "pagertree:index:Integration";

    project.program = declare("low");
    const made = await project.up();
    expect(made.changes.map(({ operation, type }) => [operation, type])).toEqual([["create", integration]]);
    const { prefix_id: prefixId } = integrationNamed("Hook", emulator);
    expect(made.outputs["endpoint"]).toBe(`${emulator.url.replace(/\/api.*/, "")}/integration/${prefixId}`);
    expect(await changesOfPreview()).toEqual([]);

    editIntegration("Hook", { urgency: "critical" }, emulator);
    expect(await changesOfPreview()).toEqual([["update", integration, "urgency"]]);
    await project.up();
    expect(integrationNamed("Hook", emulator).urgency).toBe("low");
    expect((await project.exportState()).text).not.toContain("very-secret");
    expect(project.transcript).not.toContain("very-secret");

    await project.destroy();
    expect(writesOf(emulator).map(({ method }) => method)).toEqual(["POST", "PUT", "DELETE"]);
  });

  it("takes over what the dynamic door has made, gives it back, and never touches PagerTree for it", async () => {
    const { project, emulator, account } = await withStack({ door: "native" });
    const declare =
      ({ Integration, Router, Team }: Pick<typeof dynamic, "Integration" | "Router" | "Team">) =>
      async () => {
        const members = [account.accountUser.id];
        const team = new Team("team", {
          name: "Checkout",
          memberAccountUserIds: members,
          adminAccountUserIds: members,
        });
        new Router("router", { name: "By title", teamId: team.id });
        const options = { webhookUrl: "https://hooks.example.com/very-secret" };
        const hook = new Integration("hook", {
          name: "Hook",
          type: "outgoing-webhook",
          teamIds: [team.id],
          options,
        });
        return { id: hook.id, endpoint: hook.endpoint };
      };
    project.program = declare(dynamic);
    const { outputs } = await project.up();
    const writes = writesOf(emulator).length;

    for (const door of [pagertree, dynamic, pagertree]) {
      project.program = declare(door);
      const run = await project.up();
      expect(run.changes).toEqual([]);
      expect(run.outputs).toEqual(outputs);
    }
    expect((await project.refresh()).changes).toEqual([]);
    const { resources, text } = await project.exportState();
    expect(resources.map(({ type }) => type).sort()).toEqual([
      "pagertree:index:Integration",
      "pagertree:index:Router",
      "pagertree:index:Team",
    ]);
    expect(text).not.toContain("__provider");
    expect(text).not.toContain("very-secret");
    expect(writesOf(emulator)).toHaveLength(writes);
    await project.destroy();
    expect(writesOf(emulator, emulator.requests.length - 3).map(({ method }) => method)).toContain("DELETE");
  });

  it("previews exactly what up changes, where teams are renamed and looked up by their new names", async () => {
    const { project, emulator, account } = await withStack({ door: "native" });
    const declare = (teamName: string, urgency: "low" | "high") => async () => {
      const members = [account.accountUser.id];
      const team = new pagertree.Team("team", {
        name: teamName,
        memberAccountUserIds: members,
        adminAccountUserIds: members,
      });
      const found = pagertree.getTeamOutput({ name: team.name });
      new pagertree.Router("router", {
        name: "By title",
        teamId: found.id,
        rules: [{ match: { "alert.title": "x" }, actions: [{ type: "assign", receiver: team.prefixId }] }],
      });
      const datadog = new pagertree.Integration("datadog", {
        name: "Datadog",
        type: "datadog",
        urgency,
        teamIds: [team.id],
      });
      const options = { webhookUrl: datadog.endpoint };
      new pagertree.Integration("hook", {
        name: "Hook",
        type: "outgoing-webhook",
        teamIds: [team.id],
        options,
      });
    };
    const shown = ({ changes }: Awaited<ReturnType<typeof project.preview>>) =>
      changes.map((change) => [change.operation, change.name, ...change.shown]);

    project.program = declare("Checkout", "low");
    expect(shown(await project.preview()).map(([operation]) => operation)).toEqual([
      "create",
      "create",
      "create",
      "create",
    ]);
    await project.up();
    project.program = declare("Billing", "high");
    const preview = shown(await project.preview());
    expect(preview.sort()).toEqual([
      ["update", "datadog", "urgency"],
      ["update", "team", "name"],
    ]);
    expect(shown(await project.up()).sort()).toEqual(preview);
    expect(emulator.store.all("teams").map(({ name }) => name)).toContain("Billing");
  });

  it("serves two accounts in one program", async () => {
    const { project, emulator } = await withStack({ door: "native", apiKeys: keysOfTwoAccounts });
    const otherTeam = fillOtherAccount(emulator);
    project.program = async () => {
      const provider = new pagertree.Provider("other", { apiKey: "other-key", baseUrl: emulator.url });
      const [{ name = "" } = {}] = emulator.store.all("teams", ownAccount);
      const own = pagertree.getTeamOutput({ name });
      const other = pagertree.getTeamOutput({ name }, { provider });
      new pagertree.Integration("own", { name: "Own", type: "datadog", teamIds: [own.id] });
      const args = { name: "Other", type: "datadog" as const, teamIds: [other.id] };
      new pagertree.Integration("other", args, { provider });
      return { other: other.id };
    };
    const { outputs } = await project.up();
    expect(outputs).toEqual({ other: otherTeam });
    const names = (account: string) => emulator.store.all("integrations", account).map(({ name }) => name);
    expect([names(ownAccount).includes("Own"), names(otherAccount)]).toEqual([true, ["Other"]]);
    expect((await project.preview()).changes).toEqual([]);
    expect((await project.exportState()).text).not.toContain("other-key");
  });
});
