/** Whether a bridge's template makes a body that its receiver takes, judged by a sample alert of each event. */
import { groupBy, isPlainObject } from "es-toolkit";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { readTemplate } from "../templates/template.ts";
import type { AlertEvent } from "./events.ts";
import type { Receiver } from "./receiver.ts";
import { rootlyProblems } from "./rootly-body.ts";
import { sampleAlert } from "./sample-alert.ts";

/** What of a bridge bears on its template. */
export interface TemplateUse {
  readonly receiver: Receiver;
  /** The events that are on. PagerTree gives a template no data for those without an alert. */
  readonly events: readonly AlertEvent[];
  readonly sendsLinked: boolean;
}

/** Every reason why a template does not do its work, each for all the events that it holds for. */
export function checkTemplate(text: string, { receiver, events, sendsLinked }: TemplateUse): string[] {
  const template = readTemplate(text);
  if ("problem" in template) {
    return [`the bridge's template ${template.problem}`];
  }
  const rendered = template.render(
    events.map((event) => ({ alert: sampleAlert(event, sendsLinked), event: { type: event } })),
  );
  const found = rendered.map((result, index) => ({
    event: String(events[index]),
    problem: "problem" in result ? result.problem : problemOf(result.text, receiver),
  }));
  const byProblem = groupBy(
    found.filter(({ problem }) => problem !== undefined),
    ({ problem }) => String(problem),
  );
  return Object.entries(byProblem).map(
    ([problem, of]) => `the bridge's template ${problem} (${of.map(({ event }) => event).join(", ")})`,
  );
}

/** PagerTree reads the result as JSON; comments it tolerates. Where that is blank, it sends its own body. */
function problemOf(text: string, receiver: Receiver): string | undefined {
  const errors: ParseError[] = [];
  const body: unknown = parse(text, errors, { disallowComments: false, allowTrailingComma: false });
  const [error] = errors;
  if (error !== undefined) {
    const lines = text.slice(0, error.offset).split("\n");
    const column = (lines.at(-1) ?? "").length + 1;
    const place = `line ${lines.length}, column ${column} of what it makes`;
    return `makes no JSON: ${printParseErrorCode(error.error)} at ${place}; PagerTree would not use it`;
  }
  if (isPlainObject(body)) {
    const problems = receiver === "rootly" ? rootlyProblems(body) : [];
    return problems.length === 0 ? undefined : `makes a body that ${problems.join(", ")}, which Rootly needs`;
  }
  const isBlank =
    body === null || body === false || body === "" || (Array.isArray(body) && body.length === 0);
  return isBlank && receiver === "any" ? undefined : "makes JSON that is no object, which can not be sent";
}
