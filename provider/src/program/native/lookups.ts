/** The lookups as the plugin answers them: as those of `pulumi-pagertree`, and with Pulumi's options, such as `provider`. */
import type {
  GetAccountUserArgs,
  GetAccountUserOutputArgs,
  GetAccountUserResult,
} from "../lookups/account-user.ts";
import type {
  GetEscalationPolicyArgs,
  GetEscalationPolicyOutputArgs,
  GetEscalationPolicyResult,
} from "../lookups/escalation-policy.ts";
import type {
  GetIntegrationArgs,
  GetIntegrationOutputArgs,
  GetIntegrationResult,
  GetIntegrationsArgs,
  GetIntegrationsOutputArgs,
} from "../lookups/integration.ts";
import type {
  GetIntegrationTypeArgs,
  GetIntegrationTypeOutputArgs,
  GetIntegrationTypeResult,
} from "../lookups/integration-type.ts";
import type {
  GetNotificationRuleArgs,
  GetNotificationRuleOutputArgs,
  GetNotificationRuleResult,
} from "../lookups/notification-rule.ts";
import type { GetOnCallArgs, GetOnCallOutputArgs, GetOnCallResult } from "../lookups/on-call.ts";
import type { GetRouterArgs, GetRouterOutputArgs, GetRouterResult } from "../lookups/router.ts";
import type { GetScheduleArgs, GetScheduleOutputArgs, GetScheduleResult } from "../lookups/schedule.ts";
import type { GetTeamArgs, GetTeamOutputArgs, GetTeamResult } from "../lookups/team.ts";
import { lookUp, lookUpList, lookUpListOutput, lookUpOutput } from "./look-up.ts";

type NoFilters = Record<never, never>;

/** Finds one account user by e-mail address, name or id. */
export const getAccountUser = lookUp<GetAccountUserArgs, GetAccountUserResult>("getAccountUser");
/** {@link getAccountUser} for arguments that may be outputs; returns an output. */
export const getAccountUserOutput = lookUpOutput<GetAccountUserOutputArgs, GetAccountUserResult>(
  "getAccountUser",
);
/** All account users of the account. */
export const getAccountUsers = lookUpList<NoFilters, GetAccountUserResult>("getAccountUsers", "accountUsers");
/** {@link getAccountUsers} as an output. */
export const getAccountUsersOutput = lookUpListOutput<NoFilters, GetAccountUserResult>(
  "getAccountUsers",
  "accountUsers",
);

/** Finds one escalation policy by its name or id. */
export const getEscalationPolicy = lookUp<GetEscalationPolicyArgs, GetEscalationPolicyResult>(
  "getEscalationPolicy",
);
/** {@link getEscalationPolicy} for arguments that may be outputs; returns an output. */
export const getEscalationPolicyOutput = lookUpOutput<
  GetEscalationPolicyOutputArgs,
  GetEscalationPolicyResult
>("getEscalationPolicy");
/** All escalation policies of the account. */
export const getEscalationPolicies = lookUpList<NoFilters, GetEscalationPolicyResult>(
  "getEscalationPolicies",
  "escalationPolicies",
);
/** {@link getEscalationPolicies} as an output. */
export const getEscalationPoliciesOutput = lookUpListOutput<NoFilters, GetEscalationPolicyResult>(
  "getEscalationPolicies",
  "escalationPolicies",
);

/** Finds one integration by its name or id. */
export const getIntegration = lookUp<GetIntegrationArgs, GetIntegrationResult>("getIntegration");
/** {@link getIntegration} for arguments that may be outputs; returns an output. */
export const getIntegrationOutput = lookUpOutput<GetIntegrationOutputArgs, GetIntegrationResult>(
  "getIntegration",
);
/** All integrations of the account that match the filters. */
export const getIntegrations = lookUpList<GetIntegrationsArgs, GetIntegrationResult>(
  "getIntegrations",
  "integrations",
);
/** {@link getIntegrations} for filters that may be outputs; returns an output. */
export const getIntegrationsOutput = lookUpListOutput<GetIntegrationsOutputArgs, GetIntegrationResult>(
  "getIntegrations",
  "integrations",
);

/** Finds one integration type by its name or id. */
export const getIntegrationType = lookUp<GetIntegrationTypeArgs, GetIntegrationTypeResult>(
  "getIntegrationType",
);
/** {@link getIntegrationType} for arguments that may be outputs; returns an output. */
export const getIntegrationTypeOutput = lookUpOutput<GetIntegrationTypeOutputArgs, GetIntegrationTypeResult>(
  "getIntegrationType",
);
/** All integration types of the account. */
export const getIntegrationTypes = lookUpList<NoFilters, GetIntegrationTypeResult>(
  "getIntegrationTypes",
  "integrationTypes",
);
/** {@link getIntegrationTypes} as an output. */
export const getIntegrationTypesOutput = lookUpListOutput<NoFilters, GetIntegrationTypeResult>(
  "getIntegrationTypes",
  "integrationTypes",
);

/** Finds one notification rule by its name or id. */
export const getNotificationRule = lookUp<GetNotificationRuleArgs, GetNotificationRuleResult>(
  "getNotificationRule",
);
/** {@link getNotificationRule} for arguments that may be outputs; returns an output. */
export const getNotificationRuleOutput = lookUpOutput<
  GetNotificationRuleOutputArgs,
  GetNotificationRuleResult
>("getNotificationRule");
/** All notification rules of the account. */
export const getNotificationRules = lookUpList<NoFilters, GetNotificationRuleResult>(
  "getNotificationRules",
  "notificationRules",
);
/** {@link getNotificationRules} as an output. */
export const getNotificationRulesOutput = lookUpListOutput<NoFilters, GetNotificationRuleResult>(
  "getNotificationRules",
  "notificationRules",
);

/** Finds out who is on call for a team or on a schedule: on each layer, now, at a time or over a span. */
export const getOnCall = lookUp<GetOnCallArgs, GetOnCallResult>("getOnCall");
/** {@link getOnCall} for arguments that may be outputs; returns an output. */
export const getOnCallOutput = lookUpOutput<GetOnCallOutputArgs, GetOnCallResult>("getOnCall");

/** Finds one router by its name or id. */
export const getRouter = lookUp<GetRouterArgs, GetRouterResult>("getRouter");
/** {@link getRouter} for arguments that may be outputs; returns an output. */
export const getRouterOutput = lookUpOutput<GetRouterOutputArgs, GetRouterResult>("getRouter");
/** All routers of the account. */
export const getRouters = lookUpList<NoFilters, GetRouterResult>("getRouters", "routers");
/** {@link getRouters} as an output. */
export const getRoutersOutput = lookUpListOutput<NoFilters, GetRouterResult>("getRouters", "routers");

/** Finds one schedule by its name or id. */
export const getSchedule = lookUp<GetScheduleArgs, GetScheduleResult>("getSchedule");
/** {@link getSchedule} for arguments that may be outputs; returns an output. */
export const getScheduleOutput = lookUpOutput<GetScheduleOutputArgs, GetScheduleResult>("getSchedule");
/** All schedules of the account. */
export const getSchedules = lookUpList<NoFilters, GetScheduleResult>("getSchedules", "schedules");
/** {@link getSchedules} as an output. */
export const getSchedulesOutput = lookUpListOutput<NoFilters, GetScheduleResult>("getSchedules", "schedules");

/** Finds one team by its name or id. */
export const getTeam = lookUp<GetTeamArgs, GetTeamResult>("getTeam");
/** {@link getTeam} for arguments that may be outputs; returns an output. */
export const getTeamOutput = lookUpOutput<GetTeamOutputArgs, GetTeamResult>("getTeam");
/** All teams of the account. */
export const getTeams = lookUpList<NoFilters, GetTeamResult>("getTeams", "teams");
/** {@link getTeams} as an output. */
export const getTeamsOutput = lookUpListOutput<NoFilters, GetTeamResult>("getTeams", "teams");
