// Calls an emulator's API with plain fetch, and reads what comes back without trusting its shape.
import type { Emulator } from "../../emulator/src/index.ts";

/** A JSON object of unknown content. */
export type Body = Readonly<Record<string, unknown>>;

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; an empty object if it is no JSON object. */
  readonly body: Body;
}

export interface CallOptions {
  /** @default the emulator's first key */
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, in place of JSON. */
  readonly rawBody?: string;
}

/** Sends one request to a path below the base URL; `body` goes as JSON. Redirects are not followed. */
export async function callApi(
  { url, apiKey }: Pick<Emulator, "url" | "apiKey">,
  method: string,
  path: string,
  body?: unknown,
  options: CallOptions = {},
): Promise<Answer> {
  const content = options.rawBody ?? (body === undefined ? null : JSON.stringify(body));
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      authorization: `Bearer ${options.apiKey ?? apiKey}`,
      ...(content === null ? {} : { "content-type": "application/json" }),
      ...options.headers,
    },
    body: content,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parseObject(text) };
}

/** The messages of an errors body. */
export function messagesOf({ body }: Answer): string[] {
  return listOf(body["errors"]).map((error) => String(error["message"]));
}

/** The rows of a list. */
export function rowsOf({ body }: Answer): Body[] {
  return listOf(body["data"]);
}

export function idOf({ body }: { readonly body: Body }): string {
  return String(body["id"]);
}

/** The options of an integration. */
export function optionsOf({ body }: Answer): Body {
  return isObject(body["options"]) ? body["options"] : {};
}

function listOf(value: unknown): Body[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function parseObject(text: string): Body {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
