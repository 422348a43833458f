/** Breaks a name into a few lines of about the same width, whatever script it is in. */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How much wider than a small letter a character is drawn in a common bold font; the first that matches holds. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/\p{Extended_Pictographic}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u, 2],
  [/[MW@%\u2000-\u3FFF]|[ЖМФШЩЫЮжмфшщыю]/u, 1.8],
  [/\p{Lu}|[^\p{ASCII}]|[mw]/u, 1.35],
  [/./su, 1],
];

/**
 * The text in at most `most` lines of at most `width` letters; what does not fit is cut, which an ellipsis shows.
 * It breaks at spaces, and only a word that is longer than a line is broken itself.
 */
export function wrap(text: string, width: number, most: number): string[] {
  if (text === "") return [];
  const lines = [""];
  for (const word of text.split(" ").flatMap((each) => pieces(each, width))) {
    const line = lines.at(-1) ?? "";
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, most);
  if (lines.length > most) {
    const [last = ""] = pieces(shown.at(-1) ?? "", width - 1);
    shown[shown.length - 1] = `${last}…`;
  }
  return shown;
}

/** A word in parts that are no wider than a line. */
function pieces(word: string, width: number): string[] {
  const parts = [""];
  for (const { segment } of graphemes.segment(word)) {
    const longer = `${parts.at(-1)}${segment}`;
    if (parts.at(-1) === "" || widthOf(longer) <= width) parts[parts.length - 1] = longer;
    else parts.push(segment);
  }
  return parts;
}

function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += widths.find(([pattern]) => pattern.test(segment))?.[1] ?? 1;
  }
  return width;
}
