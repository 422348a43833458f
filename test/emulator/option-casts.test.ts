// How the emulator casts options and fills their defaults, as PagerTree's adapters and Rails do.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { castBoolean, castInteger, castString } from "../../emulator/src/casts.ts";
import type { Body } from "../helpers/call-api.ts";
import { callApi, messagesOf, optionsOf } from "../helpers/call-api.ts";
import { createIntegration, postIntegration } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

/** What the demo types below need besides the option under test. */
const REQUIRED: Readonly<Record<string, Body>> = {
  "Outgoing Webhook": { option_webhook_url: "https://hooks.example.com/x" },
  "Microsoft Teams": { option_incoming_webhook_url: "https://hooks.example.com/x" },
  "Live Call Routing": { option_account_sid: "AC1", option_api_key: "SK1", option_api_secret: "s" },
  Email: {},
  Form: {},
  Webhook: {},
};

describe("castString", () => {
  it.each([
    ["", ""],
    ["  text ", "  text "],
    [true, "t"],
    [false, "f"],
    [5, "5"],
    [-1.5, "-1.5"],
    [1e21, "1000000000000000000000"],
    [null, null],
  ])("%j becomes %j", (value, cast) => {
    expect(castString(value)).toBe(cast);
  });

  it("keeps every text as it is", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => castString(text) === text));
  });
});

describe("castBoolean", () => {
  it.each([false, 0, "0", "f", "F", "false", "FALSE", "off", "OFF"])("%j is false", (value) => {
    expect(castBoolean(value)).toBe(false);
  });

  it.each([true, 1, "1", "t", "true", "on", "no", "False", "Off", "disabled", " ", 2, 0.5])(
    "%j is true",
    (value) => {
      expect(castBoolean(value)).toBe(true);
    },
  );

  it.each([null, ""])("%j is neither", (value) => {
    expect(castBoolean(value)).toBeNull();
  });
});

describe("castInteger", () => {
  it.each([
    ["12", 12],
    ["12abc", 12],
    ["abc", 0],
    ["-5", -5],
    ["+5", 5],
    ["- 5", 0],
    ["12.7", 12],
    [" 12", 12],
    ["1_000", 1000],
    ["1__0", 1],
    ["_1", 0],
    ["0x1A", 0],
    ["1e3", 1],
    ["\u00a05", 0],
    ["", null],
    ["  ", null],
    [12.7, 12],
    [-12.7, -12],
    [true, 1],
    [false, 0],
    [null, null],
  ])("%j becomes %j", (value, cast) => {
    expect(castInteger(value)).toBe(cast);
  });

  it("reads back every whole number written as text", () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (number) => castInteger(String(number)) === number));
  });
});

describe("POST /integrations, options", () => {
  it.each([
    ["Webhook", "token", 5, "5"],
    ["Webhook", "token", true, "t"],
    ["Webhook", "token", false, "f"],
    ["Webhook", "token", "", ""],
    ["Webhook", "token", " a ", " a "],
    ["Webhook", "token", null, undefined],
    ["Webhook", "capture_additional_data", "no", true],
    ["Webhook", "capture_additional_data", "off", false],
    ["Webhook", "capture_additional_data", "", false],
    ["Webhook", "capture_additional_data", null, false],
    ["Webhook", "capture_additional_data", [true], false],
    ["Webhook", "token", { a: 1 }, undefined],
    ["Email", "dedup_threads", null, true],
    ["Email", "dedup_threads", "", true],
    ["Email", "dedup_threads", "0", false],
    ["Email", "sanitize_level", null, "relaxed"],
    ["Outgoing Webhook", "template", null, ""],
    ["Outgoing Webhook", "outgoing_rules", null, ""],
    ["Outgoing Webhook", "outgoing_rules", "not: [yaml", "not: [yaml"],
    ["Outgoing Webhook", "template", "{{#if", "{{#if"],
    ["Microsoft Teams", "time_zone", null, "UTC"],
    ["Live Call Routing", "api_region", null, "ashburn.us1"],
    ["Live Call Routing", "dial_pause", "3 seconds", 3],
    ["Live Call Routing", "dial_pause", "", undefined],
    ["Live Call Routing", "dial_pause", null, undefined],
    ["Live Call Routing", "dial_pause", "x", 0],
    ["Live Call Routing", "max_wait_time", "60", 60],
    ["Form", "form_title", null, ""],
  ])("%s %s: %j is stored as %j", async (type, key, sent, stored) => {
    const emulator = await withEmulator();

    const answer = await postIntegration(emulator, type, { ...REQUIRED[type], [`option_${key}`]: sent });

    expect(answer.status, answer.text).toBe(201);
    expect(optionsOf(answer)[key]).toEqual(stored);
  });

  it.each(["title_template_enabled", "description_template_enabled"])(
    '%s is true only for true and "1"',
    async (key) => {
      const emulator = await withEmulator();
      const stored = async (value: unknown) =>
        optionsOf(await postIntegration(emulator, "Webhook", { [`option_${key}`]: value }))[key];

      for (const value of [true, "1"]) expect(await stored(value)).toBe(true);
      for (const value of [false, "0", 1, "true", "t", "on", "", null])
        expect(await stored(value)).toBe(false);
    },
  );

  it("keeps the template options for every type, also one that makes no use of them", async () => {
    const emulator = await withEmulator();

    const answer = await postIntegration(emulator, "Outgoing Webhook", {
      ...REQUIRED["Outgoing Webhook"],
      option_title_template: "{{ title }}",
      option_title_template_enabled: true,
    });

    expect(optionsOf(answer)).toMatchObject({ title_template: "{{ title }}", title_template_enabled: true });
  });

  it.each([
    ["Form", "form_logo"],
    ["Live Call Routing", "music_media"],
  ])("%s drops the file option %s", async (type, key) => {
    const emulator = await withEmulator();

    const answer = await postIntegration(emulator, type, { ...REQUIRED[type], [`option_${key}`]: "file" });

    expect(answer.status).toBe(201);
    expect(optionsOf(answer)).not.toHaveProperty(key);
  });

  it.each(["option_", "option_constructor", "option___proto__", "option_Token", "option_webhook_url"])(
    "Webhook has no %s: 500, and 422 with unknownOptionIs422",
    async (attribute) => {
      const emulator = await withEmulator();
      const post = (value: unknown) => postIntegration(emulator, "Webhook", { [attribute]: value });

      expect([(await post("x")).status, (await post(null)).status]).toEqual([500, 500]);
      emulator.switches.unknownOptionIs422 = true;
      expect(messagesOf(await post("x"))).toEqual([`${attribute} is unknown`]);
      expect(messagesOf(await post(null))).toEqual([`${attribute} is unknown`]);
      expect(emulator.store.all("integrations")).toEqual([]);
    },
  );
});

describe("PUT /integrations/:id with null for an option", () => {
  it("gives a boolean its default", async () => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator, "Email", {
      option_dedup_threads: false,
      option_allow_spam: true,
    });

    const answer = await callApi(emulator, "PUT", `/integrations/${id}`, {
      option_dedup_threads: null,
      option_allow_spam: null,
    });

    expect(optionsOf(answer)).toMatchObject({ dedup_threads: true, allow_spam: false });
  });

  it("stores null for a text without default, and makes no key that was never set", async () => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator, "Webhook", { option_token: "secret" });
    const path = `/integrations/${id}`;

    const answer = await callApi(emulator, "PUT", path, { option_token: null, option_wrapper_key: null });

    expect(optionsOf(answer)["token"]).toBeNull();
    expect(optionsOf(answer)).not.toHaveProperty("wrapper_key");
    expect(optionsOf(await callApi(emulator, "GET", path))["token"]).toBeNull();
  });

  it("stores null for an integer", async () => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator, "Live Call Routing", {
      ...REQUIRED["Live Call Routing"],
      option_dial_pause: 3,
      option_max_wait_time: 60,
    });

    const answer = await callApi(emulator, "PUT", `/integrations/${id}`, {
      option_dial_pause: null,
      option_max_wait_time: "",
    });

    expect(optionsOf(answer)).toMatchObject({ dial_pause: null, max_wait_time: null });
  });

  it.each([
    ["Outgoing Webhook", "template", "{}", ""],
    ["Outgoing Webhook", "outgoing_rules", "rules: []", ""],
  ])(
    "%s %s is null in the answer, and has its default back at the next read",
    async (type, key, set, back) => {
      const emulator = await withEmulator();
      const { id } = await createIntegration(emulator, type, { ...REQUIRED[type], [`option_${key}`]: set });
      const path = `/integrations/${id}`;

      const answer = await callApi(emulator, "PUT", path, { [`option_${key}`]: null });

      expect(optionsOf(answer)[key]).toBeNull();
      expect(optionsOf(await callApi(emulator, "GET", path))[key]).toBe(back);
    },
  );

  // These defaults stand in the adapters' OPTIONS, so the cast before validation fills them in.
  it.each([
    ["Email", "sanitize_level", "basic", "relaxed"],
    ["Live Call Routing", "api_region", "dublin.ie1", "ashburn.us1"],
    ["Live Call Routing", "record_email", "a@example.com", ""],
    ["Live Call Routing", "banned_phone", "+12025550100", ""],
    ["Form", "form_title", "Report", ""],
    ["Form", "form_footer_link", "https://example.com", ""],
  ])("%s %s has its default back at once", async (type, key, set, back) => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator, type, { ...REQUIRED[type], [`option_${key}`]: set });

    const answer = await callApi(emulator, "PUT", `/integrations/${id}`, { [`option_${key}`]: null });

    expect(answer.status, answer.text).toBe(200);
    expect(optionsOf(answer)[key]).toBe(back);
  });

  it.each([
    ["Microsoft Teams", "time_zone", "option_time_zone does not exist"],
    ["Outgoing Webhook", "webhook_url", "option_webhook_url can't be blank"],
  ])("refuses %s %s, since validation sees null", async (type, key, message) => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator, type, REQUIRED[type]);

    const answer = await callApi(emulator, "PUT", `/integrations/${id}`, { [`option_${key}`]: null });

    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toContain(message);
  });
});
