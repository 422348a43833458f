/** The normal form of options, and their way to PagerTree and back. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import { normaliseOptions } from "../../provider/src/catalog/normalise-options.ts";
import { readOptions } from "../../provider/src/catalog/read-options.ts";
import { writeOptions } from "../../provider/src/catalog/write-options.ts";
import { anyOptions, unknownValue, wellTypedOptions } from "./arbitrary-options.ts";

const templatesOff = { titleTemplateEnabled: false, descriptionTemplateEnabled: false };

describe("normaliseOptions", () => {
  it.each(typeNames)("fills every default of %s", (type) => {
    const defaults = optionsOf(type).filter((option) => option.default !== undefined);
    expect(normaliseOptions(type, {})).toEqual(
      Object.fromEntries(defaults.map((option) => [option.name, option.default])),
    );
  });

  it.each([undefined, null])("puts the default of an option in place of %s", (value) => {
    expect(normaliseOptions("email", { sanitizeLevel: value, dedupThreads: value })).toMatchObject({
      sanitizeLevel: "relaxed",
      dedupThreads: true,
    });
  });

  it.each([undefined, null, ""])("leaves out a text without a default that is %j", (value) => {
    expect(normaliseOptions("webhook", { token: value })).toEqual({
      captureAdditionalData: false,
      ...templatesOff,
    });
  });

  it.each([
    ["an empty text that has a default", "email", { sanitizeLevel: "" }],
    ["white space", "webhook", { token: "  " }],
    ["a value of the wrong type", "datadog", { supportRetriggeredEvent: "true" }],
    ["a blank for a number", "live-call-routing", { dialPause: "" }],
    ["a value that is not known yet", "datadog", { supportRetriggeredEvent: unknownValue }],
    ["a name that the type does not have", "datadog", { nope: null }],
  ] as const)("leaves %s as it is", (_, type, options) => {
    expect(normaliseOptions(type, options)).toMatchObject(options);
  });

  it("leaves its argument alone", () => {
    const options = Object.freeze({ token: "" });
    normaliseOptions("webhook", options);
    expect(options).toEqual({ token: "" });
  });

  it("gives a normal form as it is", () =>
    fc.assert(
      fc.property(anyOptions, ({ type, options }) => {
        const normal = normaliseOptions(type, options);
        expect(normaliseOptions(type, normal)).toEqual(normal);
      }),
    ));

  it("holds no undefined, which Pulumi cannot carry", () =>
    fc.assert(
      fc.property(anyOptions, ({ type, options }) => {
        expect(Object.values(normaliseOptions(type, options))).not.toContain(undefined);
      }),
    ));

  it("does not depend on the order in which options are given", () =>
    fc.assert(
      fc.property(wellTypedOptions, ({ type, options }) => {
        const turned = Object.fromEntries(Object.entries(options).reverse());
        expect(JSON.stringify(normaliseOptions(type, turned))).toBe(
          JSON.stringify(normaliseOptions(type, options)),
        );
      }),
    ));
});

describe("writeOptions", () => {
  it("names every option as PagerTree does, with null for what holds nothing", () => {
    expect(writeOptions("webhook", { wrapperKey: "data", token: "" })).toEqual({
      token: null,
      capture_additional_data: false,
      wrapper_key: "data",
      title_template: null,
      title_template_enabled: false,
      description_template: null,
      description_template_enabled: false,
    });
  });

  it("is read again as the normal form", () =>
    fc.assert(
      fc.property(wellTypedOptions, ({ type, options }) => {
        expect(readOptions(type, writeOptions(type, options))).toEqual({
          options: normaliseOptions(type, options),
          rest: {},
        });
      }),
    ));
});

describe("readOptions", () => {
  it.each([
    [true, true],
    ["t", true],
    ["1", true],
    ["true", true],
    [1, true],
    ["no", true],
    [false, false],
    ["f", false],
    ["F", false],
    ["0", false],
    [0, false],
    ["false", false],
    ["FALSE", false],
    ["off", false],
    ["OFF", false],
    ["", true],
    [null, true],
    [undefined, true],
  ])("reads %j as the boolean %s where the default is true", (answered, expected) => {
    expect(readOptions("email", { dedup_threads: answered }).options["dedupThreads"]).toBe(expected);
  });

  it.each([
    [45, 45],
    ["45", 45],
    ["45 seconds", 45],
    [45.9, 45],
    ["-3", -3],
    ["", undefined],
    [null, undefined],
    ["soon", 0],
  ])("reads %j as the whole number %s", (answered, expected) => {
    expect(readOptions("live-call-routing", { max_wait_time: answered }).options["maxWaitTime"]).toBe(
      expected,
    );
  });

  it.each([
    ["a", "a"],
    [" a ", " a "],
    [5, "5"],
    [true, "t"],
    [false, "f"],
    ["", undefined],
    [null, undefined],
  ])("reads %j as the text %j", (answered, expected) => {
    expect(readOptions("webhook", { token: answered }).options["token"]).toBe(expected);
  });

  it("leaves what is no scalar as it is", () => {
    expect(readOptions("webhook", { token: ["a"] }).options["token"]).toEqual(["a"]);
  });

  it("fills what PagerTree left out", () => {
    expect(readOptions("microsoft-teams", {}).options).toMatchObject({ timeZone: "UTC", alertOpen: false });
  });

  it("tells options apart that the type does not have, untouched", () => {
    expect(
      readOptions("datadog", { support_retriggered_event: "t", new_switch: "f", alert_open: true }),
    ).toEqual({
      options: { supportRetriggeredEvent: true, ...templatesOff },
      rest: { new_switch: "f", alert_open: true },
    });
  });
});
