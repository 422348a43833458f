/** What a program and the provider read of the catalog. */
import { describe, expect, it, vi } from "vitest";
import {
  findTypeByDisplayName,
  integrationTypeEntry,
  isSecretOptionName,
  isTypeName,
  optionsOf,
  sameDisplayName,
  secretOptionNames,
  toOptionKey,
  toOptionName,
  typeNames,
} from "../../provider/src/catalog/catalog.ts";

vi.mock("zod", () => {
  throw new Error("zod was loaded");
});

describe("catalog.ts", () => {
  it("loads without zod, which the file of the schemas does not", async () => {
    expect(typeNames).toHaveLength(59);
    await expect(import("../../provider/src/catalog/option-schema.ts")).rejects.toThrow();
  });
});

describe("isTypeName", () => {
  it.each(typeNames)("knows %s", (name) => {
    expect(isTypeName(name)).toBe(true);
  });

  it.each(["Datadog", "data-dog", "", "constructor", "__proto__", undefined, null, 1, {}])(
    "does not know %j",
    (name) => {
      expect(isTypeName(name)).toBe(false);
    },
  );
});

describe("optionsOf", () => {
  it("gives a type's own options and then the four of every type", () => {
    expect(optionsOf("datadog").map((option) => option.name)).toEqual([
      "supportRetriggeredEvent",
      "titleTemplate",
      "titleTemplateEnabled",
      "descriptionTemplate",
      "descriptionTemplateEnabled",
    ]);
  });

  it("gives the four of every type alone to a type without own options", () => {
    expect(optionsOf("pingdom")).toHaveLength(4);
  });
});

describe("option names", () => {
  it.each([
    ["webhook_url", "webhookUrl"],
    ["record", "record"],
    ["event_reminder_going_off_call", "eventReminderGoingOffCall"],
  ])("%s is %s in a program", (key, name) => {
    expect(toOptionName(key)).toBe(name);
    expect(toOptionKey(name)).toBe(key);
  });
});

describe("secretOptionNames", () => {
  it("names the options of a type that must not be shown", () => {
    expect(secretOptionNames("outgoing-webhook")).toEqual(["webhookUrl", "username", "password", "proxyUrl"]);
  });

  it("names none where there are none", () => {
    expect(secretOptionNames("datadog")).toEqual([]);
  });
});

describe("isSecretOptionName", () => {
  it.each([
    "webhook_url",
    "incoming_webhook_url",
    "api_key",
    "access_id",
    "code",
    "proxy_url",
    "server_password",
    "new_api_token",
    "signing_key",
    "client_credentials",
    "private_pem",
    "basic_auth",
    "callback_webhook_uri",
    "slackBotToken",
    "SECRET",
  ])("holds %s for a secret", (key) => {
    expect(isSecretOptionName(key)).toBe(true);
  });

  it.each([
    "alert_open",
    "wrapper_key",
    "server_url",
    "time_zone",
    "authorization_token_expires_at",
    "author_name",
    "new_switch",
  ])("does not hold %s for a secret", (key) => {
    expect(isSecretOptionName(key)).toBe(false);
  });
});

describe("findTypeByDisplayName", () => {
  it.each(typeNames)("finds %s by PagerTree's name", (type) => {
    expect(findTypeByDisplayName(integrationTypeEntry(type).name)).toBe(type);
  });

  it.each([
    ["datadog", "datadog"],
    ["DEAD MANS SNITCH", "dead-mans-snitch"],
    ["Dead Man’s Snitch", "dead-mans-snitch"],
    ["microsoft teams - Legacy", "microsoft-teams-legacy"],
    ["Site 24x7", "site24x7"],
  ])("finds the type of %j", (name, type) => {
    expect(findTypeByDisplayName(name)).toBe(type);
  });

  it.each(["", "Data", "Microsoft Teams v4"])("finds no type of %j", (name) => {
    expect(findTypeByDisplayName(name)).toBeUndefined();
  });
});

describe("sameDisplayName", () => {
  it("looks at letters and digits, in any case", () => {
    expect(sameDisplayName("Healthchecks.io", "healthchecks IO")).toBe(true);
    expect(sameDisplayName("Uptime", "Uptime Kuma")).toBe(false);
  });
});
