// What check says of a bridge's template: whether it parses, renders, and makes what the receiver takes.

import { afterEach, describe, expect, it, vi } from "vitest";
import { checkTemplate } from "../../../provider/src/receivers/check-template.ts";
import { alertEvents } from "../../../provider/src/receivers/events.ts";
import { longestTemplate, readTemplate } from "../../../provider/src/templates/template.ts";

const fields = ["id", "sid", "title", "description", "status", "urgency"];

/** A body with these fields of the alert, as a template that names each. */
function bodyOf(names: readonly string[], type = '"{{event.type}}"'): string {
  return `{"type": ${type}, "data": {${names.map((name) => `"${name}": "{{alert.${name}}}"`).join(", ")}}}`;
}

function forRootly(
  template: string,
  events: (typeof alertEvents)[number][] = ["alert.open"],
  sendsLinked = false,
) {
  return checkTemplate(template, { receiver: "rootly", events, sendsLinked });
}

function forAny(template: string) {
  return checkTemplate(template, { receiver: "any", events: ["alert.open"], sendsLinked: false });
}

describe("checkTemplate for Rootly", () => {
  it.each([
    ["each field by itself", bodyOf(fields)],
    ["PagerTree's own body", '{"type": "{{event.type}}", "data": {{{JSONstringify alert}}} }'],
    [
      "more than is needed",
      '{"type": "{{event.type}}", "data": {{{JSONstringify alert}}}, "by": "{{uppercase "pulumi"}}"}',
    ],
    ["comments, which PagerTree tolerates", `/* for Rootly */ ${bodyOf(fields)} // the end`],
    [
      "a title made of linked data",
      bodyOf(fields.slice(1)).replace("{{alert.sid}}", '{{alert.sid}}", "id": "{{alert.d_team.name}}'),
    ],
  ])("accepts %s, for every event", (_what, template) => {
    expect(forRootly(template, [...alertEvents], true)).toEqual([]);
  });

  it.each(fields)("names the missing field %s", (field) => {
    expect(forRootly(bodyOf(fields.filter((name) => name !== field)))).toEqual([
      `the bridge's template makes a body that has no data.${field}, which Rootly needs: add it, or leave the template out (alert.open)`,
    ]);
  });

  it.each(fields)("takes a blank field for missing: %s misspelt", (field) => {
    expect(forRootly(bodyOf(fields).replace(`{{alert.${field}}}`, `{{alert.${field}s}}`))).toEqual([
      `the bridge's template makes a body that has no data.${field}, which Rootly needs: add it, or leave the template out (alert.open)`,
    ]);
  });

  it.each([
    ["no type", '{"data": {{{JSONstringify alert}}} }', "has no type"],
    ["a blank type", bodyOf(fields, '"{{event}}"').replace("{{event}}", "{{events.type}}"), "has no type"],
    ["a type of its own", bodyOf(fields, '"alert"'), "has a type that is not one of the eight events"],
    ["no data", '{"type": "{{event.type}}"}', "has no data"],
    ["data as text", '{"type": "{{event.type}}", "data": "{{alert.id}}"}', "has data that is not an object"],
    ["data as a list", '{"type": "{{event.type}}", "data": [1]}', "has data that is not an object"],
    ["the alert alone", "{{{JSONstringify alert}}}", "has no data"],
    ["nothing", "{}", "makes an empty text, so PagerTree would send its own body: leave the template out"],
    [
      "fields that only a prototype has",
      '{"__proto__": {"type": "alert.open", "data": {}}}',
      "makes JSON that is not an object",
    ],
    ["a list", "[1]", "makes JSON that is not an object"],
    [
      "linked data that is not sent",
      bodyOf(fields).replace("{{alert.id}}", "{{alert.d_team.id}}"),
      "has no data.id",
    ],
  ])("refuses %s", (_what, template, reason) => {
    expect(forRootly(template)).toEqual([expect.stringContaining(reason)]);
  });

  it("says for which events a field is missing", () => {
    const template =
      '{{#if (eq event.type "alert.open")}}{"a": 1}{{else}}{"type": "{{event.type}}", "data": {{{JSONstringify alert}}} }{{/if}}';
    expect(forRootly(template, [...alertEvents])).toEqual([
      "the bridge's template makes a body that has no type, has no data, which Rootly needs: add it, or leave the template out (alert.open)",
    ]);
  });

  it("lists the events that share a reason, once", () => {
    expect(forRootly("{}", ["alert.open", "alert.resolved"])).toEqual([
      expect.stringContaining("(alert.open, alert.resolved)"),
    ]);
  });
});

describe("checkTemplate for any receiver", () => {
  it.each([
    ["text of its own", '{"text": "{{alert.title}} was {{replace event.type "alert." ""}}"}'],
    ["a list of tags", '{"tags": "{{join alert.tags ", "}}", "first": "{{first alert.tags}}"}'],
    ["a loop", '{"tags": [{{#each alert.tags}}"{{this}}"{{#unless @last}},{{/unless}}{{/each}}]}'],
    ["a date", '{"at": "{{moment alert.createdAt format="YYYY"}}"}'],
    ["a regular expression", '{"isSample": {{test alert.title (toRegex "^Sample" flags="i")}} }'],
    ["PagerTree's own helper", '{"word": "{{itemAt (regexMatch alert.title "(\\w+) alert") 1}}"}'],
    ["a log, which goes nowhere", '{{log "x"}}{{info "y"}}{"a": 1}'],
    [
      "a condition of helpers",
      '{"page": {{#if (and (eq alert.urgency "high") (not alert.livecalls))}}true{{else}}false{{/if}} }',
    ],
    ["a blank result, for which PagerTree sends its own body", "null"],
  ])("accepts %s", (_what, template) => {
    expect(forAny(template)).toEqual([]);
  });

  it.each([
    ["a tag that is not closed", '{"a": "{{alert.title}"}', "does not parse: Parse error on line 1"],
    [
      "a brace right behind three of them",
      '{"a": {{{JSONstringify alert}}}}',
      "set a space between }}} and the } of JSON",
    ],
    ["a block that is not closed", "\n{{#if alert}}{}", "does not parse"],
    ["a block closed by another", "{{#if alert}}{{/each}}", "does not parse: if doesn't match each"],
    ["a helper that is none", '{"a": "{{upcas alert.title}}"}', 'does not render: Missing helper: "upcas"'],
    [
      "a partial, of which there are none",
      "{{> header}}",
      "does not render: The partial header could not be found",
    ],
    [
      "a helper that gets the wrong thing",
      '{"a": {{ceil alert.title}} }',
      "does not render: expected a number",
    ],
    ["plain text", "Alert: {{alert.title}}", "does not make JSON: InvalidSymbol at line 1, column 1"],
    [
      "a text without quotes",
      '{\n  "a": {{alert.title}}\n}',
      "does not make JSON: InvalidSymbol at line 2, column 8",
    ],
    ["a comma too many", '{"a": 1,}', "does not make JSON: PropertyNameExpected"],
    ["an empty result", "{{alert.nothing}}", "does not make JSON: ValueExpected"],
    ["a list", "[1]", "makes JSON that is not an object"],
    ["a number", "5", "makes JSON that is not an object"],
  ])("refuses %s", (_what, template, reason) => {
    expect(forAny(template)).toEqual([expect.stringContaining(reason)]);
  });

  it("never shows a piece of the template, which may be a secret", () => {
    expect(forAny('{"token": "planted-secret", "a": "{{alert.title}"}').join()).not.toContain("planted");
    expect(forAny('{"token": "planted-secret", "a": {{alert.title}} }').join()).not.toContain("planted");
  });

  it("only parses where no event has an alert", () => {
    const use = { receiver: "any", events: [], sendsLinked: false } as const;
    expect(checkTemplate("no JSON", use)).toEqual([]);
    expect(checkTemplate("{{#if", use)).toEqual([expect.stringContaining("does not parse")]);
  });
});

describe("a template that means harm", () => {
  const data = { alert: { title: "t", tags: ["a"], meta: { key: "value" } }, event: { type: "alert.open" } };

  function render(text: string): string {
    const template = readTemplate(text, 300);
    if ("problem" in template) return template.problem;
    const [result] = template.render([data]);
    if (result === undefined) throw new Error("rendered nothing");
    return "problem" in result ? result.problem : result.text;
  }

  afterEach(() => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    vi.restoreAllMocks();
  });

  it.each([
    ["{{alert.constructor.name}}{{alert.__proto__}}{{alert.toString}}"],
    ["{{#with alert}}{{constructor}}{{__proto__.x}}{{valueOf}}{{/with}}"],
    ['{{lookup alert "toString"}}{{lookup alert.tags "map"}}'],
    ['{{#with "s" as |string|}}{{string.sub.constructor.name}}{{/with}}'],
    ["{{this.constructor}}{{@root.constructor}}{{alert.tags.push}}"],
  ])("finds no prototype: %s", (text) => {
    const warn = vi.spyOn(console, "error");
    expect(render(text)).toBe("");
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([
    ['{{get "constructor.constructor" alert}}'],
    ['{{lookup alert "constructor"}}'],
    ['{{getObject "__proto__" alert}}'],
    ['{{option "prototype.x" a=1}}'],
    ['{{pluck alert.tags "constructor.name"}}'],
    [
      '{{#with (map (arrayify "return process.exit()") (get "constructor.constructor" ""))}}{{this}}{{/with}}',
    ],
    ['{{#filter alert.tags "x" property="constructor.name"}}{{/filter}}'],
    ['{{get (split "constructor,name" ",") alert}}'],
  ])("is refused where a helper would reach one: %s", (text) => {
    expect(render(text)).toMatch(/^does not render: it reaches beyond its data/);
  });

  it.each([
    ['{{#with (merge alert (JSONparse \'{"__proto__": {"polluted": 1}}\'))}}{{polluted}}{{/with}}', ""],
    [
      '{{#with (extend alert (JSONparse \'{"constructor": {"prototype": {"polluted": 1}}}\'))}}{{polluted}}{{/with}}',
      "",
    ],
    ['{{merge alert a="b"}}{{alert.a}}', "[object Object]"],
  ])("changes nothing but its own copies: %s", (text, made) => {
    expect(render(text)).toBe(made);
    expect(data.alert).toEqual({ title: "t", tags: ["a"], meta: { key: "value" } });
  });

  it.each(["read", "readdir", "fileSize", "embed", "resolve", "absolute"])(
    "cannot reach files by %s",
    (helper) => {
      expect(render(`{{${helper} "/etc/passwd"}}`)).toBe(`does not render: Missing helper: "${helper}"`);
    },
  );

  /** On a busy machine the limit of time may come before that of work. */
  const tooMuch = /^(does not render: it does more than any body needs|takes too long to render)$/;

  it.each([
    ["{{> x}}", "does not render: The partial x could not be found"],
    ['{{#*inline "x"}}{{> x}}{{/inline}}{{> x}}', "does not render: Maximum call stack size exceeded"],
    [`${"{{#each @root}}{{#each @root.alert}}".repeat(8)}x${"{{/each}}{{/each}}".repeat(8)}`, tooMuch],
    [
      `{{#with (append alert.title alert.title) as |a|}}${"{{#with (append a a) as |a|}}".repeat(30)}{{a}}${"{{/with}}".repeat(30)}{{/with}}`,
      tooMuch,
    ],
    ['{{occurrences "a" ""}}', "takes too long to render"],
    [`{{test "${"a".repeat(50)}b" (toRegex "^(a+)+$")}}`, "takes too long to render"],
    ["x".repeat(longestTemplate + 1), `is longer than ${longestTemplate} characters`],
  ])("comes to an end: %.60s", (text, problem) => {
    expect(render(text)).toEqual(typeof problem === "string" ? problem : expect.stringMatching(problem));
  });

  it("is cut to a width that can be held", () => {
    expect(render('{{center "x" 1000000000}}')).toHaveLength(20_001);
  });
});
