// /account_users: create, read, update, delete, list. What a user's e-mails and phones may be is in user-attributes.ts.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { castBoolean, castString } from "../casts.ts";
import type { Context } from "../context.ts";
import type { AccountUser, RoleName } from "../models.ts";
import type { Params } from "../params.ts";
import { isParams, isScalar, permitIds, permitScalar } from "../params.ts";
import type { Query } from "../query.ts";
import { listPage } from "../query.ts";
import { Failure, failIfAny } from "../responses.ts";
import type { IdRoute } from "./shared.ts";
import {
  allVisible,
  findOwn,
  findVisible,
  paramsOf,
  refuseReference,
  removeOwn,
  requireIds,
  serializeCommon,
} from "./shared.ts";
import {
  assignNotificationChannels,
  assignUser,
  findKnownUser,
  verificationsFor,
} from "./user-attributes.ts";

const ROLES: readonly RoleName[] = ["admin", "billing", "broadcaster", "communicator"];
const NO_ROLES: AccountUser["roles"] = {
  admin: false,
  billing: false,
  broadcaster: false,
  communicator: false,
};

export function registerAccountUsers(app: FastifyInstance, context: Context): void {
  const { store } = context;

  app.post("/account_users", async (request, reply) => {
    const { attributes, teamIds } = assign(context, request, undefined);
    const known = findKnownUser(context, request, attributes.user);
    if (known !== undefined && context.switches.knownPeopleAreInvited) {
      // Whoever accepts it in the web page becomes an account user then.
      return reply.code(201).send(invitation(context, request, attributes.user));
    }
    const created = store.insert("account_users", request.caller.accountId, {
      ...attributes,
      user: known ?? attributes.user,
    });
    setTeams(context, created, teamIds);
    return reply.code(201).send(serialize(created, context));
  });

  app.get<{ Querystring: Query }>("/account_users", async (request) => {
    const rows = allVisible(context, "account_users", request).map((row) => serialize(row, context));
    return listPage(rows, request.query, ({ roles, user }) => [
      user.name,
      ...user.emails.map(({ email }) => email),
      ...user.phones.map(({ phone }) => phone),
      ...ROLES.filter((role) => roles[role]),
    ]);
  });

  app.get<IdRoute>("/account_users/:id", async (request) =>
    serialize(findVisible(context, "account_users", request), context),
  );

  app.put<IdRoute>("/account_users/:id", async (request) => {
    const stored = findOwn(context, "account_users", request);
    const { attributes, teamIds } = assign(context, request, stored);
    setTeams(context, stored, teamIds);
    return serialize(store.update("account_users", stored.id, attributes), context);
  });

  app.delete<IdRoute>("/account_users/:id", async (request, reply) => {
    const { id } = findOwn(context, "account_users", request);
    const hasShifts = store.all("events").some(({ attendees }) => attendees.some(isOf(id)));
    if (context.switches.peopleWithShiftsKept && hasShifts)
      throw new Failure(422, ["Account user has shifts"]);
    return removeOwn(context, "account_users", request, reply);
  });
}

function assign(context: Context, request: FastifyRequest, stored: AccountUser | undefined) {
  const params = paramsOf(request);
  const failures: string[] = [];
  const userParams = isParams(params["user_attributes"]) ? params["user_attributes"] : {};
  const user = assignUser(context, request, userParams, stored, failures);
  const teamIds = permitIds(params, "member_team_ids");
  requireIds(context, request, failures, "teams", "member_team_ids", teamIds ?? []);
  if (stored && teamIds && !context.switches.teamsMayBeEmptied && emptiesTeam(context, stored, teamIds)) {
    failures.push("member_team_ids leave a team without a member");
  }
  const rule = assignRule(context, request, params, stored, failures);
  failIfAny(failures);
  return {
    attributes: {
      roles: assignRoles(context, params, stored),
      notification_rule_id: rule,
      user,
      notification_channels: assignNotificationChannels(context, userParams, stored),
      verifications_sent: verificationsFor(context, user, stored),
    },
    teamIds,
  };
}

/** Null is no rule: the default channels. */
function assignRule(
  { store, switches }: Context,
  request: FastifyRequest,
  params: Params,
  stored: AccountUser | undefined,
  failures: string[],
): string | null {
  const sent = permitScalar(params, "notification_rule_id");
  if (sent === undefined) return stored?.notification_rule_id ?? null;
  const id = castString(sent);
  if (id === null || id === "") return null;
  const isKnown = store.find("notification_rules", id, request.caller.accountId)?.id === id;
  if (!isKnown) refuseReference(switches.unknownReference, failures, "notification_rule must exist");
  return id;
}

/** The hash that was sent takes the place of the stored one; a role that it leaves out is off. */
function assignRoles(
  { switches }: Context,
  params: Params,
  stored: AccountUser | undefined,
): AccountUser["roles"] {
  const sent = params["roles"];
  if (!isParams(sent)) return stored?.roles ?? NO_ROLES;
  const isOn = (role: RoleName) => {
    const value = sent[role];
    if (value === undefined && switches.rolesMerged) return stored?.roles[role] ?? false;
    return isScalar(value) && castBoolean(value) === true;
  };
  return {
    admin: isOn("admin"),
    billing: isOn("billing"),
    broadcaster: isOn("broadcaster"),
    communicator: isOn("communicator"),
  };
}

/** Whether a team would lose its last member: D:teams. */
function emptiesTeam(
  { store }: Context,
  { id, account_id }: AccountUser,
  teamIds: readonly string[],
): boolean {
  return store
    .all("teams", account_id)
    .some(
      ({ id: teamId, member_account_user_ids: members }) =>
        members.length === 1 && members[0] === id && !teamIds.includes(teamId),
    );
}

function isOf(accountUserId: string) {
  return ({ attendee_id }: { readonly attendee_id: string }) => attendee_id === accountUserId;
}

/** Makes the account user a member of exactly these teams. */
function setTeams(
  { store }: Context,
  { id, account_id }: AccountUser,
  teamIds: readonly string[] | undefined,
): void {
  if (teamIds === undefined) return;
  for (const team of store.all("teams", account_id)) {
    const others = team.member_account_user_ids.filter((member) => member !== id);
    const isMember = others.length < team.member_account_user_ids.length;
    if (teamIds.includes(team.id) === isMember) continue;
    store.update("teams", team.id, { member_account_user_ids: isMember ? others : [...others, id] });
  }
}

/** DERIVED: the documentation names an invitation, and not what the API shows of one. */
function invitation({ store }: Context, request: FastifyRequest, { emails }: AccountUser["user"]) {
  const now = new Date(store.clock()).toISOString();
  return {
    id: store.ids.ulid(store.clock()),
    prefix_id: store.ids.prefixId("inv"),
    account_id: request.caller.accountId,
    created_at: now,
    updated_at: now,
    email: emails.find(({ primary }) => primary)?.email ?? null,
    status: "invited",
  };
}

function serialize(accountUser: AccountUser, { switches }: Context) {
  const { last_sign_in_at, ...user } = accountUser.user;
  return {
    ...serializeCommon(accountUser),
    roles: accountUser.roles,
    notification_rule_id: accountUser.notification_rule_id,
    user: switches.accountUsersShowSignIn ? { ...user, last_sign_in_at } : user,
  };
}
