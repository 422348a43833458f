// The templates by which an integration words the titles and descriptions of its alerts.
import { describe, expect, it } from "vitest";
import { integrationLogs, onlyAlert, sendPayload } from "../helpers/alerts.ts";
import { createIntegration } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const PAYLOAD = {
  event_type: "create",
  id: "disk-1",
  title: "Disk full",
  description: "97 %",
  host: { name: "db-1" },
};

/** The alert of a payload to an integration with these templates. */
async function alertFrom(templates: Readonly<Record<string, unknown>>) {
  const emulator = await withEmulator();
  const options = Object.entries(templates).map(([key, value]) => [`option_${key}`, value]);
  const integration = await createIntegration(emulator, "Webhook", {
    name: "In",
    ...Object.fromEntries(options),
  });
  await sendPayload(emulator, integration, PAYLOAD);
  const problems = integrationLogs(emulator).filter((message) => message !== "received");
  return { alert: onlyAlert(emulator), problems };
}

describe("a title or description template", () => {
  it("sees what was sent, and the integration", async () => {
    const { alert, problems } = await alertFrom({
      title_template: "{{uppercase data.host.name}}: {{data.title}}",
      title_template_enabled: true,
      description_template: "by {{integration.name}}",
      description_template_enabled: true,
    });
    expect(alert).toMatchObject({ title: "DB-1: Disk full", description: "by In", thirdparty_id: "disk-1" });
    expect(problems).toEqual([]);
  });

  it("that is not switched on does nothing", async () => {
    const { alert } = await alertFrom({ title_template: "x", description_template: "x" });
    expect(alert).toMatchObject({ title: "Disk full", description: "97 %" });
  });

  it("that gives nothing leaves the adapter's text", async () => {
    const { alert, problems } = await alertFrom({
      title_template: "{{data.nothing}}",
      title_template_enabled: true,
    });
    expect(alert.title).toBe("Disk full");
    expect(problems).toEqual([]);
  });

  it("that fails leaves the adapter's text, and the log says why", async () => {
    const { alert, problems } = await alertFrom({
      title_template: "{{#if}",
      title_template_enabled: true,
    });
    expect(alert.title).toBe("Disk full");
    expect(problems).toEqual([expect.stringContaining("its title template does not work: ")]);
  });

  it("sees no option of the integration, which may be a secret", async () => {
    const { alert } = await alertFrom({
      token: "",
      title_template: "{{JSONstringify integration}}",
      title_template_enabled: true,
    });
    expect(alert.title).toContain("In");
    expect(alert.title).not.toContain("option");
  });

  it("sees the parts of a mail", async () => {
    const emulator = await withEmulator();
    const integration = await createIntegration(emulator, "Email", {
      option_title_template: "{{data.from}} to {{data.to}}: {{data.subject}}, {{data.message}}",
      option_title_template_enabled: true,
    });
    const to = [`${integration.prefix_id}@alerts.pagertree.com`, "copy@example.com"];
    await emulator.receiveMail({ to, from: "nagios@example.com", subject: "Disk full", body: "97 %" });
    expect(onlyAlert(emulator).title).toBe(`nagios@example.com to ${to.join(";")}: Disk full, 97 %`);
  });

  it("leaves one alert of requests that come at the same time", async () => {
    const emulator = await withEmulator();
    const integration = await createIntegration(emulator, "Webhook", {
      option_title_template: "{{data.title}}!",
      option_title_template_enabled: true,
    });
    await Promise.all([1, 2, 3].map(() => sendPayload(emulator, integration, PAYLOAD)));
    expect(onlyAlert(emulator)).toMatchObject({ title: "Disk full!", dedup_count: 2 });
  });
});
