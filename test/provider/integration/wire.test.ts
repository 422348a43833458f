// An integration on its way to PagerTree and back, as far as an account with the catalog's types alone can't show it.

import { describe, expect, it } from "vitest";
import { integrationSchema } from "../../../provider/src/api/wire.ts";
import {
  type IntegrationInputs,
  type IntegrationState,
  normaliseIntegration,
} from "../../../provider/src/integration/inputs.ts";
import { fromWire, propertyOf, toWire } from "../../../provider/src/integration/wire.ts";

const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
const typeId = "01GDBEYARHS4W4QM6X370Z5TMC";
const context = { baseUrl: "https://api.pagertree.com/api/v4" };

const inputs: IntegrationInputs = normaliseIntegration({
  name: "n",
  urgency: "high",
  enabled: true,
  teamIds: [ulid],
  routerIds: [],
  accountUserIds: [],
  type: "webhook",
  options: { token: "t" },
});

function answer(changes: Record<string, unknown> = {}) {
  return integrationSchema.parse({
    id: ulid,
    prefix_id: "int_ODCWagoG9",
    tiny_id: 7,
    account_id: ulid,
    created_at: "2026-01-02T03:04:05.678Z",
    updated_at: "2026-01-02T03:04:06.789Z",
    name: "n",
    enabled: true,
    urgency: "high",
    integration_type: { id: typeId, name: "Webhook" },
    options: { token: "t", capture_additional_data: false },
    team_ids: [ulid],
    router_ids: [],
    account_user_ids: [],
    ...changes,
  });
}

describe("toWire", () => {
  it("names every option of the type, null where it holds nothing", () => {
    expect(toWire(inputs)).toEqual({
      name: "n",
      urgency: "high",
      enabled: true,
      team_ids: [ulid],
      router_ids: [],
      account_user_ids: [],
      option_capture_additional_data: false,
      option_description_template: null,
      option_description_template_enabled: false,
      option_title_template: null,
      option_title_template_enabled: false,
      option_token: "t",
      option_wrapper_key: null,
    });
  });

  it("adds the additional options, and takes raw ones as they are", () => {
    expect(toWire({ ...inputs, additionalOptions: { new_switch: true } })).toMatchObject({
      option_token: "t",
      option_new_switch: true,
    });
    const { type: _type, ...others } = inputs;
    const raw = toWire({ ...others, integrationTypeId: typeId, options: { new_switch: null } });
    expect(Object.keys(raw).filter((name) => name.startsWith("option_"))).toEqual(["option_new_switch"]);
  });
});

describe("fromWire", () => {
  it("gives the inputs that check made, and what PagerTree adds", () => {
    expect(fromWire(answer(), inputs, context)).toEqual({
      inputs,
      computed: {
        integrationType: { id: typeId, name: "Webhook" },
        endpoint: "https://api.pagertree.com/integration/int_ODCWagoG9",
      },
    });
  });

  it("gives of additional options those that the program names", () => {
    const state = { ...inputs, additionalOptions: { new_switch: true, new_number: 5, new_text: null } };
    const options = { token: "t", new_switch: true, new_number: "5", other: "x" };
    expect(fromWire(answer({ options }), state, context).inputs).toEqual(state);
    expect(fromWire(answer({ options: { ...options, new_switch: false } }), state, context).inputs).toEqual({
      ...state,
      additionalOptions: { ...state.additionalOptions, new_switch: false },
    });
    expect(fromWire(answer({ options }), inputs, context).inputs).toEqual(inputs);
  });

  it.each([
    ["one that it stores as text", 5, "5", 5],
    ["one that it stores as number", "5", 5, "5"],
    ["nothing, which it stores as nothing", null, null, null],
    ["nothing, where it has not got the option", null, undefined, null],
    ["nothing, where off is the default", null, false, null],
    ["nothing, where no text is the default", null, "", null],
    ["nothing, where somebody has set one", null, "x", "x"],
    ["one where somebody has set another", "x", "y", "y"],
    ["one where somebody has cleared it", "x", null, null],
    ["one that it does not store", "x", undefined, null],
  ])("tells of an option that no catalog knows %s", (_what, declared, held, read) => {
    const state: IntegrationState = { integrationTypeId: typeId, options: { new_option: declared } };
    const options = held === undefined ? {} : { new_option: held };
    const type = { id: typeId, name: "Made tomorrow" };
    expect(fromWire(answer({ options, integration_type: type }), state, context).inputs).toMatchObject({
      integrationTypeId: typeId,
      options: { new_option: read },
    });
  });

  it("gives all options by PagerTree's names where neither the program nor the catalog knows the type", () => {
    const type = { id: typeId, name: "Made tomorrow" };
    const { inputs: read } = fromWire(
      answer({ options: { a: 1, api_secret: "s" }, integration_type: type }),
      {},
      context,
    );
    expect(read.type).toBeUndefined();
    expect(read.integrationTypeId).toBe(typeId);
    expect(read.options).toEqual({ a: 1, api_secret: expect.stringContaining("outside of this stack") });
  });

  it("tells the type by its name for an integration that the stack never knew", () => {
    expect(fromWire(answer(), {}, context).inputs).toMatchObject({ type: "webhook" });
  });

  it("shows it when the integration has another type by now", () => {
    const state = { ...inputs, integrationType: { id: ulid, name: "Webhook" } };
    const type = { id: typeId, name: "Datadog" };
    expect(fromWire(answer({ integration_type: type }), state, context).inputs.type).toBe("datadog");
  });

  it("takes lists that are missing for empty, and a missing urgency for none", () => {
    const lists = { team_ids: undefined, router_ids: null, account_user_ids: undefined, urgency: null };
    const { inputs: read } = fromWire(answer(lists), inputs, context);
    expect(read).toMatchObject({ teamIds: [], routerIds: [], accountUserIds: [], urgency: "" });
  });

  it.each([
    ["webhook", "Webhook", "https://api.pagertree.com/integration/int_ODCWagoG9"],
    ["uptimerobot", "UptimeRobot", "https://api.pagertree.com/integration/int_ODCWagoG9/g?"],
    ["meta-workplace", "Meta Workplace", "https://api.pagertree.com/integration/int_ODCWagoG9/g"],
    ["email", "Email", "int_ODCWagoG9@alerts.pagertree.com"],
  ] as const)("gives the endpoint of %s", (type, name, endpoint) => {
    const { computed } = fromWire(answer({ integration_type: { id: typeId, name } }), { type }, context);
    expect(computed["endpoint"]).toBe(endpoint);
    expect(computed["email"]).toBe(type === "email" ? endpoint : undefined);
    expect("email" in computed).toBe(type === "email");
  });

  it("gives e-mail integrations from before September 2023 their old form of address", () => {
    const old = answer({
      integration_type: { id: typeId, name: "Email" },
      created_at: "2023-08-31T23:59:59.999Z",
    });
    expect(fromWire(old, { type: "email" }, context).computed).toMatchObject({
      email: "a+int_ODCWagoG9@alerts.pagertree.com",
      endpoint: "a+int_ODCWagoG9@alerts.pagertree.com",
    });
  });
});

describe("propertyOf", () => {
  it.each([
    ["name", "typed", undefined],
    ["team_ids", "typed", "teamIds"],
    ["router_ids", "typed", "routerIds"],
    ["account_user_ids", "typed", "accountUserIds"],
    ["integration_type", "typed", "type"],
    ["integration_type", "raw", "integrationTypeId"],
    ["integration_type_id", "raw", "integrationTypeId"],
    ["option_wrapper_key", "typed", "options.wrapperKey"],
    ["option_wrapper_key", "raw", "options.wrapper_key"],
    ["option_new_switch", "typed", "additionalOptions.new_switch"],
  ])("names %s in a %s program %s", (attribute, way, property) => {
    const raw = { integrationTypeId: typeId, options: {} };
    const typed = { type: "webhook", additionalOptions: { new_switch: true } } as const;
    expect(propertyOf(attribute, way === "raw" ? raw : typed)).toBe(property);
  });
});
