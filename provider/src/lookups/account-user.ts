/** Account users as lookups give them. */
import { type CommonAttributes, commonAttributes } from "../api/common-attributes.ts";
import { phonesOf } from "../api/phones.ts";
import type { AccountUserWire } from "../api/wire.ts";
import type { Lookup, LookupSource } from "./find-one.ts";

/** Whether somebody has signed in to PagerTree since they were invited. */
export type AccountUserStatus = "active" | "invited";

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
   * The phone numbers that PagerTree has not blocked, the primary one first. People who were invited and have not
   * signed in yet have none: PagerTree asks for one at the first sign-in
   * (https://pagertree.com/docs/api/account-users). Its API does not say whether a number is verified or the mobile app
   * is installed.
   */
  phones: string[];
  /**
   * `active` if the person has signed in to PagerTree's web page, and `invited` if they have not yet: at the first sign-in
   * PagerTree asks for a phone number (https://pagertree.com/docs/api/account-users). Undefined if PagerTree does not say.
   */
  status: AccountUserStatus | undefined;
  /**
   * When the person last signed in to PagerTree's web page, ISO 8601: `last_sign_in_at` of
   * https://pagertree.com/docs/api/users. Undefined if they have not yet, or if PagerTree does not say.
   */
  lastSignInAt: string | undefined;
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

/** What people call somebody, and write to. */
export function personOf({ user }: AccountUserWire): Pick<GetAccountUserResult, "name" | "email"> {
  return { name: user.name ?? "", email: primaryEmail(emailsOf(user)) };
}

/** When somebody last signed in: null if they have not, undefined if PagerTree does not say. */
async function lastSignInOf(
  { user }: AccountUserWire,
  source: Pick<LookupSource, "users">,
): Promise<string | null | undefined> {
  // The documentation names it for a user, and not for the user of an account user.
  const shown =
    user.last_sign_in_at === undefined ? (await source.users()).find(({ id }) => id === user.id) : user;
  return shown?.last_sign_in_at === "" ? null : shown?.last_sign_in_at;
}

async function toResult(
  wire: AccountUserWire,
  source: Pick<LookupSource, "users">,
): Promise<GetAccountUserResult> {
  const { user, roles } = wire;
  const emails = emailsOf(user);
  const lastSignIn = await lastSignInOf(wire, source);
  return {
    ...commonAttributes(wire),
    userId: user.id ?? undefined,
    ...personOf(wire),
    emails: emails.map(({ email }) => email),
    phones: phonesOf(wire) ?? [],
    status: lastSignIn === undefined ? undefined : lastSignIn === null ? "invited" : "active",
    lastSignInAt: lastSignIn ?? undefined,
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
