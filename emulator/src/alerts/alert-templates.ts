// The templates by which an integration words the title and the description of its alerts: D:integrations.
import type { Mail } from "../adapters/mail.ts";
import type { Context } from "../context.ts";
import type { Integration } from "../models.ts";
import { isBlank } from "../params.ts";
import { toHash } from "../ruby/mixed.ts";
import type { RubyHash } from "../ruby/values.ts";
import { logProblem } from "./logs.ts";
import type { IncomingAlert } from "./reading.ts";

/** The parts of an alert that have a template. */
const PARTS = ["title", "description"] as const;

/** What came in: a mail, or the parameters of a request. */
export interface Received {
  readonly mail?: Mail;
  readonly params: RubyHash;
}

/** The alert as the templates word it. What a template makes nothing of, and one that fails, leaves the adapter's text. */
export async function worded(
  context: Context,
  integration: Integration,
  alert: IncomingAlert,
  received: Received,
): Promise<IncomingAlert> {
  let changes: Partial<Record<(typeof PARTS)[number], string>> = {};
  for (const part of PARTS) {
    const { [`${part}_template_enabled`]: isOn, [`${part}_template`]: template } = integration.options;
    if (isOn !== true || typeof template !== "string" || isBlank(template)) continue;
    const data = templateData(integration, received);
    const outcome = await context.evaluator.evaluate({ kind: "render", template, data });
    if ("problem" in outcome) {
      logProblem(context, integration, `its ${part} template does not work: ${outcome.problem.message}`);
    } else if (!isBlank(outcome.value)) changes = { ...changes, [part]: outcome.value };
  }
  return { ...alert, ...changes };
}

/** Of the integration, whose fields the docs do not list, it has the common ones, and no option, which may be a secret. */
function templateData(
  { id, prefix_id, name, urgency, enabled }: Integration,
  { mail, params }: Received,
): RubyHash {
  return toHash({
    integration: toHash({ id, prefix_id, name, urgency, enabled }),
    data: mail
      ? toHash({ to: mail.to.join(";"), from: mail.from, subject: mail.subject, message: mail.body })
      : params,
  });
}
