// Types and options that the catalog does not know, and integrations that the stack only looks at, on the real engine.

import { Integration } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { emulatedType } from "../helpers/integration-arguments.ts";
import { doors } from "./doors.ts";
import { editIntegration, integrationNamed, withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

const secret = "canary-0f3b1c";

describe("an integration declared by the id of its type", () => {
  it("manages the options that the program names, and no other", async () => {
    const { project, emulator, account } = await withStack({ refresh: true });
    const declare = (options: Record<string, string | boolean>) => async () => {
      new Integration("raw", {
        name: "Raw",
        integrationTypeId: emulatedType("webhook").id,
        teamIds: [account.team.id],
        options,
      });
    };
    project.program = declare({ token: secret, wrapper_key: "body" });
    await project.up();

    editIntegration("Raw", { options: { capture_additional_data: true } }, emulator);
    expect((await project.preview()).changes).toEqual([]);
    editIntegration("Raw", { options: { wrapper_key: "other" } }, emulator);
    expect((await project.preview()).changes).toMatchObject([
      { operation: "update", differences: ["options.wrapper_key"] },
    ]);
    await project.up();
    expect(writesOf(emulator).slice(1)).toMatchObject([
      { method: "PUT", body: { option_wrapper_key: "body" } },
    ]);

    // An option that the program names no longer stays as it is.
    project.program = declare({ token: secret });
    await project.up();
    expect(integrationNamed("Raw", emulator).options).toMatchObject({
      wrapper_key: "body",
      capture_additional_data: true,
    });
    expect((await project.preview()).changes).toEqual([]);
    expect(project.transcript + (await project.exportState()).text).not.toContain(secret);
  });
});

describe("additional options of a type that the catalog knows", () => {
  it("are refused where the catalog knows them, and say where they belong", async () => {
    const { project, emulator, account } = await withStack();
    project.program = async () => {
      new Integration("datadog", {
        name: "Datadog",
        type: "datadog",
        teamIds: [account.team.id],
        additionalOptions: { support_retriggered_event: true },
      });
    };
    const { text } = await project.preview({ expectFailure: true });
    expect(text).toContain("additionalOptions.support_retriggered_event");
    expect(text).toContain("declare it as options.supportRetriggeredEvent");
    expect(writesOf(emulator)).toEqual([]);
  });

  it("reach PagerTree under its own names, which tells of an option that it does not have", async () => {
    const { project, emulator, account } = await withStack({ switches: { unknownOptionIs422: true } });
    project.program = async () => {
      new Integration("datadog", {
        name: "Datadog",
        type: "datadog",
        teamIds: [account.team.id],
        additionalOptions: { not_made_yet: true },
      });
    };
    const { text } = await project.up({ expectFailure: true });
    expect(text).toContain('create integration "Datadog"');
    expect(text).toContain("additionalOptions.not_made_yet is unknown");
    expect(emulator.store.all("integrations")).toEqual([]);
  });
});

describe("Integration.get", () => {
  it("reads an integration through each door, by prefix id or ULID, its options secret, and shows no change", async () => {
    const { project, emulator, account } = await withStack({ door: "native" });
    const [team] = emulator.store.all("teams");
    const { account_id } = emulator.store.insert("integrations", team?.account_id ?? "", {
      name: "By hand",
      enabled: true,
      urgency: "low",
      integration_type_id: emulatedType("outgoing-webhook").id,
      options: { webhook_url: `https://example.com/${secret}`, alert_open: true },
      team_ids: [account.team.id],
      router_ids: [],
      account_user_ids: [],
    });
    const held = integrationNamed("By hand", emulator);
    const ids = { dynamic: held.prefix_id, native: held.id };
    const seen = ["id", "name", "urgency", "type", "teamIds", "accountId", "options"] as const;
    project.program = async () =>
      Object.fromEntries(
        doors.flatMap(({ door, Integration }) => {
          const found = Integration.get(door, ids[door]);
          return seen.map((output) => [`${door} ${output}`, found[output]]);
        }),
      );
    const { outputs, changes } = await project.up();
    expect(changes).toEqual([]);
    for (const { door } of doors) {
      expect(Object.fromEntries(seen.map((output) => [output, outputs[`${door} ${output}`]]))).toMatchObject({
        id: ids[door],
        name: "By hand",
        urgency: "low",
        type: "outgoing-webhook",
        teamIds: [account.team.id],
        accountId: account_id,
        options: { ciphertext: "[secret]" },
      });
    }
    expect(project.transcript + (await project.exportState()).text).not.toContain(secret);

    editIntegration("By hand", { urgency: "medium" }, emulator);
    expect((await project.preview({ refresh: true })).changes).toEqual([]);
    const missing = "01GDBEYARHS4W4QM6X370Z5TMB";
    // A run ends with the first failure.
    for (const { Integration } of doors) {
      project.program = async () => {
        Integration.get("missing", missing);
      };
      const { text } = await project.up({ expectFailure: true });
      expect(text).toContain(`${missing}: this PagerTree account has no integration with this id.`);
    }
    await project.destroy();
    expect(emulator.store.all("integrations")).toHaveLength(1);
    expect(writesOf(emulator)).toEqual([]);
  });
});
