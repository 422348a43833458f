// Asks PagerTree's API for lists: GET, and nothing else.
import { z } from "zod";
import { SimulationError } from "../errors.ts";

/** Where an account is read, and with whose key. */
export interface AccountSource {
  /** Such as `https://api.pagertree.com/api/v4`. */
  readonly url: string;
  readonly apiKey: string;
}

const PAGE = 100;
const MOST_TRIES = 5;
const LONGEST_WAIT_MS = 60_000;

const page = z.looseObject({ data: z.array(z.unknown()), has_more: z.boolean().optional() });

/** The key may not read it. */
class Forbidden extends SimulationError {}

/** What the key may read; undefined if it may not. */
export async function unlessForbidden<T>(rows: Promise<T[]>): Promise<T[] | undefined> {
  try {
    return await rows;
  } catch (error) {
    if (error instanceof Forbidden) return undefined;
    throw error;
  }
}

/**
 * All rows of a list.
 *
 * @throws {SimulationError} if it cannot be read
 */
export async function readList<T>(source: AccountSource, path: string, row: z.ZodType<T>): Promise<T[]> {
  const rows: T[] = [];
  for (let number = 1; ; number += 1) {
    const { data, has_more } = page.parse(await get(source, `${path}?limit=${PAGE}&page=${number}`));
    for (const value of data) {
      const parsed = row.safeParse(value);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new SimulationError(
          `GET /${path}: an answer does not fit at ${issue?.path.join(".")}: ${issue?.message}`,
        );
      }
      rows.push(parsed.data);
    }
    if (has_more !== true || data.length === 0) return rows;
  }
}

async function get({ url, apiKey }: AccountSource, path: string): Promise<unknown> {
  const what = `GET /${path.replace(/\?.*/, "")}`;
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(`${url.replace(/\/$/, "")}/${path}`, {
      headers: { accept: "application/json", authorization: `Bearer ${apiKey}` },
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
    }).catch((error: unknown) => {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
      throw new SimulationError(`${what}: PagerTree cannot be reached${cause}`);
    });
    if (response.status === 429 && tries < MOST_TRIES) {
      await wait(response.headers.get("retry-after"));
      continue;
    }
    if (response.status === 401) {
      throw new SimulationError(`${what}: PagerTree does not accept the API key; check PAGERTREE_API_KEY`);
    }
    if (response.status === 403 || response.status === 404) {
      throw new Forbidden(`${what}: the API key may not read it (${response.status})`);
    }
    if (!response.ok) throw new SimulationError(`${what}: PagerTree answered ${response.status}`);
    return response.json().catch(() => {
      throw new SimulationError(`${what}: the answer is not JSON; check PAGERTREE_BASE_URL`);
    });
  }
}

/** As long as PagerTree asks for, in seconds, or one. */
function wait(retryAfter: string | null): Promise<void> {
  const seconds = Number(retryAfter);
  const milliseconds = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 1000;
  return new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, LONGEST_WAIT_MS)));
}
