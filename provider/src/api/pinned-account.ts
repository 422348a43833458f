/** Holds a client to the account that the configuration names, so that a key of another one does nothing at all. */
import { ApiError, ConfigError } from "../common/errors.ts";
import { normaliseId } from "../common/ids.ts";
import type { ApiClient } from "./api-client.ts";
import { shareable } from "./shareable.ts";

/** With these, PagerTree does not show the key's user what it was asked for. */
const hiddenStatuses: readonly number[] = [403, 404];

/**
 * A client that sends nothing else before it knows that the API key is of this account, for which it asks once. In
 * another account, teams and people of the same names would be found, and objects made.
 *
 * Every method rejects with a `ConfigError` if the key is of another account, or if its account cannot be found out.
 *
 * @param expected The ULID of the account.
 */
export function withPinnedAccount(api: ApiClient, expected: string): ApiClient {
  const accountOfKey = shareable(() => findAccount(api));

  async function verified<Result>(request: () => Promise<Result>): Promise<Result> {
    const actual = await accountOfKey();
    if (actual === undefined) {
      throw new ConfigError(
        `${pin} names the PagerTree account ${expected}, but the API key may see neither users nor teams, so nothing shows which account it belongs to.`,
        "Nothing was changed. Use the key of an admin of the account, or leave pagertree:accountId out.",
      );
    }
    if (actual !== expected) {
      throw new ConfigError(
        `The API key belongs to the PagerTree account ${actual}, but ${pin} names the account ${expected}.`,
        `Nothing was changed. Set a key of ${expected} (pagertree:apiKey or PAGERTREE_API_KEY). If ${actual} is meant, correct pagertree:accountId.`,
      );
    }
    return request();
  }

  return {
    read: (kind, id) => verified(() => api.read(kind, id)),
    list: (kind, query) => verified(() => api.list(kind, query)),
    page: (kind, query) => verified(() => api.page(kind, query)),
    create: (kind, body) => verified(() => api.create(kind, body)),
    update: (kind, id, body) => verified(() => api.update(kind, id, body)),
    act: (eventId, action, body) => verified(() => api.act(eventId, action, body)),
    scheduleEvents: (scheduleId) => verified(() => api.scheduleEvents(scheduleId)),
    currentOnCall: (scheduleId) => verified(() => api.currentOnCall(scheduleId)),
    windowEvents: (scheduleId, from, to) => verified(() => api.windowEvents(scheduleId, from, to)),
    delete: (kind, id) => verified(() => api.delete(kind, id)),
    accountId: () => verified(async () => expected),
  };
}

const pin = "pagertree:accountId (or PAGERTREE_ACCOUNT_ID)";

/** The ULID of the key's account, as a user of it says; as a team does, where the key may see no users. */
async function findAccount(api: ApiClient): Promise<string | undefined> {
  const account =
    (await unlessHidden(() => api.accountId())) ??
    (await unlessHidden(async () => (await api.page("teams", {})).rows[0]?.account_id));
  return account === undefined ? undefined : normaliseId(account);
}

async function unlessHidden<Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof ApiError && hiddenStatuses.includes(error.status)) {
      return undefined;
    }
    throw error;
  }
}
