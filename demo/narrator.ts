// What the demo prints around Pulumi's own output: captions, the program, requests. Colours are left out by
// styleText where the output is no terminal.

import { styleText } from "node:util";
import type { RecordedRequest, RootlyDelivery } from "pagertree-emulator";

let step = 0;

/** Begins a numbered step. */
export function startStep(title: string): void {
  step += 1;
  console.log(`\n${styleText("bold", `── ${step}. ${title} `.padEnd(100, "─"))}`);
}

/** Explains, in lines that may be indented as the source is. */
export function say(text: string): void {
  console.log(text.replace(/^[ \t]+/gm, ""));
}

/** Shows the command that is about to run, as a user would type it. */
export function showCommand(...words: readonly string[]): void {
  console.log(`\n${styleText("bold", `$ ${words.join(" ")}`)}`);
}

/** Shows a program, less prominent than what happens. */
export function showProgram(text: string): void {
  console.log(`\n${text.trimEnd().replace(/^(?=.)/gm, "  ")}`);
}

/** Shows a request that PagerTree got. */
export function showRequest({ method, path, body }: Pick<RecordedRequest, "method" | "path" | "body">): void {
  console.log(`${styleText("cyan", "→ PagerTree")} ${method} ${path} ${JSON.stringify(body)}\n`);
}

/** Shows a webhook that came to Rootly, and what Rootly answered. */
export function showDelivery({ type, title, status, effect }: RootlyDelivery): void {
  const what = type === null ? "a webhook" : `${type} ${JSON.stringify(title)}`;
  console.log(`${styleText("magenta", "→ Rootly")} ${what}: ${status} ${effect}`);
}
