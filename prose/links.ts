/**
 * Lists every link of the documents that leads out of the repository, and asks each one once.
 *
 *     node prose/links.ts --list    lists them and asks nothing
 *     node prose/links.ts           asks them, and exits 1 if one does not answer
 */
import { readDocuments } from "../test/docs/markdown.ts";

/** At most so many are asked at the same time. */
const AT_ONCE = 8;

const places = new Map<string, string[]>();
for (const { file, links } of await readDocuments()) {
  for (const link of links) {
    if (!link.startsWith("https://")) continue;
    const [page = ""] = link.split("#");
    places.set(page, [...(places.get(page) ?? []), file]);
  }
}
const pending = [...places.keys()].sort();

/** Why a page cannot be read; undefined if it can. */
async function problemOf(page: string): Promise<string | undefined> {
  try {
    const { ok, status } = await fetch(page, { signal: AbortSignal.timeout(30_000) });
    return ok ? undefined : `${status}`;
  } catch (error) {
    return error instanceof Error
      ? error.cause instanceof Error
        ? error.cause.message
        : error.message
      : `${error}`;
  }
}

async function askPending(): Promise<void> {
  for (let page = pending.shift(); page !== undefined; page = pending.shift()) {
    const problem = await problemOf(page);
    console.log(`${problem ?? "ok"}\t${page}\t${[...new Set(places.get(page))].join(", ")}`);
    if (problem !== undefined) process.exitCode = 1;
  }
}

if (process.argv.includes("--list")) console.log(pending.join("\n"));
else await Promise.all(Array.from({ length: AT_ONCE }, askPending));
