/** What a probe shows of an integration that alerts come in by: where to send to, and how to try it. */
import type { IntegrationWire } from "../../api/wire.ts";
import { optionsOf } from "../../catalog/catalog.ts";
import type { IntegrationTypeName } from "../../catalog/option-types.ts";
import { isBlank } from "../../common/is-blank.ts";
import { endpointOf } from "../../integration/endpoint.ts";
import { type SampleRequest, samplesOf } from "../samples.ts";

/** All that is shown of an integration that alerts come in by. */
export interface InboundReport {
  readonly kind: "inbound";
  /** The URL, or the address of an e-mail integration. */
  readonly endpoint: string;
  /**
   * A command for a shell that sends what the monitoring system would send at a first alert, which goes to the
   * integration's destinations; none for e-mail, and for types of which there is no sample.
   */
  readonly command?: string;
  /** A command that resolves it again, where the type can. */
  readonly resolve?: string;
  readonly notes: readonly string[];
}

const pages = "It makes a real alert: the integration's destinations are notified.";

/** The header by which a Webhook integration knows its senders; of other types their guides tell. */
const tokenHeader = '-H "pagertree-token: $PAGERTREE_TOKEN"';

/** Reads an integration that alerts come in by. */
export function probeInbound(
  integration: IntegrationWire,
  type: IntegrationTypeName | undefined,
  baseUrl: string,
): InboundReport {
  const endpoint = endpointOf(integration, type, baseUrl);
  const samples = type === undefined ? {} : samplesOf(type);
  const mail = samples.create?.mail;
  if (mail !== undefined) {
    const such = `Such as one with the subject ${JSON.stringify(mail.subject)} and the text ${JSON.stringify(mail.body)}.`;
    return { kind: "inbound", endpoint, notes: ["A mail to this address makes a real alert.", such] };
  }
  const secrets = setSecrets(integration, type);
  const hasToken = type === "webhook" && secrets.includes("token");
  const headers = hasToken ? [tokenHeader] : [];
  const { wrapper_key: wrapperKey } = integration.options;
  return {
    kind: "inbound",
    endpoint,
    ...(samples.create !== undefined && { command: curl(endpoint, samples.create, headers) }),
    ...(samples.resolve !== undefined && { resolve: curl(endpoint, samples.resolve, headers) }),
    notes: [
      samples.create === undefined ? "There is no sample of what this type receives." : pages,
      ...(hasToken ? ["First set PAGERTREE_TOKEN to the integration's token."] : []),
      ...(hasToken ? [] : secrets).map(
        (option) => `The integration has the option ${option}: a request without that secret may be refused.`,
      ),
      ...(isSet(wrapperKey)
        ? ["Put the body under the key that the integration's option wrapperKey names."]
        : []),
      ...(type === "custom-webhook"
        ? ["The sample fits its own definition: send what your definition reads."]
        : []),
    ],
  };
}

/** The names of the secret options that are set. */
function setSecrets({ options }: IntegrationWire, type: IntegrationTypeName | undefined): string[] {
  const known = type === undefined ? [] : optionsOf(type);
  return known.filter(({ secret, key }) => secret && isSet(options[key])).map(({ name }) => name);
}

function isSet(option: unknown): boolean {
  return typeof option === "string" && !isBlank(option);
}

function curl(endpoint: string, sample: SampleRequest, extraHeaders: readonly string[]): string {
  const { method, headers = {}, query = {}, body } = sample;
  if (method === "GET") {
    return `curl -i ${quoted(`${endpoint.replace(/\?$/, "")}?${new URLSearchParams(query)}`)}`;
  }
  const { "content-type": contentType = "application/json", ...others } = headers;
  const isForm = contentType === "application/x-www-form-urlencoded";
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const data = isForm
    ? Object.entries(Object(body)).map(([key, value]) => `--data-urlencode ${quoted(`${key}=${value}`)}`)
    : [`-d ${quoted(text)}`];
  // curl itself says that a form is one.
  const shown = { ...(!isForm && { "Content-Type": contentType }), ...others };
  const given = Object.entries(shown).map(([name, value]) => `-H "${name}: ${value}"`);
  return ["curl -i", ...given, ...extraHeaders, ...data, quoted(endpoint)].join(" ");
}

/** A word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
