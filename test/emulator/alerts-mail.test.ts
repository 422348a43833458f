// Mail to the emulator's e-mail integrations, over the handle and over /_emulator.
import { describe, expect, it } from "vitest";
import type { Mail } from "../../emulator/src/index.ts";
import { hashToScript } from "../../emulator/src/ruby/mixed.ts";
import { control, onlyAlert } from "../helpers/alerts.ts";
import { createIntegration } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

async function withInbox(attributes = {}) {
  const emulator = await withEmulator();
  const inbox = await createIntegration(emulator, "Email", attributes);
  const to = `${inbox.prefix_id}@alerts.pagertree.com`;
  const deliver = (mail: Partial<Mail> = {}) => emulator.receiveMail({ to, subject: "Disk full", ...mail });
  return { emulator, inbox, to, deliver };
}

describe("POST /_emulator/mails", () => {
  it("makes an alert of a mail to an integration's address", async () => {
    const { emulator, inbox, to } = await withInbox();

    const answer = await control(emulator, "POST", "/mails", {
      to,
      from: "nagios@example.com",
      subject: "Disk full",
      body: "On db-1",
      message_id: "m1@example.com",
    });

    const alert = onlyAlert(emulator);
    expect(answer.body).toEqual({ alert_id: alert.id });
    expect({ ...alert, additional_data: alert.additional_data.map(hashToScript) }).toMatchObject({
      title: "Disk full",
      description: "On db-1",
      urgency: inbox.urgency,
      thirdparty_id: "m1@example.com",
      dedup_keys: [`${inbox.prefix_id}_m1@example.com`],
      additional_data: [
        { format: "email", label: "From", value: ["nagios@example.com"] },
        { format: "email", label: "To", value: [to] },
        { format: "email", label: "CCs", value: [] },
      ],
    });
  });

  it("answers 404 for an unknown address, 405 for a disabled integration, 422 for no mail", async () => {
    const { emulator, to } = await withInbox({ enabled: false });
    const unknown = { to: "int_unknown@alerts.pagertree.com" };
    expect((await control(emulator, "POST", "/mails", unknown)).status).toBe(404);
    expect((await control(emulator, "POST", "/mails", { to })).status).toBe(405);
    expect((await control(emulator, "POST", "/mails", { subject: "Disk full" })).status).toBe(422);
  });
});

describe("receiveMail", () => {
  it.each([
    ["the prefix id", ({ prefix_id }: { prefix_id: string }) => prefix_id],
    ["the ULID", ({ id }: { id: string }) => id],
    ["the older form", ({ prefix_id }: { prefix_id: string }) => `a+${prefix_id}`],
  ])("takes an address by %s", async (_what, local) => {
    const { emulator, inbox, deliver } = await withInbox();
    await deliver({ to: ["someone@example.com", `${local(inbox)}@alerts.pagertree.com`] });
    expect(onlyAlert(emulator).source_id).toBe(inbox.id);
  });

  it("names a mail without a subject", async () => {
    const { emulator, deliver } = await withInbox();
    await deliver({ subject: "" });
    expect(onlyAlert(emulator).title).toBe("Incoming Email - Untitled Alert");
  });

  it.each([
    [true, 1],
    [false, 2],
  ])("with dedup_threads %s makes of a mail and its answer alerts: %i", async (dedups, count) => {
    const { emulator, deliver } = await withInbox({ option_dedup_threads: dedups });
    await deliver({ message_id: "m1" });
    await deliver({ message_id: "m2", references: ["m1"] });
    expect(emulator.store.all("alerts")).toHaveLength(count);
  });

  it.each([
    ["PASS", false, 1],
    ["FAIL", false, 0],
    ["GRAY", false, 0],
    ["FAIL", true, 1],
  ])("with the verdict %s and allow_spam %s makes alerts: %i", async (verdict, isAllowed, count) => {
    const { emulator, deliver } = await withInbox({ option_allow_spam: isAllowed });
    await deliver({ spam_verdict: verdict });
    expect(emulator.store.all("alerts")).toHaveLength(count);
  });
});
