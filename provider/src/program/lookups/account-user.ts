/** Looks up account users: people as members of the account. */
import type * as pulumi from "@pulumi/pulumi";
import { accountUserLookup, type GetAccountUserResult } from "../../lookups/account-user.ts";
import { find, lookUp, lookUpAll, lookUpOutput } from "./look-up.ts";

export type {
  AccountUserRoles,
  AccountUserStatus,
  GetAccountUserResult,
} from "../../lookups/account-user.ts";

/** Which account user: one of an e-mail address, the name, and the id. */
export type GetAccountUserArgs =
  | {
      /** The ULID or prefix id (`usr_…`) of the account user. */
      id: string;
      email?: never;
      name?: never;
    }
  | {
      /** The exact full name. */
      name: string;
      email?: never;
      id?: never;
    }
  | {
      /** Any of the e-mail addresses; upper and lower case are the same. */
      email: string;
      name?: never;
      id?: never;
    };

/** {@link GetAccountUserArgs}, with outputs. */
export type GetAccountUserOutputArgs =
  | { id: pulumi.Input<string>; email?: never; name?: never }
  | { name: pulumi.Input<string>; email?: never; id?: never }
  | { email: pulumi.Input<string>; name?: never; id?: never };

/**
 * Finds one account user by e-mail address, name or id.
 *
 * ```typescript
 * const ada = await getAccountUser({ email: "ada@example.com" });
 * ```
 *
 * @throws LookupError if there is no such account user, or more than one; ConfigError, ApiError, TransportError.
 */
export function getAccountUser(args: GetAccountUserArgs): Promise<GetAccountUserResult> {
  return lookUp("getAccountUser", args, () => find(accountUserLookup, args));
}

/** {@link getAccountUser} for arguments that may be outputs; returns an output. */
export function getAccountUserOutput(args: GetAccountUserOutputArgs): pulumi.Output<GetAccountUserResult> {
  return lookUpOutput(args, getAccountUser);
}

/**
 * All account users of the account. Mocks answer with `{ accountUsers: [...] }`.
 *
 * ```typescript
 * const users = await getAccountUsers();
 * ```
 */
export function getAccountUsers(): Promise<GetAccountUserResult[]>;
export function getAccountUsers(filters: object = {}): Promise<GetAccountUserResult[]> {
  return lookUpAll("getAccountUsers", "accountUsers", filters, accountUserLookup);
}

/** {@link getAccountUsers} as an output. */
export function getAccountUsersOutput(): pulumi.Output<GetAccountUserResult[]>;
export function getAccountUsersOutput(filters: object = {}): pulumi.Output<GetAccountUserResult[]> {
  return lookUpOutput(filters, getAccountUsers);
}
