// Rails' `simple_format`: text as paragraphs of HTML, with the tags that Rails holds for safe.
import sanitize from "sanitize-html";
import { isBlank } from "./access.ts";
import { noMethod } from "./methods.ts";
import type { RubyValue } from "./values.ts";

/** Rails' own lists. */
const SAFE: sanitize.IOptions = {
  allowedTags: [
    ...[
      "strong",
      "em",
      "b",
      "i",
      "p",
      "code",
      "pre",
      "tt",
      "samp",
      "kbd",
      "var",
      "sub",
      "sup",
      "dfn",
      "cite",
    ],
    ...["big", "small", "address", "hr", "br", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"],
    ...["li", "dl", "dt", "dd", "abbr", "acronym", "a", "img", "blockquote", "del", "ins", "time"],
  ],
  allowedAttributes: {
    "*": [
      ...["href", "src", "width", "height", "alt", "cite", "datetime", "title", "class", "name"],
      ...["xml:lang", "abbr"],
    ],
  },
  allowedSchemes: ["http", "https", "mailto", "ftp", "tel"],
};

/** @throws {RubyError} for what is neither nil nor text */
export function simpleFormat(value: RubyValue): string {
  if (value !== null && typeof value !== "string") throw noMethod("empty?", value);
  const text = value === null ? "" : sanitize(value, SAFE);
  if (isBlank(text)) return "<p></p>";
  return text
    .replaceAll(/\r\n?/g, "\n")
    .split(/\n\n+/)
    .map((paragraph) => `<p>${paragraph.replaceAll(/([^\n]\n)(?=[^\n])/g, "$1<br />")}</p>`)
    .join("\n\n");
}
