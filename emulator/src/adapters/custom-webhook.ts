// Custom Webhook, whose integrations say by a definition of their own what is read of a request: A:custom_webhook/v3.
import { compactBlank, unique } from "../ruby/methods.ts";
import { toHash } from "../ruby/mixed.ts";
import { type Adapter, at } from "./adapter.ts";
import { definedAction, definedParts, listOf, textAt } from "./custom-definition.ts";
import { headersLog } from "./request-log.ts";

export const customWebhook: Adapter = {
  prepare: ({ option, params, headers, body, line }, { define }) =>
    define(
      String(option("custom_definition") ?? ""),
      toHash({
        remote_ip: line?.remoteIp ?? null,
        url: line?.url ?? null,
        method: line?.method ?? null,
        headers: headersLog(headers),
        // The parameters always hold the integration's id, so that the body alone never is the data.
        data: params,
        params,
        body,
      }),
    ),
  ...definedParts,
  action: definedAction,
  thirdPartyId: at("thirdparty_id"),
  title: (incoming) => textAt("title")(incoming) ?? "Untitled Alert",
  description: ({ dig, text }) => text(dig("description")),
  dedupKeys: ({ dig, text }) => unique(compactBlank(listOf(dig("dedup_keys"))).map(text)),
};
