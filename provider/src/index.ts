/** The public surface of pulumi-pagertree: what a Pulumi program may use, and nothing else. */
export { OutgoingWebhook, type OutgoingWebhookArgs } from "./bridges/outgoing-webhook.ts";
export { RootlyBridge, type RootlyBridgeArgs } from "./bridges/rootly-bridge.ts";
export type { WebhookBridge, WebhookBridgeArgs } from "./bridges/webhook-bridge.ts";
export type { IntegrationOptionsByType, IntegrationTypeName } from "./catalog/option-types.ts";
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
} from "./errors.ts";
export {
  type CommonIntegrationArgs,
  Integration,
  type IntegrationArgs,
  type IntegrationTypeReference,
  type OptionValue,
  type RawIntegrationArgs,
  type TypedIntegrationArgs,
  type Urgency,
} from "./integration/integration.ts";
export {
  type AccountUserRoles,
  type GetAccountUserArgs,
  type GetAccountUserOutputArgs,
  type GetAccountUserResult,
  getAccountUser,
  getAccountUserOutput,
  getAccountUsers,
  getAccountUsersOutput,
} from "./lookups/account-user.ts";
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
} from "./lookups/integration.ts";
export {
  type GetIntegrationTypeArgs,
  type GetIntegrationTypeOutputArgs,
  type GetIntegrationTypeResult,
  getIntegrationType,
  getIntegrationTypeOutput,
  getIntegrationTypes,
  getIntegrationTypesOutput,
} from "./lookups/integration-type.ts";
export {
  type GetRouterArgs,
  type GetRouterOutputArgs,
  type GetRouterResult,
  getRouter,
  getRouterOutput,
  getRouters,
  getRoutersOutput,
} from "./lookups/router.ts";
export {
  type GetTeamArgs,
  type GetTeamOutputArgs,
  type GetTeamResult,
  getTeam,
  getTeamOutput,
  getTeams,
  getTeamsOutput,
} from "./lookups/team.ts";
export type { AlertEvent, WebhookEvent } from "./receivers/events.ts";
export type { Receiver } from "./receivers/receiver.ts";
export type { ResourceArgs } from "./resource-arguments.ts";
export { Router, type RouterArgs } from "./router/router.ts";
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
export { Team, type TeamArgs } from "./team/team.ts";
