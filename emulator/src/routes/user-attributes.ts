// The `user_attributes` of an account user: name, e-mails and phones, as Rails' nested attributes take them.
import type { FastifyRequest } from "fastify";
import { castBoolean, castString } from "../casts.ts";
import type { Context } from "../context.ts";
import { isEmail } from "../formats.ts";
import type { AccountUser, Email, NotificationChannels, Phone, User } from "../models.ts";
import type { Params } from "../params.ts";
import { permitMaps, permitScalar } from "../params.ts";
import { countryOf, isPhone } from "../phones.ts";
import { notFound } from "../responses.ts";
import { requireText } from "./shared.ts";

/** The user once the parameters are assigned to it; failures are added to the list. */
export function assignUser(
  context: Context,
  request: FastifyRequest,
  params: Params,
  stored: AccountUser | undefined,
  failures: string[],
): User {
  const { ids, clock } = context.store;
  const sentId = permitScalar(params, "id") ?? undefined;
  // Rails looks nested records up among the parent's own, and finds no other.
  if (sentId !== undefined && sentId !== stored?.user.id) throw notFound();
  const isAnother =
    context.switches.nestedUserNeedsId && sentId === undefined && Object.keys(params).length > 0;
  const user = isAnother ? undefined : stored?.user;
  const name = requireText(failures, "user.name", permitScalar(params, "name"), user?.name);
  const newId = () => ids.ulid(clock());
  const emails = assignList<Email>(
    permitMaps(params, "emails_attributes"),
    user?.emails ?? [],
    (email, sent) => ({
      id: email?.id ?? newId(),
      email: castString(permitScalar(sent, "email") ?? email?.email ?? "") ?? "",
      primary: false,
    }),
  );
  checkEmails(context, request, emails, stored, failures);
  const phones = assignList<Phone>(
    permitMaps(params, "phones_attributes"),
    user?.phones ?? [],
    (record, sent) => {
      const phone = castString(permitScalar(sent, "phone") ?? record?.phone ?? "") ?? "";
      return {
        id: record?.id ?? newId(),
        prefix_id: record?.prefix_id ?? ids.prefixId("phn"),
        phone,
        primary: false,
        country: countryOf(phone),
        blocked: record?.blocked ?? false,
      };
    },
  );
  if (!phones.every(({ phone }) => isPhone(phone))) failures.push("user.phones.phone is invalid");
  return {
    id: user?.id ?? newId(),
    prefix_id: user?.prefix_id ?? ids.prefixId("user"),
    name,
    time_zone: user?.time_zone ?? "UTC",
    emails,
    phones,
    last_sign_in_at: user?.last_sign_in_at ?? null,
  };
}

export function assignNotificationChannels(
  { switches }: Context,
  params: Params,
  stored: AccountUser | undefined,
): NotificationChannels {
  const channel = (name: keyof NotificationChannels) =>
    isOn(params, name) ??
    stored?.notification_channels[name] ??
    (name !== "notify_voice" || switches.voiceByDefault);
  return {
    notify_push: channel("notify_push"),
    notify_email: channel("notify_email"),
    notify_sms: channel("notify_sms"),
    notify_voice: channel("notify_voice"),
  };
}

/**
 * A map with an `id` changes that record, or removes it with `_destroy`; one without an `id` adds a record. The last
 * one sent as primary is the only primary one; without any, the first is.
 */
function assignList<T extends Email | Phone>(
  sent: readonly Params[] | undefined,
  stored: readonly T[],
  assign: (record: T | undefined, params: Params) => T,
): T[] {
  const records = new Map(stored.map((record) => [record.id, record]));
  let primaryId = stored.find((record) => record.primary)?.id;
  for (const params of sent ?? []) {
    const id = permitScalar(params, "id") ?? undefined;
    const record = id === undefined ? undefined : records.get(String(id));
    if (id !== undefined && record === undefined) throw notFound();
    if (isOn(params, "_destroy")) {
      if (record) records.delete(record.id);
      continue;
    }
    const assigned = assign(record, params);
    records.set(assigned.id, assigned);
    if (isOn(params, "primary")) primaryId = assigned.id;
  }
  const left = [...records.values()];
  const primary = left.find((record) => record.id === primaryId) ?? left[0];
  return left.map((record) => ({ ...record, primary: record === primary }));
}

/** D:users: a phone number and an e-mail address get nothing until their owner has verified them. */
export function verificationsFor(
  { switches }: Context,
  user: User,
  stored: AccountUser | undefined,
): readonly string[] {
  const addressesOf = ({ emails, phones }: User) => [
    ...emails.map(({ email }) => email),
    ...phones.map(({ phone }) => phone),
  ];
  const before = stored === undefined ? [] : addressesOf(stored.user);
  const sent = stored?.verifications_sent ?? [];
  if (stored !== undefined && switches.changesSendNothing) return sent;
  return [...sent, ...addressesOf(user).filter((address) => !before.includes(address))];
}

/** Somebody of another account who has one of these addresses: D:api/account-users. */
export function findKnownUser(
  { store }: Context,
  request: FastifyRequest,
  { emails }: Pick<User, "emails">,
): User | undefined {
  const addresses = new Set(emails.map(({ email }) => email.toLowerCase()));
  return store
    .all("account_users")
    .filter(({ account_id }) => account_id !== request.caller.accountId)
    .find(({ user }) => user.emails.some(({ email }) => addresses.has(email.toLowerCase())))?.user;
}

function checkEmails(
  { store }: Context,
  request: FastifyRequest,
  emails: readonly Email[],
  stored: AccountUser | undefined,
  failures: string[],
): void {
  if (emails.length === 0) failures.push("user.emails can't be blank");
  if (!emails.every(({ email }) => isEmail(email))) failures.push("user.emails.email is invalid");
  const others = store
    .all("account_users", request.caller.accountId)
    .filter(({ id }) => id !== stored?.id)
    .flatMap(({ user }) => user.emails);
  const addresses = [...others, ...emails].map(({ email }) => email.toLowerCase());
  if (emails.some(({ email }) => addresses.filter((address) => address === email.toLowerCase()).length > 1)) {
    failures.push("user.emails.email has already been taken");
  }
}

function isOn(params: Params, key: string): boolean | undefined {
  const sent = permitScalar(params, key);
  return sent === undefined ? undefined : castBoolean(sent) === true;
}
