/** Notification rules as a program writes them in TypeScript: https://pagertree.com/docs/notification-rules */
import type * as pulumi from "@pulumi/pulumi";
import type { NotificationChannel, NotificationEvent } from "./notification-words.ts";
import type { RouterRuleMatch } from "./router-rule-types.ts";
import type { IgnoreAction } from "./rule-types.ts";

/** Where a channel leads: `"primary"`, `"secondary"`, or one of the person's addresses or numbers. */
export interface NotificationChannelOptions {
  email?: pulumi.Input<string>;
  /** Whether another address is used if the person does not have this one. */
  email_fallback?: boolean;
  sms?: pulumi.Input<string>;
  sms_fallback?: boolean;
  voice?: pulumi.Input<string>;
  voice_fallback?: boolean;
  whatsapp?: pulumi.Input<string>;
  whatsapp_fallback?: boolean;
}

/** Notifies the person. */
export interface NotifyAction {
  type: "notify";
  channels: readonly NotificationChannel[];
  channel_options?: NotificationChannelOptions;
  /**
   * How long to wait before the next action, in the notation of [ms](https://www.npmjs.com/package/ms), such as `5m`.
   * Only for `alert.open`.
   */
  timeout?: pulumi.Input<string>;
}

/** Repeats the notify actions above it. Only for `alert.open`. */
export interface RepeatAction {
  type: "repeat";
  /** 0 to 3. */
  times: number;
}

/** One notification rule. */
export interface NotificationRuleItem {
  /**
   * The events that it applies to.
   * @default ["alert.open"]
   */
  types?: readonly NotificationEvent[];
  match: RouterRuleMatch;
  /** At least one. */
  actions: readonly (NotifyAction | RepeatAction | IgnoreAction)[];
}
