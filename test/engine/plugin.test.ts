// The plugin on the engine: the life of a resource, and what only this door can do.

import * as pagertree from "pulumi-pagertree/native";
import { describe, expect, it } from "vitest";
import { editIntegration, integrationNamed, withStack, writesOf } from "./stack.ts";

describe("a stack through the plugin", () => {
  it("is made, shows no change and then drift, is changed, destroyed, and imported as a person would write it", async () => {
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

    await project.pulumi("state", "delete", made.changes[0]?.urn ?? "", "--yes");
    // Only the language hosts of newer SDKs write the code as well.
    const imported = await project.pulumi(
      ...["import", integration, "hook", prefixId, "--yes", "--protect=false", "--generate-code=false"],
    );
    expect(imported.output).toContain("= 1 imported");
    expect(await changesOfPreview()).toEqual([]);
    await project.destroy();
    expect(writesOf(emulator).map(({ method }) => method)).toEqual(["POST", "PUT", "DELETE"]);
  });
});
