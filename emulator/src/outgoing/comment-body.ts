// A comment as webhooks show it: A:outgoing_webhook/v3.

import type { CommentEvent } from "../alerts/events.ts";
import type { Comment } from "../models.ts";
import { fromScript, toHash } from "../ruby/mixed.ts";
import type { RubyHash } from "../ruby/values.ts";
import type { Store } from "../store.ts";
import { accountUserBody } from "./account-user-body.ts";

/** Of a comment that is gone, only the ids are told. */
export function commentBody(store: Store, event: CommentEvent, comment: Comment): RubyHash {
  const { account_id, id } = comment;
  if (event === "comment.destroyed") return toHash({ account_id, id });
  const author = comment.account_user_id ? store.find("account_users", comment.account_user_id) : undefined;
  return toHash({
    account_id,
    id,
    prefix_id: comment.prefix_id,
    meta: fromScript(comment.meta),
    commentable_type: "Alert",
    commentable_id: comment.alert_id,
    parent_id: null,
    account_user_id: comment.account_user_id,
    account_user: accountUserBody(store, comment.account_user_id),
    created_by_name: author?.user.name ?? null,
    updated_at: comment.updated_at,
    created_at: comment.created_at,
    body: comment.body,
  });
}
