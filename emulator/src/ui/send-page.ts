// The page that sends: a sample of a type, or what somebody makes of it, on the way that payloads take.
import type { FastifyInstance } from "fastify";
import { html } from "ghtml";
import { z } from "zod";
import type { Adapter } from "../adapters/adapter.ts";
import { ADAPTERS } from "../adapters/adapters.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import type { Integration } from "../models.ts";
import { goOnWithCall } from "../simulate/calls.ts";
import { SimulationError } from "../simulate/errors.ts";
import { SAMPLE_NAMES, type SampleRequest, samplesOf } from "../simulate/samples.ts";
import { requestOf, send } from "../simulate/sending.ts";
import { UI_PATH } from "./access.ts";
import { page } from "./layout.ts";
import { prettyJson } from "./pretty-json.ts";

/** Which sample for which integration. */
export const choiceSchema = z.object({
  integration: z.string().optional(),
  sample: z.enum(SAMPLE_NAMES).catch("create").default("create"),
});
/** What is sent. */
export const sentSchema = z.object({
  integration: z.string(),
  sample: z.enum(SAMPLE_NAMES).default("create"),
  payload: z.string(),
});
type Choice = z.infer<typeof choiceSchema>;

/** @param problem why nothing came of what was sent before */
export function sendPage(context: Context, choice: Choice, payload?: string, problem?: string): string {
  const integrations = context.store.all("integrations").filter((one) => adapterOf(one) !== undefined);
  if (integrations.length === 0) {
    return page(
      "Send",
      html`<p>There is no integration that receives payloads. Create one with the API.</p>`,
      "Send",
    );
  }
  const chosen = integrations.find(({ id }) => id === choice.integration) ?? integrations[0];
  const samples = samplesOf(typeOf(chosen)?.key ?? "");
  const sample = samples[choice.sample] ? choice.sample : "create";
  const options = integrations.map(
    (one) =>
      html`<option value="${one.id}"!${one === chosen ? " selected" : ""}>${one.name} (${typeOf(one)?.name})</option>`,
  );
  const names = SAMPLE_NAMES.filter((name) => samples[name]).map(
    (name) => html`<option!${name === sample ? " selected" : ""}>${name}</option>`,
  );
  const text = payload ?? prettyJson(contentOf(samples[sample] ?? {}) ?? {});
  const content = html`!${problem === undefined ? "" : html`<p role="alert">${problem}</p>`}
<form method="get" action="${UI_PATH}/send">
<label>Integration <select name="integration">!${options}</select></label>
<label>Sample <select name="sample">!${names}</select></label>
<button>Show the sample</button>
</form>
<form method="post" action="${UI_PATH}/send">
<input type="hidden" name="integration" value="${chosen?.id}">
<input type="hidden" name="sample" value="${sample}">
<label>Payload for ${chosen?.name} <textarea name="payload" rows="20" spellcheck="false">
${text}</textarea></label>
<button>Send</button>
</form>`;
  return page("Send", content, "Send");
}

/**
 * Sends a payload as the type's monitoring system would, with the secret that it must bring.
 *
 * @returns the path of the page that shows what became of it, or why nothing did
 */
export async function sendPayload(
  context: Context,
  app: FastifyInstance,
  { integration: id, sample, payload }: z.infer<typeof sentSchema>,
): Promise<{ readonly path: string } | { readonly problem: string }> {
  const { store } = context;
  const integration = store.find("integrations", id);
  const adapter = integration && adapterOf(integration);
  if (integration === undefined || adapter === undefined) return { problem: "The integration is gone." };
  const key = typeOf(integration)?.key ?? "";
  const known = new Set(store.all("logs").map((log) => log.id));
  try {
    const request = requestOf(payload, key, samplesOf(key)[sample]);
    const status = await send(context, app, integration, withSecret(request, adapter, integration));
    if (adapter.isCall) await goOnWithCall(context, app, integration, request);
    await context.save();
    const log = store
      .all("logs")
      .find((one) => !known.has(one.id) && one.owner_id === integration.id && one.data !== null);
    if (log) return { path: `${UI_PATH}/received/${log.id}` };
    const why = integration.enabled ? "" : ": the integration is disabled";
    return {
      problem:
        status === 200 && integration.enabled
          ? "The sender gets 200, and nothing was kept: a maintenance window of the integration runs."
          : `The sender gets ${status}${why}.`,
    };
  } catch (error) {
    if (error instanceof SimulationError) return { problem: `Nothing was sent: ${error.message}.` };
    throw error;
  }
}

/** What of a request is sent: a body, a mail, or the fields of a query. */
function contentOf({ method, query, body, mail }: SampleRequest): unknown {
  return mail ?? (method === "GET" ? query : body);
}

function withSecret(request: SampleRequest, { secret }: Adapter, { options }: Integration): SampleRequest {
  const value = secret && options[secret.option];
  if (!secret || typeof value !== "string" || value === "") return request;
  if ("header" in secret) {
    return { ...request, headers: { ...request.headers, [secret.header]: (secret.prefix ?? "") + value } };
  }
  return "parameter" in secret
    ? { ...request, query: { ...request.query, [secret.parameter]: value } }
    : request;
}

function adapterOf(integration: Integration): Adapter | undefined {
  return ADAPTERS[typeOf(integration)?.key ?? ""];
}

function typeOf(integration: Integration | undefined) {
  return integration && findIntegrationType(integration.integration_type_id);
}
