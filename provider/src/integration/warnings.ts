/** What PagerTree takes of an integration and what is most likely not meant. */
import { eventSwitchesOf } from "../catalog/event-switches.ts";
import { isUnknown } from "../common/unknown.ts";
import type { IntegrationInputs } from "./inputs.ts";

/**
 * Every warning about an integration, as the rest of a sentence that begins with it.
 *
 * @param given - The arguments, each checked by itself.
 */
export async function integrationWarnings(
  given: Pick<IntegrationInputs, "type" | "enabled" | "options">,
): Promise<string[]> {
  const { type, enabled, options } = given;
  if (type === undefined || enabled === false || isUnknown(options)) {
    return [];
  }
  return [
    ...warnOfSilence(type, options),
    ...(type === "outgoing-webhook" ? await warnOfTemplate(options) : []),
  ];
}

function warnOfSilence(
  type: NonNullable<IntegrationInputs["type"]>,
  options: IntegrationInputs["options"],
): string[] {
  const [first, ...others] = eventSwitchesOf(type).map(({ name }) => name);
  const mayBeOn = (name: string) => options[name] === true || isUnknown(options[name]);
  if (first === undefined || [first, ...others].some(mayBeOn)) {
    return [];
  }
  const another = others.length > 0 ? `, or another of ${others.join(", ")}` : "";
  return [`sends nothing, since none of its events is switched on: set options.${first} to true${another}`];
}

/** Only where there is a template, the tools that render one are loaded. */
async function warnOfTemplate({ template, ...options }: IntegrationInputs["options"]): Promise<string[]> {
  if (typeof template !== "string" || isUnknown(template)) {
    return [];
  }
  const [{ alertEvents, switchOf }, { fieldsNotCarried }] = await Promise.all([
    import("../receivers/events.ts"),
    import("../receivers/template-texts.ts"),
  ]);
  const event = alertEvents.find((name) => options[switchOf(name)] === true) ?? "alert.open";
  const [field, ...others] = fieldsNotCarried(template, event, options["sendLinked"] === true);
  if (field === undefined) {
    return [];
  }
  const also = others.length === 0 ? "" : `; also of ${others.join(", ")}`;
  return [
    `has a template (options.template) that spoils some texts of ${field}${also}: quotation marks, backslashes and line ` +
      `breaks make wrong JSON or come as &quot;. Write {{{JSONstringify ${field}}}}, without quotation marks around it`,
  ];
}
