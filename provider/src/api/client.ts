/** The API client: the five things done with PagerTree's objects. It loads got and zod, so light code imports it lazily. */
import type { PagerTreeConfig } from "../common/config.ts";
import { LookupError, UnexpectedAnswerError } from "../common/errors.ts";
import { isObjectId } from "../common/ids.ts";
import { cut, plainText } from "../common/plain-text.ts";
import { parseAnswer } from "./answer.ts";
import type { ApiClient, EventAction } from "./api-client.ts";
import { systemClock } from "./clock.ts";
import { Deadline, withinDeadline } from "./deadline.ts";
import { type Kind, kinds, type Wires } from "./kinds.ts";
import { parseJson } from "./messages.ts";
import { eventSchema, occurrencesSchema } from "./on-call-wire.ts";
import { largestList, listBound, pageLimit, walkList } from "./pagination.ts";
import { withPinnedAccount } from "./pinned-account.ts";
import type { ApiRequest, ListQuery, RequestBody } from "./request.ts";
import { type ApiClientOptions, createTransport } from "./transport.ts";
import { accountUserSchema, pageSchema } from "./wire.ts";

/** A client for one account. Nothing is sent before its first method is called. */
export function createApiClient(config: PagerTreeConfig, options: ApiClientOptions = {}): ApiClient {
  const client = createClientOfKey(config, options);
  return config.accountId === undefined ? client : withPinnedAccount(client, config.accountId);
}

/** A client for the API key's account, whichever it is. */
function createClientOfKey(config: PagerTreeConfig, options: ApiClientOptions): ApiClient {
  const send = createTransport(config, options);
  let account: string | undefined;

  function noteAccount(object: object | undefined): void {
    if (object !== undefined && "account_id" in object && typeof object.account_id === "string") {
      account ??= object.account_id;
    }
  }

  async function exchange<K extends Kind>(kind: K, request: ApiRequest): Promise<Wires[K]> {
    const object = parseAnswer(kinds[kind].schema, request, await send(request));
    noteAccount(object);
    return object;
  }

  /** Every object of a kind on a list, all pages of it. */
  async function listAt<K extends Kind>(
    kind: K,
    request: ApiRequest & { readonly method: "GET" },
    query: ListQuery,
  ): Promise<Wires[K][]> {
    const { schema } = kinds[kind];
    const schemaOfPage = pageSchema.extend({ data: schema.array() });
    const isTooLarge = listBound();
    const fetchPage = async (offset: number) => {
      const answer = await send({ ...request, query: { ...query, limit: pageLimit, offset } });
      if (isTooLarge(offset, answer.body)) {
        const problem = `the list has not come to an end after ${largestList.pages} pages or ${largestList.mebibytes} MiB`;
        throw new UnexpectedAnswerError({ ...request, status: answer.status, answerPath: "data", problem });
      }
      const page = parseAnswer(schemaOfPage, request, answer);
      noteAccount(page.data[0]);
      return {
        rows: page.data,
        hasMore: page.has_more ?? false,
        totalCount: page.total_count ?? undefined,
      };
    };
    return withinDeadline(
      () => new Deadline(config, options.clock ?? systemClock),
      () => walkList(fetchPage),
    );
  }

  return {
    async read(kind, id) {
      return exchange(kind, { method: "GET", ...objectRequest("read", kind, id) });
    },

    async list(kind, query = {}) {
      const { path, plural } = kinds[kind];
      return listAt(kind, { method: "GET", path: `/${path}`, operation: `list ${plural}` }, query);
    },

    async page(kind, query) {
      const { path, plural, schema } = kinds[kind];
      const request = { method: "GET", path: `/${path}`, operation: `list ${plural}` } as const;
      const answer = await send({ ...request, query: { ...query, limit: pageLimit } });
      const { data, has_more: hasMore, total_count: totalCount } = parseAnswer(pageSchema, request, answer);
      return {
        rows: data.flatMap((row) => schema.safeParse(row).data ?? []),
        hasMore: hasMore ?? data.length >= pageLimit,
        totalCount: totalCount ?? undefined,
      };
    },

    async create(kind, body) {
      const { path, label } = kinds[kind];
      const operation = `create ${label}${quotedName(body)}`;
      return exchange(kind, { method: "POST", path: `/${path}`, operation, body });
    },

    async update(kind, id, body) {
      const request = objectRequest("update", kind, id);
      return exchange(kind, {
        ...request,
        method: "PUT",
        operation: `${request.operation}${quotedName(body)}`,
        body,
      });
    },

    async accountId() {
      if (account === undefined) {
        const { path } = kinds.accountUsers;
        const request = { method: "GET", path: `/${path}`, operation: "find the API key's account" } as const;
        const answer = await send({ ...request, query: { limit: 1 } });
        noteAccount(
          parseAnswer(pageSchema.extend({ data: accountUserSchema.array() }), request, answer).data[0],
        );
      }
      return account;
    },

    async act(eventId, action, body) {
      const { path } = objectRequest("read", "events", eventId);
      const operation = `${actionVerbs[action]} event ${eventId}`;
      const request = { method: "POST", path: `${path}/${action}`, operation, body } as const;
      const answer = await send(request);
      return eventSchema.safeParse(parseJson(answer.body)).data;
    },

    async scheduleEvents(scheduleId) {
      const { path } = objectRequest("read", "schedules", scheduleId);
      const operation = `list events of schedule ${scheduleId}`;
      return listAt("events", { method: "GET", path: `${path}/events`, operation }, {});
    },

    async currentOnCall(scheduleId) {
      const request = onCallRequest(scheduleId, "current_oncall");
      return parseAnswer(occurrencesSchema, request, await send(request));
    },

    async windowEvents(scheduleId, from, to) {
      const request = onCallRequest(scheduleId, "window_events");
      const query = { start: utcText(from), end: utcText(to) };
      return parseAnswer(occurrencesSchema, request, await send({ ...request, query }));
    },

    async delete(kind, id) {
      // The answer is 204 without a body, or 200 with one that says nothing.
      await send({ method: "DELETE", ...objectRequest("delete", kind, id) });
    },
  };
}

const actionVerbs = {
  override: "override",
  add_exception: "leave a shift out of",
  terminate_on: "end",
} as const satisfies Record<EventAction, string>;

/** The form that PagerTree takes in a query: https://pagertree.com/docs/api/schedules */
function utcText(date: Date): string {
  return date.toISOString().slice(0, 19).replace("T", " ");
}

function objectRequest(verb: string, kind: Kind, id: string): { path: string; operation: string } {
  const { path, label } = kinds[kind];
  if (!isObjectId(id)) {
    throw new LookupError(
      `${verb} ${label}: "${cut(plainText(id), 60)}" cannot be an id of PagerTree's.`,
      'An id is a ULID of 26 characters, such as "01GDBEYARHS4W4QM6X370Z5TMB", or a prefix id, such as "int_ODCWagoG9".',
    );
  }
  return { path: `/${path}/${id}`, operation: `${verb} ${label} ${id}` };
}

function onCallRequest(scheduleId: string, what: "current_oncall" | "window_events") {
  const { path } = objectRequest("read", "schedules", scheduleId);
  const operation = `read who is on call on schedule ${scheduleId}`;
  return { method: "GET", path: `${path}/${what}`, operation } as const;
}

/** The name of the object in a request, quoted, so that an error says which one of a program's objects it is about. */
function quotedName({ name }: RequestBody): string {
  return typeof name === "string" ? ` "${cut(plainText(name), 80)}"` : "";
}
