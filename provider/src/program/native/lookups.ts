/** The lookups as the plugin answers them: as those of `pulumi-pagertree`, and with Pulumi's options, such as `provider`. */
import type {
  GetAccountUserArgs,
  GetAccountUserOutputArgs,
  GetAccountUserResult,
} from "../lookups/account-user.ts";
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
import type { GetRouterArgs, GetRouterOutputArgs, GetRouterResult } from "../lookups/router.ts";
import type { GetTeamArgs, GetTeamOutputArgs, GetTeamResult } from "../lookups/team.ts";
import { lookUp, lookUpList, lookUpListOutput, lookUpOutput } from "./look-up.ts";

type NoFilters = Record<never, never>;

/** Finds one account user by e-mail address, name or id. */
export const getAccountUser = lookUp<GetAccountUserArgs, GetAccountUserResult>("getAccountUser");
/** {@link getAccountUser} for arguments that may be outputs; gives an output. */
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

/** Finds one integration by its name or id. */
export const getIntegration = lookUp<GetIntegrationArgs, GetIntegrationResult>("getIntegration");
/** {@link getIntegration} for arguments that may be outputs; gives an output. */
export const getIntegrationOutput = lookUpOutput<GetIntegrationOutputArgs, GetIntegrationResult>(
  "getIntegration",
);
/** All integrations of the account that the filters fit. */
export const getIntegrations = lookUpList<GetIntegrationsArgs, GetIntegrationResult>(
  "getIntegrations",
  "integrations",
);
/** {@link getIntegrations} for filters that may be outputs; gives an output. */
export const getIntegrationsOutput = lookUpListOutput<GetIntegrationsOutputArgs, GetIntegrationResult>(
  "getIntegrations",
  "integrations",
);

/** Finds one integration type by its name or id. */
export const getIntegrationType = lookUp<GetIntegrationTypeArgs, GetIntegrationTypeResult>(
  "getIntegrationType",
);
/** {@link getIntegrationType} for arguments that may be outputs; gives an output. */
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

/** Finds one router by its name or id. */
export const getRouter = lookUp<GetRouterArgs, GetRouterResult>("getRouter");
/** {@link getRouter} for arguments that may be outputs; gives an output. */
export const getRouterOutput = lookUpOutput<GetRouterOutputArgs, GetRouterResult>("getRouter");
/** All routers of the account. */
export const getRouters = lookUpList<NoFilters, GetRouterResult>("getRouters", "routers");
/** {@link getRouters} as an output. */
export const getRoutersOutput = lookUpListOutput<NoFilters, GetRouterResult>("getRouters", "routers");

/** Finds one team by its name or id. */
export const getTeam = lookUp<GetTeamArgs, GetTeamResult>("getTeam");
/** {@link getTeam} for arguments that may be outputs; gives an output. */
export const getTeamOutput = lookUpOutput<GetTeamOutputArgs, GetTeamResult>("getTeam");
/** All teams of the account. */
export const getTeams = lookUpList<NoFilters, GetTeamResult>("getTeams", "teams");
/** {@link getTeams} as an output. */
export const getTeamsOutput = lookUpListOutput<NoFilters, GetTeamResult>("getTeams", "teams");
