// The sample requests of integration types: looked up, and sent to an emulator.
import { expect } from "vitest";
import type { Emulator, Integration, Mail } from "../../emulator/src/index.ts";
import samples from "../../provider/src/catalog/sample-requests.json" with { type: "json" };
import type { Body } from "./call-api.ts";

/** A request as the samples have it. */
export interface SampleRequest {
  readonly method?: "GET";
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as a form where the headers say so. */
  readonly body?: unknown;
  /** In place of all else: a mail, but for whom it is to. */
  readonly mail?: Omit<Mail, "to">;
}

/** The samples of a type. */
export interface Samples {
  /** The options that the samples need. */
  readonly options?: Body;
  readonly create?: SampleRequest;
  readonly acknowledge?: SampleRequest;
  readonly resolve?: SampleRequest;
}

const SAMPLES = new Map<string, Samples>(
  Object.entries<Omit<Samples, "create"> & { create: object }>(samples as never),
);

export function samplesOf(type: string): Samples {
  return SAMPLES.get(type) ?? {};
}

/** What an integration of the type is created with, so that its samples are taken. */
export function optionsFor(type: string): Body {
  return attributesOf(type, samplesOf(type).options ?? {});
}

/** The options as attributes of an integration, with those that the type cannot do without. */
export function attributesOf(type: string, options: Body): Body {
  const needed: Record<string, Body> = {
    "live-call-routing": { option_account_sid: "AC1", option_api_key: "SK1", option_api_secret: "made-up" },
  };
  const attributes = Object.entries(options).map(([key, value]) => [`option_${key}`, value]);
  return { ...needed[type], ...Object.fromEntries(attributes) };
}

/** Sends a sample, which must be taken; gives the answer's text. */
export async function sendSample(
  emulator: Emulator,
  { prefix_id }: Pick<Integration, "prefix_id">,
  request: SampleRequest | undefined,
): Promise<string> {
  if (request?.mail) {
    await emulator.receiveMail({ ...request.mail, to: `${prefix_id}@alerts.pagertree.com` });
    return "";
  }
  const { method = "POST", headers = {}, query, body } = request ?? {};
  const url = new URL(`${emulator.inboundUrl}/${prefix_id}${method === "GET" ? "/g" : ""}`);
  url.search = new URLSearchParams(query).toString();
  const isForm = headers["content-type"] === "application/x-www-form-urlencoded";
  const text = isForm ? new URLSearchParams(Object(body)).toString() : JSON.stringify(body);
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(method === "GET" ? {} : { body: text }),
  });
  expect(response.status).toBe(200);
  return response.text();
}
