/**
 * Whether a template carries any text of an alert as it is. Two braces write `"` as `&quot;` and leave backslashes and
 * line breaks alone, so that `"{{alert.title}}"` makes JSON of one title and none of the next.
 */
import { isPlainObject } from "es-toolkit";
import { get, set } from "es-toolkit/compat";
import { readTemplate } from "../templates/template.ts";
import type { AlertEvent } from "./events.ts";
import { sampleAlert } from "./sample-alert.ts";
import { readTemplateBody } from "./template-body.ts";

/** What people and other systems write into an alert, as places below `alert`. */
const writtenFields = [
  "title",
  "description",
  "thirdparty_id",
  "tags.0",
  "additional_data.0.label",
  "additional_data.0.value",
  "meta.key",
  "d_team.name",
  "d_user.name",
  "source.name",
];

/** Two texts of one length, so that a template which shortens texts treats them alike. */
const plain = "plain text of it";
const awkward = 'a "b" \\c\n& <d>👍';

/**
 * The fields of an alert that a template does not carry whatever they hold, such as `alert.title`.
 *
 * @param event - One that is sent.
 * @returns None for a template that makes no JSON of a plain alert either, of which others tell.
 */
export function fieldsNotCarried(text: string, event: AlertEvent, sendsLinked: boolean): string[] {
  const template = readTemplate(text);
  if ("problem" in template) {
    return [];
  }
  const fields = writtenFields.filter((field) => get(sampleAlert(event, sendsLinked), field) !== undefined);
  const dataWith = (field: string, value: string) => ({
    alert: set(sampleAlert(event, sendsLinked), field, value),
    event: { type: event },
  });
  const rendered = template.render(
    fields.flatMap((field) => [dataWith(field, plain), dataWith(field, awkward)]),
  );
  const bodies = rendered.map((result) => ("problem" in result ? undefined : bodyOf(result.text)));
  return fields
    .filter((_field, index) => {
      const [ofPlain, ofAwkward] = [bodies[2 * index], bodies[2 * index + 1]];
      if (ofPlain === undefined) {
        return false;
      }
      return ofAwkward === undefined || (holds(ofPlain, plain) && !holds(ofAwkward, awkward));
    })
    .map((field) => `alert.${field}`);
}

function bodyOf(text: string): unknown {
  const made = readTemplateBody(text);
  return made.is === "body" ? made.body : undefined;
}

/** Whether a text stands in a body, by itself or within another one. */
function holds(body: unknown, text: string): boolean {
  if (typeof body === "string") {
    return body.includes(text);
  }
  return (
    (Array.isArray(body) || isPlainObject(body)) &&
    Object.values(Object(body)).some((inner) => holds(inner, text))
  );
}
