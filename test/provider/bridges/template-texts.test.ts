// A template that carries every text of an alert, whatever stands in it, and templates that do not.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleAlert } from "../../../provider/src/receivers/sample-alert.ts";
import { fieldsNotCarried } from "../../../provider/src/receivers/template-texts.ts";
import { readTemplate } from "../../../provider/src/templates/template.ts";

const fieldsOf = (template: string) => fieldsNotCarried(template, "alert.open", false);

describe("fieldsNotCarried", () => {
  it.each([
    ["two braces in quotation marks", '{"a": "{{alert.title}}"}', ["alert.title"]],
    ["three braces in quotation marks", '{"a": "{{{alert.title}}}"}', ["alert.title"]],
    ["a text within another one", '{"a": "Alert: {{alert.title}}!"}', ["alert.title"]],
    [
      "two fields",
      '{"a": "{{alert.title}}", "b": "{{alert.description}}"}',
      ["alert.title", "alert.description"],
    ],
    ["a tag", '{"a": "{{alert.tags.[0]}}"}', ["alert.tags.0"]],
    [
      "one of two",
      '{"a": {{{JSONstringify alert.title}}}, "b": "{{alert.description}}"}',
      ["alert.description"],
    ],
  ])("names the fields of %s", (_what, template, fields) => {
    expect(fieldsOf(template)).toEqual(fields);
  });

  it.each([
    [
      "each text as JSON",
      '{"a": {{{JSONstringify alert.title}}}, "b": {{{JSONstringify alert.description}}} }',
    ],
    ["the alert as a whole", '{"data": {{{JSONstringify alert}}} }'],
    [
      "ids and words of PagerTree's own",
      '{"a": "{{alert.id}}", "b": "{{alert.status}}", "c": "{{event.type}}"}',
    ],
    ["no field at all", '{"a": 1}'],
    ["what makes no JSON of any alert", "{{alert.title}}"],
    ["what does not parse", "{{#if"],
  ])("names none of a template with %s", (_what, template) => {
    expect(fieldsOf(template)).toEqual([]);
  });

  it("is right about the form that it leads to: JSONstringify gives any text as it is", () => {
    const template = readTemplate('{"a": {{{JSONstringify alert.title}}} }');
    if (!("render" in template)) throw new Error("it does not parse");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (title) => {
        // Templates are kept from these names, wherever they stand.
        fc.pre(!/^(?:__proto__|prototype|constructor)$/.test(title));
        const [result] = template.render([{ alert: { ...sampleAlert("alert.open", false), title } }]);
        expect(result).toEqual({ text: `{"a": ${JSON.stringify(title)} }` });
      }),
      { numRuns: 50 },
    );
  });
});
