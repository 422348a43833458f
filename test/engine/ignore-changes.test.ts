// `ignoreChanges` on the real engine: an option that is left to PagerTree's web page stays as it is there.

import { Integration, type Urgency } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { canary } from "../helpers/sample-options.ts";
import { sightings } from "./sightings.ts";
import {
  type Account,
  editIntegration,
  integrationNamed,
  type TestStack,
  withStack,
  writesOf,
} from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

const declaredUrl = `https://example.com/${canary}-declared`;
const urlOfTheWebPage = `https://example.com/${canary}-of-the-web-page`;
const secretOfTheWebPage = `${canary}-secret-of-the-web-page`;

describe("ignoreChanges", () => {
  it("leaves options to the web page, whether the stack is refreshed or not", async () => {
    const { project, emulator, account } = await withStack();
    project.program = async () => declareAll(account, "high");
    await project.up();
    editByHand(emulator);
    expect((await project.preview()).changes).toEqual([]);

    const changeUrgency = async (urgency: Urgency) => {
      const writesBefore = writesOf(emulator).length;
      project.program = async () => declareAll(account, urgency);
      expect((await project.up()).changes.map(({ shown }) => shown)).toEqual(Array(3).fill(["urgency"]));
      const sent = writesOf(emulator).slice(writesBefore);
      expect(sent.map(({ body }) => body)).toEqual(Array(3).fill({ urgency }));
    };
    // An update tells the stack nothing of what was changed by hand, a refresh does.
    await changeUrgency("low");
    await changeUrgency("medium");
    await project.refresh();
    await changeUrgency("silent");
    await project.refresh();
    const { changes, diagnostics } = await project.preview();
    expect({ changes, diagnostics }).toEqual({ changes: [], diagnostics: [] });

    expect(integrationNamed("hook", emulator).options).toMatchObject({
      alert_open: true,
      webhook_url: urlOfTheWebPage,
    });
    expect(integrationNamed("cloudflare", emulator).options["webhook_secret"]).toBe(secretOfTheWebPage);
    expect(integrationNamed("datadog", emulator).options["support_retriggered_event"]).toBe(true);
    expect(sightings(project.transcript + (await project.exportState()).text, [canary])).toEqual([]);
  });

  it("does not hide what differs elsewhere", async () => {
    const { project, emulator, account } = await withStack({ refresh: true });
    project.program = async () => declareAll(account, "high");
    await project.up();
    editByHand(emulator);
    editIntegration("hook", { options: { alert_dropped: true } }, emulator);
    expect((await project.preview()).changes).toMatchObject([
      { name: "hook", shown: ["options.alertDropped"] },
    ]);
    const writesBefore = writesOf(emulator).length;
    await project.up();
    expect(writesOf(emulator).slice(writesBefore)).toMatchObject([{ body: { option_alert_dropped: false } }]);
  });
});

function declareAll({ team }: Account, urgency: Urgency): void {
  const common = { urgency, teamIds: [team.id] };
  new Integration(
    "hook",
    { ...common, name: "hook", type: "outgoing-webhook", options: { webhookUrl: declaredUrl } },
    { ignoreChanges: ["options.alertOpen", "options.webhookUrl"] },
  );
  // Options that the program does not name: a secret one, and one of an integration without any.
  new Integration(
    "cloudflare",
    { ...common, name: "cloudflare", type: "cloudflare" },
    { ignoreChanges: ["options.webhookSecret"] },
  );
  new Integration("datadog", { ...common, name: "datadog", type: "datadog" }, { ignoreChanges: ["options"] });
}

function editByHand(emulator: TestStack["emulator"]): void {
  editIntegration("hook", { options: { alert_open: true, webhook_url: urlOfTheWebPage } }, emulator);
  editIntegration("cloudflare", { options: { webhook_secret: secretOfTheWebPage } }, emulator);
  editIntegration("datadog", { options: { support_retriggered_event: true } }, emulator);
}
