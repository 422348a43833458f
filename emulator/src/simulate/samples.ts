// The sample requests of the integration types, which the tests send to each adapter as well.
import samples from "../../../provider/src/catalog/sample-requests.json" with { type: "json" };
import type { MailInput } from "../adapters/mail.ts";

export const SAMPLE_NAMES = ["create", "acknowledge", "resolve"] as const;
/** What a sample asks for. */
export type SampleName = (typeof SAMPLE_NAMES)[number];

/** A request as the samples have it. */
export interface SampleRequest {
  readonly method?: "GET";
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as a form where the headers say so. */
  readonly body?: unknown;
  /** In place of all else: a mail, but for whom it is to. */
  readonly mail?: Omit<MailInput, "to">;
}

type Samples = { readonly [N in SampleName]?: SampleRequest };

const SAMPLES = new Map<string, Samples>(Object.entries<object>(samples));

/** The samples of a type, by its key in the catalog. */
export function samplesOf(type: string): Samples {
  return SAMPLES.get(type) ?? {};
}
