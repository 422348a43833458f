// Adoption on the real engine: a stack takes over what somebody made by hand, and what becomes of it after that.

import path from "node:path";
import type { Output } from "@pulumi/pulumi";
import { expect, it, vi } from "vitest";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { canary } from "../helpers/sample-options.ts";
import { doors } from "./doors.ts";
import { sightings } from "./sightings.ts";
import { integrationNamed, withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 180_000 });

it.each(doors)(
  "a stack adopts integrations and a team through the $door door, moves and keeps them, and never makes or loses one",
  async ({ door, Integration, OutgoingWebhook, Team }) => {
    const { project, emulator, account } = await withStack({ door });
    const { platform } = demoAccount(emulator);
    const monitor = await createIntegration(emulator, "Datadog", { name: "By hand", urgency: "low" });
    const secret = { webhookUrl: `https://example.com/${canary}` };
    const hook = await createIntegration(emulator, "Outgoing Webhook", {
      name: "Hook",
      option_webhook_url: secret.webhookUrl,
    });
    const teamIds = [account.team.id];
    const declareHook = (adopt?: string) =>
      new Integration(
        "hook",
        { name: "Hook", type: "outgoing-webhook", teamIds, options: secret, ...(adopt && { adopt }) },
        { retainOnDelete: true },
      );
    const declareMonitor = (name: string, adopt?: string, more: object = {}) =>
      new Integration(name, { name: "Datadog", type: "datadog", teamIds, ...(adopt && { adopt }), ...more });
    const declareTeam = () =>
      new Team("platform", {
        name: platform.name,
        memberAccountUserIds: [...platform.member_account_user_ids],
        adminAccountUserIds: [...platform.admin_account_user_ids],
        adopt: platform.id,
        // The account's router has it as its default receiver.
        forceDelete: true,
      });
    // A bridge that refers to what is adopted: both are what a plan could trip over.
    const declareChat = ({ id }: { readonly id: Output<string> }) =>
      new OutgoingWebhook("chat", { name: "Chat", teamIds: [id], webhookUrl: "https://chat.example.com" });
    project.program = async () => {
      declareMonitor("monitor", monitor.prefix_id);
      declareHook(hook.id);
      declareChat(declareTeam());
    };
    const before = writesOf(emulator).length;
    const plan = path.join(project.folder, "plan.json");
    const preview = await project.preview({ plan });
    expect(preview.text).toContain(
      `adopts integration ${monitor.prefix_id} "By hand": changes name, urgency`,
    );
    expect(preview.text).toContain(`adopts integration ${hook.prefix_id} "Hook": nothing changes`);
    expect(preview.text).toContain(`adopts team ${platform.prefix_id} "Platform": nothing changes`);
    expect(writesOf(emulator, before)).toEqual([]);

    // As planned: one request, with what differs and nothing else, and the bridge.
    await project.up({ plan });
    const chat = integrationNamed("Chat", emulator);
    const written = writesOf(emulator).slice(before);
    expect(written.filter(({ method }) => method !== "POST")).toEqual([
      { method: "PUT", path: `/integrations/${monitor.id}`, body: { name: "Datadog", urgency: "high" } },
    ]);
    expect(written).toHaveLength(2);
    const heldIds = async () => {
      const { resources } = await project.exportState();
      return resources.flatMap(({ id }) => id ?? []).sort();
    };
    expect(await heldIds()).toEqual([hook.id, monitor.id, platform.id, chat.id].sort());

    // From now on `adopt` makes no difference, be it there or not, before and after a refresh.
    expect((await project.preview()).changes).toEqual([]);
    expect((await project.preview({ refresh: true })).changes).toEqual([]);
    const refreshed = await project.refresh();
    expect(refreshed.changes).toEqual([]);
    project.program = async () => {
      declareMonitor("monitor");
      declareHook();
      declareChat(declareTeam());
    };
    expect((await project.up()).changes).toEqual([]);

    // Another object than it is, or one that would be replaced, is refused.
    project.program = async () => void declareMonitor("monitor", hook.id);
    expect((await project.preview({ expectFailure: true })).text).toContain(
      `adopt: ${hook.id} is not the object that this resource manages, which is ${monitor.id}`,
    );
    project.program = async () => void declareMonitor("monitor", monitor.id, { type: "pingdom" });
    expect((await project.preview({ expectFailure: true })).text).toContain(
      `adopt: a change of type makes a new object in place of ${monitor.id}`,
    );

    // A new name in the program, without an alias: the object moves, and the old name's end does not delete it.
    project.program = async () => {
      declareMonitor("renamed", monitor.id);
      declareHook();
      declareChat(declareTeam());
    };
    await project.up();
    expect(await heldIds()).toEqual([hook.id, monitor.id, platform.id, chat.id].sort());
    expect(writesOf(emulator).slice(before)).toEqual(written);

    // What is declared to be kept stays, the rest goes.
    project.program = async () => {
      declareMonitor("renamed");
      declareHook();
    };
    await project.up();
    await project.destroy();
    expect(emulator.store.all("integrations").map(({ id }) => id)).toEqual([hook.id]);
    expect(emulator.store.find("teams", platform.id)).toBeUndefined();
    expect(sightings(project.transcript, [canary])).toEqual([]);
  },
);
