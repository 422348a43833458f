// What a simulation tells.
import type { Condition } from "../evaluation/jobs.ts";

/** An object of the account. */
export interface Named {
  readonly kind: "team" | "router" | "account user" | "integration" | "notification rule";
  readonly id: string;
  readonly prefixId: string;
  readonly name: string;
  /** The resource's name in the program. */
  readonly resource?: string;
}

/** What a payload asks for, or why it asks for nothing. */
export type Outcome =
  | "create"
  | "acknowledge"
  | "resolve"
  | "other"
  | "invalid"
  | "disabled"
  | "maintenance"
  | "refused"
  | "not emulated";

/** The alert as it is once it was routed. */
export interface SimulatedAlert {
  readonly title: string;
  readonly description: string | null;
  readonly urgency: string;
  readonly status: string;
  readonly thirdPartyId: string | null;
  readonly dedupKeys: readonly string[];
  readonly tags: readonly string[];
  readonly incident: { readonly severity: unknown; readonly message: unknown } | null;
  readonly additionalData: readonly { readonly label: unknown; readonly value: unknown }[];
}

/** One rule of a router. */
export interface RuleTrace {
  /** Its place in the router's rules, such as `rules[1]`. */
  readonly place: string;
  /** Null if a rule above it matched. */
  readonly matches: boolean | null;
  readonly conditions: readonly Condition[];
  readonly actions: unknown;
}

/** What a router made of the alert. */
export interface RouterTrace {
  readonly router: Named;
  readonly enabled: boolean;
  readonly rules: readonly RuleTrace[];
  /** Why the rules do not work. */
  readonly problem: string | null;
  /** The place of the rule that matched; null if none did. */
  readonly matched: string | null;
  /** Whom it sends the alert to. */
  readonly receivers: readonly Named[];
  /** Whether these are its default receiver. */
  readonly byDefault: boolean;
  /** Receivers that the rule names and the account does not have. */
  readonly missing: readonly string[];
}

/** Somebody who is paged, if nobody answers before. */
export interface Paged {
  /** Null if it is not known who is on call. */
  readonly user: Named | null;
  /** The team by whose schedule; null for somebody to whom the alert is assigned. */
  readonly team: Named | null;
  readonly layer: number | null;
  /** Seconds after the alert; null if it is later, and not known when. */
  readonly after: number | null;
  /** How they are told; null where their default channels count, and where it is not known. */
  readonly notifications: Notifications | null;
}

/** What the notification rule of somebody who is paged does. */
export interface Notifications {
  readonly rule: Named;
  /** The place of the rule that matches; null if none does. */
  readonly matched: string | null;
  /** Whether it suppresses all notifications, so that they do not hear of the alert. */
  readonly ignored: boolean;
  /** What is sent, if nobody answers; nothing if their default channels count. */
  readonly sent: readonly SentNotification[];
  /** Why the rules do not work. */
  readonly problem: string | null;
}

/** What is sent to somebody at one time. */
export interface SentNotification {
  /** Such as `push` and `sms`. */
  readonly channels: readonly string[];
  /** Which address, and what if there is none: `channel_options` as they are written. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Seconds after the alert; null if it is later, and not known when. */
  readonly after: number | null;
}

/** A webhook that goes out. */
export interface OutgoingTrace {
  readonly integration: Named;
  readonly event: string;
  readonly after: number | null;
  /** What is sent; null if secrets decide it, or would stand in it. */
  readonly body: unknown;
}

/** What would happen. */
export interface Simulation {
  /** When it happens: ISO 8601, UTC. */
  readonly at: string;
  readonly integration: Named & { readonly type: string };
  readonly action: Outcome;
  /** Why nothing comes of the payload; null if something does. */
  readonly problem: string | null;
  readonly alert: SimulatedAlert | null;
  readonly routers: readonly RouterTrace[];
  /** The teams that the alert is assigned to, rules of routers included. */
  readonly teams: readonly Named[];
  /** Everybody who is paged, in the order of time, if nobody answers. */
  readonly paged: readonly Paged[];
  readonly webhooks: readonly OutgoingTrace[];
  /** What is not known, or not emulated, each with its place. */
  readonly gaps: readonly string[];
  /** Whether somebody is paged and hears of it, as far as it is known; `ends` for what ends an alert or says that somebody has it. */
  readonly reaches: "somebody" | "nobody" | "unknown" | "ends";
}
