// What the routes of all resources have in common: looking up, hiding, common attributes, deleting.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { castBoolean, castString } from "../casts.ts";
import type { Context } from "../context.ts";
import type { CollectionName, Collections, CommonAttributes } from "../models.ts";
import type { Params, Scalar } from "../params.ts";
import { isBlank, isParams } from "../params.ts";
import { listPage, type Query, type Row } from "../query.ts";
import { notFound } from "../responses.ts";
import type { Attributes, Changes } from "../store.ts";

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
  return switches.readLagMs === 0 || Date.parse(record.created_at) + switches.readLagMs <= store.clock();
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

/** How the records of a collection are written and shown. */
export interface RecordForm<N extends "routers" | "teams"> {
  /** What a request makes of a record, or of none; fails with all that is wrong. */
  assign(
    context: Context,
    request: FastifyRequest,
    stored: Collections[N] | undefined,
  ): Attributes<N> & Changes<N>;
  /** The record as it is sent. */
  serialize(record: Collections[N]): Row & { readonly name: string };
}

/** POST, GET, PUT and DELETE of a collection, and its list. */
export function registerRecords<N extends "routers" | "teams">(
  app: FastifyInstance,
  context: Context,
  name: N,
  { assign, serialize }: RecordForm<N>,
): void {
  const { store } = context;

  app.post(`/${name}`, async (request, reply) => {
    const attributes = assign(context, request, undefined);
    return reply.code(201).send(serialize(store.insert(name, request.caller.accountId, attributes)));
  });

  app.get<{ Querystring: Query }>(`/${name}`, async (request) =>
    listPage(allVisible(context, name, request).map(serialize), request.query, (row) => [row.name]),
  );

  app.get<IdRoute>(`/${name}/:id`, async (request) => serialize(findVisible(context, name, request)));

  app.put<IdRoute>(`/${name}/:id`, async (request) => {
    const stored = findOwn(context, name, request);
    return serialize(store.update(name, stored.id, assign(context, request, stored)));
  });

  app.delete<IdRoute>(`/${name}/:id`, (request, reply) => removeOwn(context, name, request, reply));
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
