// What the compiler says of a program's teams and routers before it ever runs.

import { describe, expect, it } from "vitest";
import { Editor } from "./compiler.ts";

const editor = new Editor();
const team = (args: string) => `new pagertree.Team("t", { name: "n", adminAccountUserIds: ["a"], ${args} });`;
const router = (args: string) => `new pagertree.Router("r", { name: "n", ${args} });`;
const rule = (match: string, action: string) =>
  router(`teamId: "t", rules: [{ match: { ${match} }, actions: [{ ${action} }] }]`);

describe("the compiler", () => {
  it.each([
    ["a team without members", team(""), "'memberAccountUserIds' is missing"],
    ["unknown notifications", team(`memberAccountUserIds: [], dropNotifications: "all"`), "oncall_rotation"],
    ["a router without a default receiver", router(""), "'teamId' is missing"],
    ["two default receivers", router(`teamId: "t", routerId: "r"`), "undefined"],
    ["a misspelt operator", rule(`"alert.title": { $regexp: "a" }`, `type: "ignore"`), "$regexp"],
    ["a field that is no data", rule(`urgency: "low"`, `type: "ignore"`), "urgency"],
    ["a misspelt action", rule("always: true", `type: "asign", receiver: "tem_x"`), `"asign"`],
    ["an action without its receiver", rule("always: true", `type: "assign"`), "receiver"],
    ["an unknown severity", rule("always: true", `type: "incident", severity: "SEV-9"`), "SEV-9"],
  ])("refuses %s", (_what, program, named) => {
    const errors = editor.errors(program);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(named);
  });

  it("accepts outputs for every value, inside of rules as well", () => {
    const program = `
      const team = new pagertree.Team("t", {
        name: pulumi.output("n"),
        memberAccountUserIds: pulumi.output(["a"]),
        adminAccountUserIds: [pulumi.output("a")],
        handoffNotifications: pulumi.output("team_all" as const),
        meta: { owner: pulumi.output("o") },
      });
      const first = new pagertree.Router("r", {
        name: "n",
        enabled: pulumi.output(true),
        teamId: team.id,
        rules: [
          { match: { "alert.source_id": pulumi.output("s") }, actions: [{ type: "assign", receiver: team.prefixId }] },
          {
            match: { "log.data.a": { $in: [pulumi.output("a"), 5] } },
            actions: [{ type: "assign", receiver: [team.prefixId, "usr_x"], delay: "5m" }],
          },
        ],
      });
      new pagertree.Router("s", { name: "n", routerId: first.id, rules: pulumi.output("rules: []") });
      const rules: pagertree.RouterRule[] = [{ match: { always: true }, actions: [{ type: "ignore" }] }];
      new pagertree.Router("t", { name: "n", accountUserId: "a", rules });
      new pagertree.Router("u", { name: "n", adopt: "rtr_x" });`;
    expect(editor.errors(program)).toEqual([]);
  });

  it("offers the fields of an alert where a match names one", () => {
    const offered = editor.completions(router(`teamId: "t", rules: [{ match: { "|" }, actions: [] }]`));
    expect(offered).toEqual(expect.arrayContaining(["alert.title", "alert.urgency", "alert.source_id"]));
  });
});
