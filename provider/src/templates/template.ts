/** A Handlebars template: read within bounds, and rendered so that it reaches neither code nor prototypes. */
import { TimeLimitError, withinTime } from "../common/time-limit.ts";
import { type Budget, createHandlebars } from "./helpers.ts";

/** The longest template that is read, in characters. */
export const longestTemplate = 65_536;

/** What a template made of one set of data, or why it made nothing. */
export type Rendered = { readonly text: string } | { readonly problem: string };

/** A template, or why there is none. */
export type Template =
  | { readonly render: (data: readonly Readonly<Record<string, unknown>>[]) => Rendered[] }
  | { readonly problem: string };

/**
 * Reads a template.
 *
 * @param milliseconds - How long all of one `render` may take: a loop is stopped by the helpers' budget, but a
 * regular expression only by time.
 */
export function readTemplate(text: string, milliseconds = 5_000): Template {
  if (text.length > longestTemplate) {
    return { problem: `is longer than ${longestTemplate} characters` };
  }
  let budget: Budget = { steps: 0, characters: 0 };
  const handlebars = createHandlebars(() => budget);
  try {
    handlebars.parse(text);
  } catch (error) {
    // A brace of JSON right behind {{{…}}} is taken for a part of it, which nobody sees.
    const hint = text.includes("}}}}") ? "; set a space between }}} and the } of JSON" : "";
    return { problem: `does not parse: ${inOneLine(error)}${hint}` };
  }
  const template = handlebars.compile(text);
  const renderOne = (data: Readonly<Record<string, unknown>>): Rendered => {
    budget = { steps: 20_000, characters: 4_194_304 };
    try {
      return {
        text: template(data, { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false }),
      };
    } catch (error) {
      return { problem: `does not render: ${inOneLine(error)}` };
    }
  };
  return {
    render(data) {
      try {
        return withinTime(milliseconds, () => data.map(renderOne));
      } catch (error) {
        if (error instanceof TimeLimitError) {
          return data.map(() => ({ problem: "takes too long to render" }));
        }
        throw error;
      }
    },
  };
}

/** Handlebars' message without what follows in further lines: a piece of the template, which may be a secret. */
function inOneLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.replace(/:$/, "").slice(0, 200);
}
