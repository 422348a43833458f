// Drift on the real engine: what somebody changes in PagerTree's web page is what a preview shows, and what `up`
// puts right.

import { pick } from "es-toolkit";
import { describe, expect, it, vi } from "vitest";
import type { EngineRun } from "../helpers/engine.ts";
import type { ExportedState } from "../helpers/engine-state.ts";
import { emulatedType } from "../helpers/integration-arguments.ts";
import { canary, requiredOptions } from "../helpers/sample-options.ts";
import { declare, doors, nameThrough } from "./doors.ts";
import { sightings } from "./sightings.ts";
import { type Account, type Edit, editIntegration, integrationNamed, withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

/** An integration, what somebody changes of it by hand, and what comes of it. */
interface Row {
  /** Besides its name, its team and the type `datadog`. */
  readonly args: object;
  readonly edit: Edit;
  /** The property paths that a preview shows; none if it is no drift. */
  readonly shown: string[];
  /** The body of the one request that puts it right. */
  readonly sent?: object;
}

const secretOfTheWebPage = `${canary}-of-the-web-page`;
const webhookUrl = `https://example.com/${canary}-declared`;
const hook = { type: "outgoing-webhook", options: { webhookUrl } };
const twilio = { type: "live-call-routing", options: requiredOptions("live-call-routing") };
const raw = {
  type: undefined,
  integrationTypeId: emulatedType("meta-workplace").id,
  options: { access_token: `${canary}-raw`, group_id: "a group" },
};

/** One row for each kind of property and each door, by the name of its integration. */
function rowsFor(account: Account): Record<string, Row> {
  const rows = Object.entries(rowsOf(account));
  const ofDoors = doors.flatMap((door) =>
    rows.map(([name, row]): [string, Row] => {
      const nameOfDoor = nameThrough(door, name);
      const sent = row.sent !== undefined && "name" in row.sent ? { name: nameOfDoor } : {};
      return [
        nameOfDoor,
        {
          ...row,
          args: { type: "datadog", ...row.args },
          ...(row.sent && { sent: { ...row.sent, ...sent } }),
        },
      ];
    }),
  );
  return Object.fromEntries(ofDoors);
}

function rowsOf({ team, otherTeam, router, accountUser }: Account): Record<string, Row> {
  return {
    name: { args: {}, edit: { name: "renamed" }, shown: ["name"], sent: { name: "name" } },
    urgency: {
      args: { urgency: "low" },
      edit: { urgency: "high" },
      shown: ["urgency"],
      sent: { urgency: "low" },
    },
    "default urgency": {
      args: {},
      edit: { urgency: "critical" },
      shown: ["urgency"],
      sent: { urgency: "high" },
    },
    enabled: { args: {}, edit: { enabled: false }, shown: ["enabled"], sent: { enabled: true } },
    "another team": {
      args: {},
      edit: { team_ids: [otherTeam.id] },
      shown: ["teamIds[0]"],
      sent: { team_ids: [team.id] },
    },
    "no router any more": {
      args: { routerIds: [router.prefixId] },
      edit: { router_ids: [] },
      shown: ["routerIds[0]"],
      sent: { router_ids: [router.id] },
    },
    "a user more": {
      args: {},
      edit: { account_user_ids: [accountUser.id] },
      shown: ["accountUserIds[0]"],
      sent: { account_user_ids: [] },
    },
    boolean: {
      args: { options: { supportRetriggeredEvent: true } },
      edit: { options: { support_retriggered_event: false } },
      shown: ["options.supportRetriggeredEvent"],
      sent: { option_support_retriggered_event: true },
    },
    "default boolean": {
      args: { type: "statusgator" },
      edit: { options: { create_on_warn: false } },
      shown: ["options.createOnWarn"],
      sent: { option_create_on_warn: true },
    },
    text: {
      args: { type: "form", options: { formTitle: "Call us" } },
      edit: { options: { form_title: "Don't call us" } },
      shown: ["options.formTitle"],
      sent: { option_form_title: "Call us" },
    },
    "default text": {
      args: { type: "form" },
      edit: { options: { form_header: "Hello" } },
      shown: ["options.formHeader"],
      sent: { option_form_header: "" },
    },
    enumeration: {
      args: { type: "email" },
      edit: { options: { sanitize_level: "basic" } },
      shown: ["options.sanitizeLevel"],
      sent: { option_sanitize_level: "relaxed" },
    },
    integer: {
      args: { ...twilio, options: { ...twilio.options, dialPause: 3 } },
      edit: { options: { dial_pause: 4 } },
      shown: ["options.dialPause"],
      sent: { option_dial_pause: 3 },
    },
    "integer that was not set": {
      args: twilio,
      edit: { options: { max_wait_time: 60 } },
      shown: ["options.maxWaitTime"],
      sent: { option_max_wait_time: null },
    },
    "text that was not set": {
      args: { type: "webhook" },
      edit: { options: { wrapper_key: "payload" } },
      shown: ["options.wrapperKey"],
      sent: { option_wrapper_key: null },
    },
    "text that is not set any more": {
      args: { type: "webhook", options: { wrapperKey: "payload" } },
      edit: { options: { wrapper_key: null } },
      shown: ["options.wrapperKey"],
      sent: { option_wrapper_key: "payload" },
    },
    "template of every type": {
      args: { type: "pingdom" },
      edit: { options: { title_template: "{{alert.title}}", title_template_enabled: true } },
      shown: ["options.titleTemplate", "options.titleTemplateEnabled"],
      sent: { option_title_template: null, option_title_template_enabled: false },
    },
    "secret text": {
      args: hook,
      edit: { options: { webhook_url: `https://example.com/${secretOfTheWebPage}` } },
      shown: ["options.webhookUrl"],
      sent: { option_webhook_url: webhookUrl },
    },
    "secret that was not set": {
      args: { type: "cloudflare" },
      edit: { options: { webhook_secret: secretOfTheWebPage } },
      shown: ["options.webhookSecret"],
      sent: { option_webhook_secret: null },
    },
    "secret that is not set any more": {
      args: { type: "cloudflare", options: { webhookSecret: `${canary}-declared` } },
      edit: { options: { webhook_secret: null } },
      shown: ["options.webhookSecret"],
      sent: { option_webhook_secret: `${canary}-declared` },
    },
    "raw option": {
      args: raw,
      edit: { options: { group_id: "another", incoming_enabled: true } },
      shown: ["options.group_id"],
      sent: { option_group_id: "a group" },
    },
    "nothing at all": { args: hook, edit: {}, shown: [] },
    "the same as other JSON": {
      args: { ...twilio, options: { ...twilio.options, dialPause: 3, record: true } },
      edit: { options: { dial_pause: "3", record: "t", force_input: "0", record_email: null } },
      shown: [],
    },
    "several at once": {
      args: { ...hook, enabled: false },
      edit: { name: "renamed too", enabled: true, options: { alert_open: true } },
      shown: ["enabled", "name", "options.alertOpen"],
      sent: { name: "several at once", enabled: false, option_alert_open: false },
    },
  };
}

describe("drift", () => {
  it("shows in a preview as the drifted properties alone, and one request puts it right", async () => {
    const { project, emulator, account } = await withStack({ door: "native", refresh: true });
    const rows = rowsFor(account);
    const drifting = Object.entries(rows).filter(([, { shown }]) => shown.length > 0);
    const names = drifting.map(([name]) => name);
    project.program = async () => {
      for (const [name, { args }] of Object.entries(rows)) declare(name, args, account);
    };
    await project.up();
    const before = await project.exportState();
    const integrations = new Map(names.map((name) => [name, integrationNamed(name, emulator)]));

    for (const [name, { edit }] of Object.entries(rows)) editIntegration(name, edit, emulator);
    const drifted = await project.preview();
    expect(new Map(drifted.changes.map(({ name, shown }) => [name, shown]))).toEqual(
      new Map(drifting.map(([name, { shown }]) => [name, shown])),
    );
    expect(new Set(drifted.changes.map(({ operation }) => operation))).toEqual(new Set(["update"]));
    expect(writesOf(emulator).map(({ method }) => method)).toEqual(Object.keys(rows).map(() => "POST"));

    const writesBefore = writesOf(emulator).length;
    await project.up();
    const writes = writesOf(emulator).slice(writesBefore);
    expect(new Map(writes.map(({ path, body }) => [path, body]))).toEqual(
      new Map(drifting.map(([name, { sent }]) => [`/integrations/${integrations.get(name)?.id}`, sent])),
    );
    expect(writes.map(({ method }) => method)).toEqual(names.map(() => "PUT"));
    expect((await project.preview()).changes).toEqual([]);

    const after = await project.exportState();
    expect(lasting(after)).toEqual(lasting(before));
    expect(sightings(project.transcript + before.text + after.text, [canary])).toEqual([]);
  });

  it("that deletes an integration shows as one to create, and the next up makes it again", async () => {
    const { project, emulator, account } = await withStack({ door: "native", refresh: true });
    const deleted = doors.map((door) => nameThrough(door, "deleted"));
    project.program = async () => {
      declare("kept", hook, account);
      for (const name of deleted) declare(name, hook, account);
    };
    const idsOfDeleted = () => deleted.map((name) => integrationNamed(name, emulator).id);
    await project.up();
    const ids = idsOfDeleted();
    for (const id of ids) emulator.store.remove("integrations", id);

    const creations = deleted.map((name) => `create ${name}`);
    const stepsOf = ({ changes }: EngineRun) => changes.map(({ name, operation }) => `${operation} ${name}`);
    expect(stepsOf(await project.preview()).sort()).toEqual(creations);
    expect(stepsOf(await project.up()).sort()).toEqual(creations);
    expect(idsOfDeleted().filter((id) => ids.includes(id))).toEqual([]);
    expect((await project.preview()).changes).toEqual([]);
    expect(emulator.store.all("integrations")).toHaveLength(3);

    // What is gone already is no obstacle to destruction.
    for (const id of idsOfDeleted()) emulator.store.remove("integrations", id);
    await project.destroy();
    expect((await project.exportState()).resources).toEqual([]);
    expect(emulator.store.all("integrations")).toEqual([]);
  });

  it("that deletes the only destination fails a run through each door, which names it, and nothing is lost", async () => {
    const { project, emulator, account } = await withStack({ door: "native", refresh: true });
    const dynamic = nameThrough({ door: "dynamic" }, "without a team");
    const native = nameThrough({ door: "native" }, "without a team");
    const declareAll = (names: readonly string[]) => async () => {
      for (const name of names) declare(name, { type: "datadog" }, account);
    };
    project.program = declareAll([dynamic, native]);
    await project.up();
    emulator.store.remove("teams", account.team.id);
    const writes = writesOf(emulator).length;
    const runs = [
      { run: "preview", name: dynamic },
      { run: "up", name: native },
    ] as const;
    // A run ends with the first failure.
    for (const { run, name } of runs) {
      project.program = declareAll([name]);
      const { text } = await project[run]({ expectFailure: true });
      expect(text).toContain("teamIds[0]");
      expect(text).toContain(`${account.team.id} is not the id of a team of this account`);
    }
    expect(writesOf(emulator)).toHaveLength(writes);
    expect((await project.exportState()).resources).toHaveLength(2);
  });

  it("makes `pulumi preview --expect-no-changes` fail through each door, as a pipeline asks", async () => {
    const program = `
      const { Config } = require("@pulumi/pulumi");
      const teamIds = [new Config("test").require("team")];
      for (const name of ["pulumi-pagertree", "pulumi-pagertree/native"]) {
        new (require(name).Integration)(name, { name, type: "datadog", teamIds });
      }`;
    const { project, emulator, account } = await withStack({
      door: "native",
      files: { "index.js": program },
      refresh: true,
    });
    await project.setConfig("test:team", account.team.id);
    await project.up();
    expect(await project.pulumi("preview", "--expect-no-changes")).toMatchObject({ status: 0 });
    for (const { entry } of doors) editIntegration(entry, { urgency: "low" }, emulator);
    const drifted = await project.pulumi("preview", "--diff", "--expect-no-changes");
    expect(drifted.status).not.toBe(0);
    expect(drifted.output.match(/~ urgency\s*: "low" => "high"/g)).toHaveLength(doors.length);
  });
});

/** What no update may change. */
function lasting({ resources }: ExportedState) {
  return new Map(
    resources.map(({ urn, id, outputs }) => [
      urn,
      { id, ...pick(outputs, ["endpoint", "prefixId", "tinyId"]) },
    ]),
  );
}
