// Reads transcripts: `console` blocks in which a line `$ command` is followed by what it printed. A line `…` stands
// for any lines that are left out.

import { expect } from "vitest";

/** A command and what a document says that it prints. */
export interface TranscriptEntry {
  readonly command: string;
  readonly output: string;
}

/** The commands of a `console` block in their order; what a backslash breaks is joined. */
export function parseTranscript(text: string): TranscriptEntry[] {
  const joined = text.replace(/\s*\\\n\s*/g, " ");
  return joined
    .split(/^\$ /m)
    .slice(1)
    .map((entry) => {
      const [command = "", ...output] = entry.split("\n");
      return { command, output: output.join("\n").trim() };
    });
}

/**
 * An output without what differs from run to run: ids, times, ports, and Pulumi's dots of progress. The emulator's
 * origin reads as PagerTree's, which a reader sees.
 */
export function comparable(output: string): string {
  return output
    .replace(/^@ .*$/gm, "")
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://api.pagertree.com")
    .replace(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, "<ulid>")
    .replace(/\b(int|tem|rtr|usr)_[\w-]{7,14}/g, "$1_<id>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replace(/\(\d+(\.\d+)?m?s\)/g, "(<duration>)")
    .replace(/^(Duration: ).*$/gm, "$1<duration>")
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{2,}/g, "\n")
    .trim();
}

/** A pattern that outputs match which are equal to the one of a document in all that {@link comparable} keeps. */
export function patternOf(documented: string): RegExp {
  const lines = comparable(documented).split("\n");
  const patterns = lines.map((line) => (line.trim() === "…" ? "(?:.*\\n)*?" : `${escapeRegExp(line)}\\n`));
  return new RegExp(`^${patterns.join("")}$`);
}

/** Whether a real output is what a document says. */
export function isAsDocumented(output: string, documented: string): boolean {
  return patternOf(documented).test(`${comparable(output)}\n`);
}

/** Fails with the difference, save in what {@link comparable} leaves out, unless a real output is as documented. */
export function expectAsDocumented(output: string, documented: string): void {
  // The whole of it, since what is left out in the document would make a difference hard to read.
  expect(isAsDocumented(output, documented) ? comparable(documented) : comparable(output)).toBe(
    comparable(documented),
  );
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
