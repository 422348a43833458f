// Which arguments of an integration `check` refuses, each on its path; the rules of each type's options are the
// catalog's. PagerTree is not asked: its address leads nowhere.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it } from "vitest";
import { type Properties, providerFor } from "../../helpers/resource-providers.ts";

const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
const datadog = { name: "Datadog", type: "datadog", teamIds: [ulid] };

describe("check", () => {
  it.each<[what: string, declared: Properties, property: string, reason: string]>([
    ["no name", { name: null }, "name", "must be a text: the name of the integration"],
    ["a name that is no text", { name: 5 }, "name", "must be a text"],
    ["an empty name", { name: "" }, "name", "must not be blank"],
    ["a name of white space", { name: " \t\n" }, "name", "must not be blank"],
    ["a name of white space that only Rails knows", { name: "\u0085" }, "name", "must not be blank"],
    [
      "an urgency that PagerTree does not know",
      { urgency: "urgent" },
      "urgency",
      "silent, low, medium, high, critical",
    ],
    ["an urgency in capitals", { urgency: "High" }, "urgency", "must be one of"],
    ["enabled as a text", { enabled: "true" }, "enabled", "must be true or false"],
    ["enabled as a number", { enabled: 0 }, "enabled", "must be true or false"],
    ["one id in place of a list", { teamIds: ulid }, "teamIds", "must be a list of ids"],
    ["an id that is no text", { teamIds: [ulid, 5] }, "teamIds[1]", "must be the id of a team"],
    [
      "null as an id",
      { teamIds: [null] },
      "teamIds[0]",
      "and there is none; if the id comes from a resource",
    ],
    [
      "a name as an id",
      { teamIds: [ulid, ulid, "Platform"] },
      "teamIds[2]",
      "a ULID of 26 characters, or a prefix id",
    ],
    ["the id of another kind", { teamIds: ["rtr_K22OuvPYNmCyvJ"] }, "teamIds[0]", "it belongs in routerIds"],
    ["a team in routerIds", { routerIds: ["tem_K22OuvPYNmCyvJ"] }, "routerIds[0]", "it belongs in teamIds"],
    ["a user in teamIds", { teamIds: ["usr_K22OuvPYNmCyvJ"] }, "teamIds[0]", "it belongs in accountUserIds"],
    ["no destination", { teamIds: null }, "teamIds", "at least one destination"],
    [
      "empty lists of destinations",
      { teamIds: [], routerIds: [] },
      "teamIds",
      "`--target` leaves out, target that one",
    ],
    ["no type", { type: null }, "type", "is required"],
    ["a misspelt type", { type: "datadgo" }, "type", 'did you mean "datadog"?'],
    ["a type by its display name", { type: "New Relic" }, "type", 'did you mean "new-relic"?'],
    ["what sends to a type", { type: "alertmanager" }, "type", 'did you mean "prometheus"?'],
    ["a word of many types", { type: "alerts" }, "type", "docs/integration-types.md lists them all"],
    ["a type that is nothing near", { type: "quantum" }, "type", "is not the name of an integration type"],
    ["a type that is no text", { type: 5 }, "type", "must be known when the program runs"],
    ["a type that is not known yet", { type: unknownValue }, "type", "must be known when the program runs"],
    ["two types", { integrationTypeId: ulid }, "integrationTypeId", "cannot be set together with type"],
    ["options that are no object", { options: "none" }, "options", "must be an object"],
    ["options as a list", { options: [] }, "options", "must be an object"],
    [
      "a misspelt option",
      { options: { titelTemplate: "" } },
      "options.titelTemplate",
      'did you mean "titleTemplate"?',
    ],
    [
      "an option of another kind",
      { options: { titleTemplate: 5 } },
      "options.titleTemplate",
      "must be a text",
    ],
    ["an object as an option", { options: { titleTemplate: {} } }, "options.titleTemplate", "must be a text"],
    [
      "additional options that are no object",
      { additionalOptions: 5 },
      "additionalOptions",
      "must be an object",
    ],
    [
      "an additional option with the prefix of the API",
      { additionalOptions: { option_new: 1 } },
      "additionalOptions.option_new",
      "without its prefix: new",
    ],
    [
      "an additional option in camelCase",
      { additionalOptions: { newSwitch: true } },
      "additionalOptions.newSwitch",
      "is not the name of an option in PagerTree",
    ],
    [
      "an additional option that the catalog knows",
      { additionalOptions: { title_template: "" } },
      "additionalOptions.title_template",
      "declare it as options.titleTemplate",
    ],
    [
      "a list as an additional option",
      { additionalOptions: { a: [] } },
      "additionalOptions.a",
      "must be a text, a number",
    ],
    ["a misspelt argument", { teamIDs: [ulid] }, "teamIDs", 'did you mean "teamIds"?'],
    ["an argument of nothing", { colour: "red" }, "colour", "is not an argument of an integration"],
  ])("refuses %s", async (_what, declared, property, reason) => {
    const { check } = providerFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });
    const { inputs, failures } = await check({ ...datadog, ...declared });
    expect(inputs).toBeUndefined();
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });

  it.each<[what: string, declared: Properties, property: string, reason: string]>([
    [
      "an id that no object has",
      { integrationTypeId: "Datadog" },
      "integrationTypeId",
      "must be the id of an integration type",
    ],
    ["an id that is no text", { integrationTypeId: 5 }, "integrationTypeId", "must be a text"],
    [
      "an option in both places",
      { options: { a: 1 }, additionalOptions: { a: 1 } },
      "additionalOptions.a",
      "is also in options: give it once",
    ],
    ["an option in camelCase", { options: { alertOpen: true } }, "options.alertOpen", "such as alert_open"],
    [
      "an option with its prefix",
      { options: { option_token: "t" } },
      "options.option_token",
      "without its prefix: token",
    ],
    ["an object as an option", { options: { token: { a: 1 } } }, "options.token", "must be a text, a number"],
  ])("refuses beside integrationTypeId %s", async (_what, declared, property, reason) => {
    const { check } = providerFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });
    const { failures } = await check({ name: "n", teamIds: [ulid], integrationTypeId: ulid, ...declared });
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });
});
