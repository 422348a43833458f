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
    // The engine compares none of them before it makes the new one, which is equal to the one that is there.
    const namesOf = (...all: string[]) =>
      doors.flatMap((through) => all.map((name) => nameThrough(through, name)));
    const forTheEngine = namesOf("triggered", "with it", "named", "tainted");
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
        make("named", {});
        make("tainted", {});
        const members = [account.accountUser.id];
        const team = new through.Team(nameThrough(through, "team"), {
          name: nameThrough(through, "team"),
          memberAccountUserIds: members,
          adminAccountUserIds: members,
        });
        const onCall = { teamId: team.id, accountUserIds: members, timeZone: "UTC" };
        const rotation = new through.Rotation(nameThrough(through, "rotation"), {
          ...onCall,
          firstHandOff: "2040-06-04T09:00",
        });
        new through.Override(
          nameThrough(through, "override"),
          { ...onCall, startTime: "2040-06-05T18:00", endTime: "2040-06-06T09:00" },
          { dependsOn: rotation },
        );
      }
    };
    // Of a list by index, each is what its neighbour was. Of one that is shorter now, the engine names the last one last.
    const declareList = (list: string, types: readonly string[]) => {
      for (const through of doors) {
        types.forEach((type, index) => {
          const name = nameThrough(through, `${list} ${type}`);
          declare(nameThrough(through, `${list} ${index}`), { name, type }, account);
        });
      }
    };
    const events = () => emulator.store.all("events").filter(({ start_time: from }) => from.includes("2040"));
    const declareAll = (which: "from" | "to") => async () => {
      for (const [name, change] of Object.entries(changes)) {
        new Integration(name, { name, teamIds: [account.team.id], ...change[which] } as IntegrationArgs);
      }
      declareForTheEngine(which);
      declareList("list", which === "from" ? ["datadog", "webhook"] : ["webhook", "datadog"]);
      declareList("short", which === "from" ? ["datadog", "webhook"] : ["webhook"]);
    };
    project.program = declareAll("from");
    await project.up();
    const listed = namesOf("list datadog", "list webhook", "short webhook");
    const before = names.map((name) => integrationNamed(name, emulator));
    const idsOf = (all: readonly string[]) => all.map((name) => integrationNamed(name, emulator).id);
    const replaced = [...forTheEngine, ...listed];
    const idsBefore = idsOf(replaced);
    const eventsBefore = events();
    const { resources } = await project.exportState();
    const urnsOf = (...all: string[]) =>
      resources.flatMap(({ urn }) =>
        namesOf(...all).some((name) => urn.endsWith(`::${name}`)) ? [urn] : [],
      );
    const taint = await project.pulumi("state", "taint", "--yes", ...urnsOf("tainted", "rotation"));
    expect(taint.status, taint.output).toBe(0);

    project.program = declareAll("to");
    const replace = urnsOf("named", "override");
    // `--target-replace` of a resource is to the engine `--replace` and `--target` of it, and here all are targets.
    const target = resources.map(({ urn }) => urn);
    const { changes: steps, text } = await project.preview({ replace, target });
    expect(text).toContain("the stack already has integration");
    expect(text).not.toContain("`up` stops here");
    for (const [name, { shown }] of Object.entries(changes)) {
      const operations = steps.filter((step) => step.name === name).map(({ operation }) => operation);
      expect(operations).toEqual(["create-replacement", "replace", "delete-replaced"]);
      expect(steps.find((step) => step.name === name)?.shown).toContain(shown);
    }
    await project.up({ replace, target });
    const after = names.map((name) => integrationNamed(name, emulator));
    expect(after.map(({ integration_type_id }) => integration_type_id)).toEqual(names.map(() => webhook));
    const ids = [...before, ...after].flatMap(({ id, prefix_id }) => [id, prefix_id]);
    expect(new Set(ids).size).toBe(4 * names.length);
    expect(new Set([...idsBefore, ...idsOf(replaced)]).size).toBe(2 * replaced.length);
    expect(emulator.store.all("integrations")).toHaveLength(names.length + replaced.length);
    expect(events()).toHaveLength(eventsBefore.length);
    const eventIds = new Set([...eventsBefore, ...events()].map(({ id }) => id));
    // Through each door a rotation and an override; what that one has left of its shift stays.
    expect(eventIds.size).toBe(eventsBefore.length + 2 * doors.length);
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
