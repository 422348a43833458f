/**
 * The public surface of pulumi-pagertree through the plugin `pulumi-resource-pagertree`: the same as that of the package
 * itself, with `Provider` besides, and lookups that take Pulumi's options.
 */
export * from "./index.ts";
export {
  getAccountUser,
  getAccountUserOutput,
  getAccountUsers,
  getAccountUsersOutput,
  getEscalationPolicies,
  getEscalationPoliciesOutput,
  getEscalationPolicy,
  getEscalationPolicyOutput,
  getIntegration,
  getIntegrationOutput,
  getIntegrations,
  getIntegrationsOutput,
  getIntegrationType,
  getIntegrationTypeOutput,
  getIntegrationTypes,
  getIntegrationTypesOutput,
  getNotificationRule,
  getNotificationRuleOutput,
  getNotificationRules,
  getNotificationRulesOutput,
  getOnCall,
  getOnCallOutput,
  getRouter,
  getRouterOutput,
  getRouters,
  getRoutersOutput,
  getSchedule,
  getScheduleOutput,
  getSchedules,
  getSchedulesOutput,
  getTeam,
  getTeamOutput,
  getTeams,
  getTeamsOutput,
} from "./program/native/lookups.ts";
export { Provider, type ProviderArgs } from "./program/native/provider.ts";
export {
  EscalationPolicy,
  Integration,
  MaintenanceWindow,
  NotificationRule,
  OutgoingWebhook,
  Override,
  RootlyBridge,
  Rotation,
  Router,
  Team,
} from "./program/native/resources.ts";
