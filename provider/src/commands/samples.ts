/** The sample requests of integration types: what each monitoring system sends. The emulator's tests read them as well. */

import type { IntegrationTypeName } from "../catalog/option-types.ts";
import samples from "../catalog/sample-requests.json";

/** A request as the samples have it. */
export interface SampleRequest {
  readonly method?: "GET";
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as a form where the headers say so. */
  readonly body?: unknown;
  /** In place of all else: a mail, but for whom it is to. */
  readonly mail?: { readonly subject: string; readonly body: string };
}

/** What is sent when something begins, and when it is over. */
export interface Samples {
  readonly create?: SampleRequest;
  readonly resolve?: SampleRequest;
}

const byType = new Map<string, Samples>(Object.entries<object>(samples));

/** The samples of a type; none if there are none. */
export function samplesOf(type: IntegrationTypeName): Samples {
  return byType.get(type) ?? {};
}
