/** What Rootly needs of a webhook's body: https://docs.rootly.com/integrations/pager-tree */
import { isPlainObject } from "es-toolkit";
import { isBlank } from "../common/is-blank.ts";
import { isAlertEvent } from "./events.ts";

/** The fields of `data` without which Rootly can make no alert. */
const requiredData = ["id", "sid", "title", "description", "status", "urgency"];

/** Every reason why Rootly would not understand a body, to be read after "it". */
export function rootlyProblems(body: Readonly<Record<string, unknown>>): string[] {
  return [...problemsOfType(body), ...problemsOfData(body)];
}

/** The same of the parts that a body is given later, and no word on those that it is not. */
export function rootlyProblemsOfPart(part: Readonly<Record<string, unknown>>): string[] {
  return [
    ...(Object.hasOwn(part, "type") ? problemsOfType(part) : []),
    ...(Object.hasOwn(part, "data") ? problemsOfData(part) : []),
  ];
}

function problemsOfType(body: Readonly<Record<string, unknown>>): string[] {
  const type = own(body, "type");
  if (isMissing(type)) {
    return ["has no type"];
  }
  return typeof type === "string" && isAlertEvent(type)
    ? []
    : ["has a type that is not one of the eight events: write {{event.type}}"];
}

function problemsOfData(body: Readonly<Record<string, unknown>>): string[] {
  const data = own(body, "data");
  if (isMissing(data)) {
    return ["has no data"];
  }
  if (!isPlainObject(data)) {
    return ["has data that is not an object"];
  }
  return requiredData.filter((field) => isMissing(own(data, field))).map((field) => `has no data.${field}`);
}

/** What a template leaves out is often there, but blank: a misspelt name gives an empty text. */
function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && isBlank(value));
}

function own(object: Readonly<Record<PropertyKey, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
