/** The public surface of pulumi-pagertree: what a Pulumi program may use, and nothing else. */

export type { IntegrationOptionsByType, IntegrationTypeName } from "./catalog/option-types.ts";
export type { Urgency } from "./catalog/urgency.ts";
export {
  ApiError,
  AuthError,
  ConfigError,
  ConflictError,
  InvalidInputError,
  LookupError,
  NotFoundError,
  OwnershipError,
  PagerTreeError,
  type PagerTreeErrorCode,
  RateLimitError,
  TransportError,
  UnexpectedAnswerError,
} from "./common/errors.ts";
export type { EscalationLayer, EscalationPolicyContent } from "./escalation-policy/inputs.ts";
export type { PolicyEnding, TimeoutUnit } from "./escalation-policy/words.ts";
export type { IntegrationTypeReference } from "./integration/inputs.ts";
export type { OverrideEventState } from "./override/inputs.ts";
export { OutgoingWebhook, type OutgoingWebhookArgs } from "./program/bridges/outgoing-webhook.ts";
export { RootlyBridge, type RootlyBridgeArgs } from "./program/bridges/rootly-bridge.ts";
export type { WebhookBridge, WebhookBridgeArgs } from "./program/bridges/webhook-bridge.ts";
export {
  EscalationPolicy,
  type EscalationPolicyArgs,
  type EscalationPolicyLayerArgs,
} from "./program/escalation-policy.ts";
export {
  type CommonIntegrationArgs,
  Integration,
  type IntegrationArgs,
  type OptionValue,
  type RawIntegrationArgs,
  type TypedIntegrationArgs,
} from "./program/integration.ts";
export {
  type AccountUserRoles,
  type AccountUserStatus,
  type GetAccountUserArgs,
  type GetAccountUserOutputArgs,
  type GetAccountUserResult,
  getAccountUser,
  getAccountUserOutput,
  getAccountUsers,
  getAccountUsersOutput,
} from "./program/lookups/account-user.ts";
export {
  type GetEscalationPolicyArgs,
  type GetEscalationPolicyLayer,
  type GetEscalationPolicyOutputArgs,
  type GetEscalationPolicyResult,
  getEscalationPolicies,
  getEscalationPoliciesOutput,
  getEscalationPolicy,
  getEscalationPolicyOutput,
} from "./program/lookups/escalation-policy.ts";
export {
  type GetIntegrationArgs,
  type GetIntegrationOutputArgs,
  type GetIntegrationResult,
  type GetIntegrationsArgs,
  type GetIntegrationsOutputArgs,
  getIntegration,
  getIntegrationOutput,
  getIntegrations,
  getIntegrationsOutput,
} from "./program/lookups/integration.ts";
export {
  type GetIntegrationTypeArgs,
  type GetIntegrationTypeOutputArgs,
  type GetIntegrationTypeResult,
  getIntegrationType,
  getIntegrationTypeOutput,
  getIntegrationTypes,
  getIntegrationTypesOutput,
} from "./program/lookups/integration-type.ts";
export {
  type GetNotificationRuleArgs,
  type GetNotificationRuleOutputArgs,
  type GetNotificationRuleResult,
  getNotificationRule,
  getNotificationRuleOutput,
  getNotificationRules,
  getNotificationRulesOutput,
} from "./program/lookups/notification-rule.ts";
export {
  type GetOnCallArgs,
  type GetOnCallOutputArgs,
  type GetOnCallResult,
  getOnCall,
  getOnCallOutput,
  type OnCallLayer,
  type OnCallShift,
} from "./program/lookups/on-call.ts";
export {
  type GetRouterArgs,
  type GetRouterOutputArgs,
  type GetRouterResult,
  getRouter,
  getRouterOutput,
  getRouters,
  getRoutersOutput,
} from "./program/lookups/router.ts";
export {
  type GetScheduleArgs,
  type GetScheduleOutputArgs,
  type GetScheduleResult,
  getSchedule,
  getScheduleOutput,
  getSchedules,
  getSchedulesOutput,
} from "./program/lookups/schedule.ts";
export {
  type GetTeamArgs,
  type GetTeamOutputArgs,
  type GetTeamResult,
  getTeam,
  getTeamOutput,
  getTeams,
  getTeamsOutput,
} from "./program/lookups/team.ts";
export { MaintenanceWindow, type MaintenanceWindowArgs } from "./program/maintenance-window.ts";
export { NotificationRule, type NotificationRuleArgs } from "./program/notification-rule.ts";
export { Override, type OverrideArgs } from "./program/override.ts";
export type { ResourceArgs } from "./program/resource-arguments.ts";
export { Rotation, type RotationArgs } from "./program/rotation.ts";
export { Router, type RouterArgs } from "./program/router.ts";
export { Team, type TeamArgs } from "./program/team.ts";
export type { AlertEvent, WebhookEvent } from "./receivers/events.ts";
export type { Receiver } from "./receivers/receiver.ts";
export type { EventState } from "./rotation/held.ts";
export type { DayOfWeek, Turn } from "./rotation/words.ts";
export type {
  NotificationChannelOptions,
  NotificationRuleItem,
  NotifyAction,
  RepeatAction,
} from "./rules/notification-rule-types.ts";
export type { NotificationChannel, NotificationEvent } from "./rules/notification-words.ts";
export type {
  AggregateAction,
  AlertSetvalAction,
  AlertValues,
  AssignAction,
  IncidentAction,
  IncidentSeverity,
  RouterAction,
  RouterRule,
  RouterRuleMatch,
  StakeholderAction,
} from "./rules/router-rule-types.ts";
export type {
  IgnoreAction,
  OutgoingRule,
  OutgoingRuleMatch,
  OutgoingRules,
  RuleCondition,
  RuleOperators,
  RuleTimes,
  RuleValue,
  SetvalAction,
} from "./rules/rule-types.ts";
export type { TeamNotifications } from "./team/notifications.ts";
