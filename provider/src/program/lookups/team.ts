/** Looks up teams. */
import type * as pulumi from "@pulumi/pulumi";
import { type GetTeamResult, teamLookup } from "../../lookups/team.ts";
import { find, lookUp, lookUpAll, lookUpOutput, type NameOrIdOutput } from "./look-up.ts";

export type { GetTeamResult } from "../../lookups/team.ts";

/** Which team: by its name or its id. */
export type GetTeamArgs =
  | {
      /** Its ULID or prefix id (`tem_…`). */
      id: string;
      name?: never;
    }
  | {
      /** Its exact name. */
      name: string;
      id?: never;
    };

/** {@link GetTeamArgs}, with outputs. */
export type GetTeamOutputArgs = NameOrIdOutput;

/**
 * Finds one team by its name or id.
 *
 * ```typescript
 * const platform = await getTeam({ name: "Platform" });
 * ```
 *
 * @throws LookupError if there is no such team, or more than one; ConfigError, ApiError, TransportError.
 */
export function getTeam(args: GetTeamArgs): Promise<GetTeamResult> {
  return lookUp("getTeam", args, () => find(teamLookup, args));
}

/** {@link getTeam} for arguments that may be outputs; returns an output. */
export function getTeamOutput(args: GetTeamOutputArgs): pulumi.Output<GetTeamResult> {
  return lookUpOutput(args, getTeam);
}

/**
 * All teams of the account. Mocks answer with `{ teams: [...] }`.
 *
 * ```typescript
 * const teams = await getTeams();
 * ```
 */
export function getTeams(): Promise<GetTeamResult[]>;
export function getTeams(filters: object = {}): Promise<GetTeamResult[]> {
  return lookUpAll("getTeams", "teams", filters, teamLookup);
}

/** {@link getTeams} as an output. */
export function getTeamsOutput(): pulumi.Output<GetTeamResult[]>;
export function getTeamsOutput(filters: object = {}): pulumi.Output<GetTeamResult[]> {
  return lookUpOutput(filters, getTeams);
}
