/** Account users as lookups give them. */
import { type CommonAttributes, commonAttributes } from "../api/common-attributes.ts";
import { phonesOf } from "../api/phones.ts";
import type { AccountUserWire } from "../api/wire.ts";
import type { Lookup } from "./find-one.ts";

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
  /**
   * The phone numbers that PagerTree has not blocked, the primary one first. Whoever was invited and has not signed in yet
   * has none: PagerTree asks for one at the first sign-in (https://pagertree.com/docs/api/account-users). Whether a number
   * is verified, and whether the mobile app is installed, its API does not say.
   */
  phones: string[];
  /** The time zone. */
  timeZone: string | undefined;
  /** The roles in this account. */
  roles: AccountUserRoles;
  /** The ULID of the notification rule in use. */
  notificationRuleId: string | undefined;
}

/** How account users are looked up. */
export const accountUserLookup: Lookup<"accountUsers", GetAccountUserResult> = {
  kind: "accountUsers",
  caller: "getAccountUser",
  noun: "account user",
  nameOf: ({ user }) => [user.name, primaryEmail(emailsOf(user))].filter(Boolean).join(", "),
  matches: {
    email: ({ user }, wanted) =>
      emailsOf(user).some(({ email }) => email.toLowerCase() === wanted.toLowerCase()),
    name: ({ user }, wanted) => user.name === wanted,
  },
  resultOf: toResult,
};

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
    phones: phonesOf(wire) ?? [],
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
