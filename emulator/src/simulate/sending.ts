// Sends a payload to an integration of the store, on the way that payloads take.
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { mailSchema } from "../adapters/mail.ts";
import { receiveMail } from "../alerts/mail.ts";
import type { Context } from "../context.ts";
import type { Integration } from "../models.ts";
import { isParams, type Params } from "../params.ts";
import { Failure } from "../responses.ts";
import { INBOUND_PATH } from "../routes/inbound.ts";
import { mixedToJson } from "../ruby/mixed.ts";
import { SimulationError } from "./errors.ts";
import type { SampleRequest } from "./samples.ts";

const FORM = "application/x-www-form-urlencoded";

const sentMail = z.strictObject(mailSchema.omit({ to: true }).shape);

/**
 * A request out of a payload, in the form in which the type's samples are sent.
 *
 * @throws {SimulationError} if nothing can be made of it
 */
export function requestOf(payload: unknown, type: string, sample: SampleRequest = {}): SampleRequest {
  const value = typeof payload === "string" ? payload.replace(/^\uFEFF/, "") : payload;
  if (typeof value === "string" && value.trim() === "") throw new SimulationError("the payload is empty");
  if (type === "email") {
    const mail = sentMail.safeParse(fieldsOf(value));
    if (mail.success) return { mail: mail.data };
    throw new SimulationError(
      "the payload of an E-mail integration is JSON with subject, body and from, such as " +
        '{"subject": "Disk full", "body": "97 percent", "from": "monitor@example.com"}',
    );
  }
  const { method, headers } = sample;
  if (method === "GET") {
    const fields = Object.entries(fieldsOf(value) ?? {});
    return { method, query: Object.fromEntries(fields.map(([key, one]) => [key, String(one)])) };
  }
  return { ...(headers && { headers }), body: value };
}

/** The fields of a payload that is a JSON object or one already; undefined if it is none. */
function fieldsOf(value: unknown): Params | undefined {
  if (typeof value !== "string") return isParams(value) ? value : undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return isParams(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The status that the sender gets. */
export async function send(
  context: Context,
  app: FastifyInstance,
  { id, prefix_id }: Integration,
  { method, headers = {}, query = {}, body, mail }: SampleRequest,
): Promise<number> {
  if (mail) {
    try {
      await receiveMail(context, { ...mail, to: `${prefix_id}@alerts.pagertree.com` });
      return 200;
    } catch (error) {
      if (error instanceof Failure) return error.status;
      throw error;
    }
  }
  const fields = headers["content-type"] === FORM ? fieldsOf(body) : undefined;
  const text = typeof body === "string" ? body : mixedToJson(body);
  const { statusCode } = await app.inject({
    method: method ?? "POST",
    url: `${INBOUND_PATH}/${id}${method === "GET" ? "/g" : ""}`,
    query,
    headers: { "content-type": "application/json", ...headers },
    ...(method === "GET" ? {} : { payload: fields === undefined ? text : formOf(fields) }),
  });
  return statusCode;
}

function formOf(fields: Params): string {
  const entries = Object.entries(fields).map(([key, value]): [string, string] => [
    key,
    typeof value === "object" ? mixedToJson(value) : String(value),
  ]);
  return new URLSearchParams(entries).toString();
}
