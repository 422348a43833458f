/** The people of the account, as far as PagerTree shows them. */
import { ApiError, RateLimitError, UnexpectedAnswerError } from "../common/errors.ts";
import type { ApiClient } from "./api-client.ts";
import type { UserWire } from "./wire.ts";

/**
 * Every user (https://pagertree.com/docs/api/users); none where PagerTree does not show them to this API key, since
 * what they tell can be done without.
 */
export async function listUsers(api: ApiClient): Promise<UserWire[]> {
  try {
    return await api.list("users");
  } catch (error) {
    const isRefused = error instanceof ApiError && !(error instanceof RateLimitError);
    if (isRefused || error instanceof UnexpectedAnswerError) {
      return [];
    }
    throw error;
  }
}
