// What the routes of all resources have in common: looking up, hiding, common attributes, deleting.
import type { FastifyReply, FastifyRequest } from "fastify";
import { castBoolean, castString } from "../casts.ts";
import type { Context } from "../context.ts";
import type { CollectionName, Collections, CommonAttributes } from "../models.ts";
import type { Params, Scalar } from "../params.ts";
import { isBlank, isParams } from "../params.ts";
import { notFound } from "../responses.ts";

/** A request to `/<collection>/:id`. */
export interface IdRoute {
  Params: { id: string };
}

/** The parameters in a request's body; none if it has no body. */
export function paramsOf(request: FastifyRequest): Params {
  return isParams(request.body) ? request.body : {};
}

/** The caller's record with this id or prefix id, else 404. */
export function findOwn<N extends CollectionName>(
  { store }: Context,
  name: N,
  request: FastifyRequest<IdRoute>,
): Collections[N] {
  const record = store.find(name, request.params.id, request.caller.accountId);
  if (record === undefined) throw notFound();
  return record;
}

/** Like `findOwn`, for GET: a record made a moment ago is not there yet if reads lag. */
export function findVisible<N extends CollectionName>(
  context: Context,
  name: N,
  request: FastifyRequest<IdRoute>,
): Collections[N] {
  const record = findOwn(context, name, request);
  if (!isVisible(context, record)) throw notFound();
  return record;
}

/** The caller's records that a list shows. */
export function allVisible<N extends CollectionName>(
  context: Context,
  name: N,
  request: FastifyRequest,
): Collections[N][] {
  return context.store.all(name, request.caller.accountId).filter((record) => isVisible(context, record));
}

function isVisible({ store, switches }: Context, record: CommonAttributes): boolean {
  return Date.parse(record.created_at) + switches.readLagMs <= store.clock();
}

/** The common attributes as they are sent. */
export function serializeCommon(record: CommonAttributes) {
  const { id, prefix_id, tiny_id, account_id, created_at, updated_at, meta } = record;
  return { id, prefix_id, tiny_id, account_id, created_at, updated_at, meta };
}

/** Deletes the record and answers as the switch says. */
export async function removeOwn<N extends CollectionName>(
  context: Context,
  name: N,
  request: FastifyRequest<IdRoute>,
  reply: FastifyReply,
): Promise<unknown> {
  context.store.remove(name, findOwn(context, name, request).id);
  if (context.switches.deleteAnswers200) return {};
  return reply.code(204).send();
}

/** Text that must not be blank: what was sent, else what is stored. */
export function requireText(
  failures: string[],
  attribute: string,
  sent: Scalar | undefined,
  stored = "",
): string {
  const text = sent === undefined ? stored : (castString(sent) ?? "");
  if (isBlank(text)) failures.push(`${attribute} can't be blank`);
  return text;
}

/** True or false: what was sent, else what is stored; null and `""` are neither. */
export function requireBoolean(
  failures: string[],
  attribute: string,
  sent: Scalar | undefined,
  stored: boolean,
): boolean {
  const value = sent === undefined ? stored : castBoolean(sent);
  if (value === null) failures.push(`${attribute} is not included in the list`);
  return value ?? stored;
}

/** Says which of the id lists name something that the caller's account does not have. */
export function checkIds(
  { store }: Context,
  request: FastifyRequest,
  failures: string[],
  name: CollectionName,
  attribute: string,
  ids: readonly string[],
): void {
  const isKnown = (id: string) => store.find(name, id, request.caller.accountId)?.id === id;
  if (!ids.every(isKnown)) failures.push(`${attribute} must exist`);
}
