/** Looks up account users: people as members of the account. */
import * as pulumi from "@pulumi/pulumi";
import { type CommonAttributes, commonAttributes } from "../../api/common-attributes.ts";
import type { AccountUserWire } from "../../api/wire.ts";
import { findOne, type Search } from "./find-one.ts";
import { lookUp, lookUpList } from "./look-up.ts";
import { sharedList } from "./shared-list.ts";

/** What an account user may do (https://pagertree.com/docs/users, "Roles"). */
export interface AccountUserRoles {
  admin: boolean;
  billing: boolean;
  broadcaster: boolean;
  communicator: boolean;
}

/**
 * A person as a member of the account (https://pagertree.com/docs/api/account-users). Its `id` is what
 * `accountUserIds` of an integration takes.
 */
export interface GetAccountUserResult extends CommonAttributes {
  /** The ULID of the person, who may be a member of several accounts. No argument of this package takes it. */
  userId: string | undefined;
  /** The full name. */
  name: string;
  /** The primary e-mail address, else the first. */
  email: string | undefined;
  /** All e-mail addresses. */
  emails: string[];
  /** The time zone. */
  timeZone: string | undefined;
  /** The roles in this account. */
  roles: AccountUserRoles;
  /** The ULID of the notification rule in use. */
  notificationRuleId: string | undefined;
}

/** Which account user: one of an e-mail address, the name, and the id. */
export type GetAccountUserArgs =
  | {
      /** Any of the e-mail addresses; upper and lower case are the same. */
      email: string;
      name?: never;
      id?: never;
    }
  | {
      /** The exact full name. */
      name: string;
      email?: never;
      id?: never;
    }
  | {
      /** The ULID or prefix id (`usr_…`) of the account user. */
      id: string;
      email?: never;
      name?: never;
    };

/** {@link GetAccountUserArgs}, with outputs. */
export type GetAccountUserOutputArgs =
  | { email: pulumi.Input<string>; name?: never; id?: never }
  | { name: pulumi.Input<string>; email?: never; id?: never }
  | { id: pulumi.Input<string>; email?: never; name?: never };

const search: Search<"accountUsers"> = {
  kind: "accountUsers",
  caller: "getAccountUser",
  noun: "account user",
  nameOf: ({ user }) => [user.name, primaryEmail(emailsOf(user))].filter(Boolean).join(", "),
  matches: {
    email: ({ user }, wanted) =>
      emailsOf(user).some(({ email }) => email.toLowerCase() === wanted.toLowerCase()),
    name: ({ user }, wanted) => user.name === wanted,
  },
};

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
  return lookUp("getAccountUser", args, async () => toResult(await findOne(search, args)));
}

/** {@link getAccountUser} for arguments that may be outputs; gives an output. */
export function getAccountUserOutput(args: GetAccountUserOutputArgs): pulumi.Output<GetAccountUserResult> {
  return pulumi.output(args).apply(getAccountUser);
}

/** All account users of the account. Mocks answer with `{ accountUsers: [...] }`. */
export function getAccountUsers(): Promise<GetAccountUserResult[]> {
  return lookUpList("getAccountUsers", "accountUsers", {}, async () =>
    (await sharedList("accountUsers").rows).map(toResult),
  );
}

/** {@link getAccountUsers} as an output. */
export function getAccountUsersOutput(): pulumi.Output<GetAccountUserResult[]> {
  return pulumi.output(getAccountUsers());
}

interface Email {
  readonly email: string;
  readonly isPrimary: boolean;
}

function emailsOf({ emails }: AccountUserWire["user"]): Email[] {
  return emails.flatMap(({ email, primary }) => (email ? [{ email, isPrimary: primary === true }] : []));
}

function primaryEmail(emails: readonly Email[]): string | undefined {
  return (emails.find(({ isPrimary }) => isPrimary) ?? emails[0])?.email;
}

function toResult(wire: AccountUserWire): GetAccountUserResult {
  const { user, roles } = wire;
  const emails = emailsOf(user);
  return {
    ...commonAttributes(wire),
    userId: user.id ?? undefined,
    name: user.name ?? "",
    email: primaryEmail(emails),
    emails: emails.map(({ email }) => email),
    timeZone: user.time_zone ?? undefined,
    roles: {
      admin: roles["admin"] === true,
      billing: roles["billing"] === true,
      broadcaster: roles["broadcaster"] === true,
      communicator: roles["communicator"] === true,
    },
    notificationRuleId: wire.notification_rule_id ?? undefined,
  };
}
