// What the routes of all resources have in common: looking up, hiding, common attributes, deleting.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { castBoolean, castString } from "../casts.ts";
import type { Context } from "../context.ts";
import type { CollectionName, Collections, CommonAttributes } from "../models.ts";
import type { Params, Scalar } from "../params.ts";
import { isBlank, isParams } from "../params.ts";
import { listPage, type Query, type Row } from "../query.ts";
import { Failure, notFound } from "../responses.ts";
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

/** Collections whose records are all written and shown in one way. */
type PlainCollection =
  | "routers"
  | "teams"
  | "schedules"
  | "escalation_policies"
  | "events"
  | "notification_rules"
  | "maintenance_windows";

/** How the records of a collection are written and shown. */
export interface RecordForm<N extends PlainCollection> {
  /** What a request makes of a record, or of none; fails with all that is wrong. */
  assign(
    context: Context,
    request: FastifyRequest,
    stored: Collections[N] | undefined,
  ): Attributes<N> & Changes<N>;
  /** The record as it is sent. */
  serialize(record: Collections[N], context: Context): Row;
  /** What a filter or `sort` may name besides what is sent. @default nothing */
  hidden?(row: Row): Params;
  /** What happens to others once a record is to be deleted; fails if it may not be. @default nothing */
  release?(context: Context, record: Collections[N]): void;
}

/** POST, GET, PUT and DELETE of a collection, and its list. */
export function registerRecords<N extends PlainCollection>(
  app: FastifyInstance,
  context: Context,
  name: N,
  form: RecordForm<N>,
): void {
  const { store } = context;
  const { assign } = form;

  app.post(`/${name}`, async (request, reply) => {
    const attributes = assign(context, request, undefined);
    const created = store.insert(name, request.caller.accountId, attributes);
    return reply.code(201).send(form.serialize(created, context));
  });

  app.get<{ Querystring: Query }>(`/${name}`, async (request) =>
    listRecords(context, form, allVisible(context, name, request), request.query),
  );

  app.get<IdRoute>(`/${name}/:id`, async (request) =>
    form.serialize(findVisible(context, name, request), context),
  );

  app.put<IdRoute>(`/${name}/:id`, async (request) => {
    const stored = findOwn(context, name, request);
    return form.serialize(store.update(name, stored.id, assign(context, request, stored)), context);
  });

  app.delete<IdRoute>(`/${name}/:id`, async (request, reply) => {
    form.release?.(context, findOwn(context, name, request));
    return removeOwn(context, name, request, reply);
  });
}

/** A page of records; `q` looks into their names. */
export function listRecords<N extends PlainCollection>(
  context: Context,
  { serialize, hidden }: RecordForm<N>,
  records: readonly Collections[N][],
  query: Query,
) {
  const rows = records.map((record) => serialize(record, context));
  const nameOf = ({ name }: Row) => (typeof name === "string" ? name : null);
  return listPage(rows, query, (row) => [nameOf(row)], hidden);
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

/**
 * Ids of a list that must be known: Rails looks them up when they are assigned, and fails the whole request with 404.
 *
 * @throws {Failure} 404, or adds to the failures where the switch says so
 */
export function requireIds(
  context: Context,
  request: FastifyRequest,
  failures: string[],
  name: CollectionName,
  attribute: string,
  ids: readonly string[],
): void {
  const unknown: string[] = [];
  checkIds(context, request, unknown, name, attribute, ids);
  if (unknown.length > 0 && !context.switches.unknownIdIs422) throw notFound();
  failures.push(...unknown);
}

/** Fails if another record of the account has the name; only the switch asks for it. */
export function checkName(
  { store, switches }: Context,
  request: FastifyRequest,
  failures: string[],
  collection: "schedules" | "escalation_policies" | "notification_rules" | "maintenance_windows",
  name: string,
  stored: CommonAttributes | undefined,
): void {
  if (!switches.onCallNamesUnique) return;
  const others = store.all(collection, request.caller.accountId).filter(({ id }) => id !== stored?.id);
  if (others.some((other) => other.name === name)) failures.push("name has already been taken");
}

/** One of an attribute's words. @throws {Failure} 500 where the switch says so */
export function checkWord(
  { switches }: Context,
  failures: string[],
  attribute: string,
  value: string | null,
  words: readonly string[],
): void {
  if (value !== null && words.includes(value)) return;
  if (value !== null && switches.unknownWordAnswers500) throw new Failure(500, ["Internal Server Error"]);
  failures.push(`${attribute} is not included in the list`);
}

/** An id of one record that is nobody's. @throws {Failure} where the switch says so */
export function refuseReference(status: 422 | 404 | 500, failures: string[], message: string): void {
  if (status === 404) throw new Failure(404, ["Not Found"]);
  if (status === 500) throw new Failure(500, ["Internal Server Error"]);
  failures.push(message);
}

/** The id lists as they are sent: in another order at every read, if the switch says so. */
export function showIds({ switches, nextRotation }: Context, recordId: string) {
  const rotation = switches.shuffledIds ? nextRotation(recordId) : 0;
  return (ids: readonly string[]): readonly string[] => {
    const start = ids.length === 0 ? 0 : rotation % ids.length;
    return [...ids.slice(start), ...ids.slice(0, start)];
  };
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
