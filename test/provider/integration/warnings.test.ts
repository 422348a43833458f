import { describe, expect, it } from "vitest";
import { typeNames } from "../../../provider/src/catalog/catalog.ts";
import { eventSwitchesOf } from "../../../provider/src/catalog/event-switches.ts";
import { unknownValue } from "../../../provider/src/common/unknown.ts";
import { integrationWarnings } from "../../../provider/src/integration/warnings.ts";

const sending = typeNames.filter((type) => eventSwitchesOf(type).length > 0);

describe("the warnings of an integration", () => {
  it.each(sending)(
    "say that a %s with no event switched on sends nothing, and name the options",
    async (type) => {
      const [{ name } = { name: "" }] = eventSwitchesOf(type);
      const [warning] = await integrationWarnings({ type, enabled: true, options: {} });
      expect(warning).toContain(
        `sends nothing, since none of its events is switched on: set options.${name} to true`,
      );
      expect(await integrationWarnings({ type, enabled: true, options: { [name]: true } })).toEqual([]);
      expect(await integrationWarnings({ type, enabled: true, options: { [name]: unknownValue } })).toEqual(
        [],
      );
      expect(await integrationWarnings({ type, enabled: false, options: {} })).toEqual([]);
    },
  );

  it("say nothing of a type that only takes alerts in", async () => {
    expect(await integrationWarnings({ type: "datadog", enabled: true, options: {} })).toEqual([]);
  });

  it("name the form that works in place of a text in quotation marks", async () => {
    const options = { alertOpen: true, template: '{"text": "{{alert.title}} is {{alert.status}}"}' };
    expect(await integrationWarnings({ type: "outgoing-webhook", enabled: true, options })).toEqual([
      "has a template (options.template) that spoils some texts of alert.title: quotation marks, backslashes and line " +
        "breaks make wrong JSON or come as &quot;. Write {{{JSONstringify alert.title}}}, without quotation marks around it",
    ]);
  });
});
