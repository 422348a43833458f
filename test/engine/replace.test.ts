// Replacement on the real engine: a change of type makes another integration, everything else keeps the same one.

import type { CustomResourceOptions } from "@pulumi/pulumi";
import { Integration, type IntegrationArgs } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { emulatedType } from "../helpers/integration-arguments.ts";
import { requiredOptions } from "../helpers/sample-options.ts";
import { declare, doors, nameThrough } from "./doors.ts";
import { editIntegration, integrationNamed, withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

const datadog = emulatedType("datadog").id;
const webhook = emulatedType("webhook").id;

describe("a change of type", () => {
  it("replaces the integration, however the types are declared, as whatever else makes the engine replace one", async () => {
    const { project, emulator, account } = await withStack({ door: "native" });
    const changes: Record<string, { from: object; to: object; shown: string }> = {
      "by name": { from: { type: "datadog" }, to: { type: "webhook" }, shown: "type" },
      "by id": {
        from: { integrationTypeId: datadog },
        to: { integrationTypeId: webhook },
        shown: "integrationTypeId",
      },
      "from name to id": { from: { type: "datadog" }, to: { integrationTypeId: webhook }, shown: "type" },
      "from id to name": { from: { integrationTypeId: datadog }, to: { type: "webhook" }, shown: "type" },
    };
    const names = Object.keys(changes);
    // The engine compares neither of them before it makes the new one, which is equal to the one that is there.
    const forTheEngine = doors.flatMap((through) =>
      ["triggered", "with it"].map((name) => nameThrough(through, name)),
    );
    const declareForTheEngine = (replacementTrigger: string) => {
      for (const through of doors) {
        const make = (what: string, options: CustomResourceOptions) => {
          const name = nameThrough(through, what);
          return new through.Integration(
            name,
            { name, type: "datadog", teamIds: [account.team.id] },
            options,
          );
        };
        make("with it", { replaceWith: [make("triggered", { replacementTrigger })] });
      }
    };
    // Of a list by index, each is what its neighbour was.
    const declareList = (types: readonly string[]) => {
      types.forEach((type, index) => {
        declare(`list ${index}`, { name: `list ${type}`, type }, account);
      });
    };
    const declareAll = (which: "from" | "to") => async () => {
      for (const [name, change] of Object.entries(changes)) {
        new Integration(name, { name, teamIds: [account.team.id], ...change[which] } as IntegrationArgs);
      }
      declareForTheEngine(which);
      declareList(which === "from" ? ["datadog", "webhook"] : ["webhook", "datadog"]);
    };
    project.program = declareAll("from");
    await project.up();
    const listed = ["list datadog", "list webhook"];
    const before = names.map((name) => integrationNamed(name, emulator));
    const idsOf = (all: readonly string[]) => all.map((name) => integrationNamed(name, emulator).id);
    const replaced = [...forTheEngine, ...listed];
    const idsBefore = idsOf(replaced);

    project.program = declareAll("to");
    const { changes: steps } = await project.preview();
    for (const [name, { shown }] of Object.entries(changes)) {
      const operations = steps.filter((step) => step.name === name).map(({ operation }) => operation);
      expect(operations).toEqual(["create-replacement", "replace", "delete-replaced"]);
      expect(steps.find((step) => step.name === name)?.shown).toContain(shown);
    }
    await project.up();
    const after = names.map((name) => integrationNamed(name, emulator));
    expect(after.map(({ integration_type_id }) => integration_type_id)).toEqual(names.map(() => webhook));
    const ids = [...before, ...after].flatMap(({ id, prefix_id }) => [id, prefix_id]);
    expect(new Set(ids).size).toBe(4 * names.length);
    expect(new Set([...idsBefore, ...idsOf(replaced)]).size).toBe(2 * replaced.length);
    expect(emulator.store.all("integrations")).toHaveLength(names.length + replaced.length);
    expect((await project.preview({ refresh: true })).changes).toEqual([]);
  });
});

describe("a type that PagerTree's web page has converted", () => {
  it("shows as a replacement", async () => {
    const { project, emulator, account } = await withStack();
    const common = { teamIds: [account.team.id] };
    const url = "https://example.com/hook";
    const legacy = emulatedType("microsoft-teams-legacy").id;
    project.program = async () => {
      const options = { incomingWebhookUrl: url };
      new Integration("by name", { ...common, name: "by name", type: "microsoft-teams-legacy", options });
      const raw = { incoming_webhook_url: url };
      new Integration("by id", { ...common, name: "by id", integrationTypeId: legacy, options: raw });
    };
    await project.up();
    for (const name of ["by name", "by id"]) {
      editIntegration(name, { integration_type_id: emulatedType("microsoft-teams").id }, emulator);
    }
    const { changes } = await project.preview({ refresh: true });
    const replaced = changes.filter(({ operation }) => operation === "replace");
    expect(Object.fromEntries(replaced.map(({ name, shown }) => [name, shown]))).toEqual({
      "by name": ["type"],
      "by id": ["integrationTypeId"],
    });
  });
});

describe("a change of anything else", () => {
  it("updates in place, so the endpoint stays", async () => {
    const { project, emulator, account } = await withStack();
    const { team, otherTeam, router, accountUser } = account;
    const options = requiredOptions("outgoing-webhook");
    project.program = program({ name: "before", type: "outgoing-webhook", teamIds: [team.id], options });
    const { outputs } = await project.up();
    const { id, prefix_id } = integrationNamed("before", emulator);

    project.program = program({
      name: "after",
      urgency: "critical",
      enabled: false,
      type: "outgoing-webhook",
      teamIds: [otherTeam.id],
      routerIds: [router.id],
      accountUserIds: [accountUser.id],
      options: { webhookUrl: "https://example.com/another", alertOpen: true, template: "{}" },
    });
    const updated = await project.up();
    expect(updated.changes).toMatchObject([{ operation: "update" }]);
    expect(updated.outputs).toEqual(outputs);
    expect(outputs["endpoint"]).toBe(`${new URL(emulator.url).origin}/integration/${prefix_id}`);
    expect(integrationNamed("after", emulator)).toMatchObject({ id, prefix_id });
    expect(writesOf(emulator).map(({ method }) => method)).toEqual(["POST", "PUT"]);
    expect((await project.preview({ refresh: true })).changes).toEqual([]);
  });

  it("updates in place where the same type goes by its id, or by its name again", async () => {
    const { project, emulator, account } = await withStack();
    const common = { name: "datadog", teamIds: [account.team.id] };
    const byName = program({ ...common, type: "datadog", options: { supportRetriggeredEvent: true } });
    const ownedAgain = {
      option_title_template: null,
      option_title_template_enabled: false,
      option_description_template: null,
      option_description_template_enabled: false,
    };
    const byId = program({
      ...common,
      integrationTypeId: datadog,
      options: { support_retriggered_event: true },
    });
    project.program = byName;
    await project.up();
    const { id } = integrationNamed("datadog", emulator);
    for (const other of [byId, byName]) {
      project.program = other;
      expect((await project.up()).changes).toMatchObject([{ operation: "update" }]);
      expect((await project.preview({ refresh: true })).changes).toEqual([]);
    }
    expect(integrationNamed("datadog", emulator)).toMatchObject({
      id,
      options: { support_retriggered_event: true },
    });
    // With its name, the stack owns those options again that it did not name beside the id.
    expect(writesOf(emulator).slice(1)).toMatchObject([{ method: "PUT", body: ownedAgain }]);
  });
});

function program(args: object) {
  return async () => {
    const { endpoint } = new Integration("changing", args as IntegrationArgs);
    return { endpoint };
  };
}
