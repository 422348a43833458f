/** The fields of an alert that rules can look at. */

/**
 * As the API, outgoing webhooks and the documentation of rules name them, which is not always alike: `tiny_id` and
 * `tinyId`, `tag_list` and `tags`. Below some of them there is more, such as `meta.key`.
 *
 * Sources: https://pagertree.com/docs/api/alerts, https://pagertree.com/docs/routers and
 * https://pagertree.com/docs/integration-guides/outgoing-webhook#data-structure
 */
export const alertFields = [
  "title",
  "description",
  "urgency",
  "status",
  "tags",
  "tag_list",
  "meta",
  "additional_data",
  "thirdparty_id",
  "source",
  "source_id",
  "source_type",
  "source_log_id",
  "type",
  "subtype",
  "id",
  "sid",
  "prefix_id",
  "tiny_id",
  "tinyId",
  "account_id",
  "parent_id",
  "destination_ids",
  "destination_team_ids",
  "destination_router_ids",
  "destination_account_user_ids",
  "d_team",
  "d_team_id",
  "d_user",
  "d_user_id",
  "s_log",
  "s_log_id",
  "created",
  "created_at",
  "createdAt",
  "updated_at",
  "updatedAt",
  "acknowledged",
  "acknowledged_at",
  "acknowledgedby",
  "resolved",
  "resolved_at",
  "resolvedby",
  "archived",
  "archived_at",
  "archivedby",
  "livecall",
  "response_requested",
  "responses",
  "responses_recorded",
  "stakeholder_ids",
  "handoffs",
  "dedup_keys",
  "dedup_count",
] as const;

/** One of them. */
export type AlertField = (typeof alertFields)[number];
