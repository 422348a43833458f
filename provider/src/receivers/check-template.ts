/** Whether a bridge's template makes a body that its receiver takes, judged by a sample alert of each event. */
import { groupBy } from "es-toolkit";
import { readTemplate } from "../templates/template.ts";
import type { AlertEvent } from "./events.ts";
import type { Receiver } from "./receiver.ts";
import { rootlyProblems } from "./rootly-body.ts";
import { sampleAlert } from "./sample-alert.ts";
import { readTemplateBody } from "./template-body.ts";

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

function problemOf(text: string, receiver: Receiver): string | undefined {
  const made = readTemplateBody(text);
  switch (made.is) {
    case "noJson":
      return `does not make JSON: ${made.problem}; PagerTree would not use it`;
    case "noObject":
      return "makes JSON that is not an object, which cannot be sent";
    case "blank":
      return receiver === "any"
        ? undefined
        : "makes an empty text, so PagerTree would send its own body: leave the template out";
    case "body": {
      const problems = receiver === "rootly" ? rootlyProblems(made.body) : [];
      return problems.length === 0
        ? undefined
        : `makes a body that ${problems.join(", ")}, which Rootly needs: add it, or leave the template out`;
    }
  }
}
