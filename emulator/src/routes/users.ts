// GET /users and /users/:id: the people of the account (D:api/users). No route here writes one.
import type { FastifyInstance } from "fastify";
import type { Context } from "../context.ts";
import type { AccountUser } from "../models.ts";
import type { Query } from "../query.ts";
import { listPage } from "../query.ts";
import { notFound } from "../responses.ts";
import type { IdRoute } from "./shared.ts";
import { allVisible, serializeCommon } from "./shared.ts";

/** Only the web page sets another one. */
const LANGUAGE = "en";

export function registerUsers(app: FastifyInstance, context: Context): void {
  app.get<{ Querystring: Query }>("/users", async (request) => {
    const rows = allVisible(context, "account_users", request).map(serialize);
    return listPage(rows, request.query, ({ name, emails, phones }) => [
      name,
      ...emails.map(({ email }) => email),
      ...phones.map(({ phone }) => phone),
    ]);
  });

  app.get<IdRoute>("/users/:id", async (request) => {
    const { id } = request.params;
    const found = allVisible(context, "account_users", request).find(
      ({ user }) => user.id === id || user.prefix_id === id,
    );
    if (found === undefined) throw notFound();
    return serialize(found);
  });
}

/** The user's own number and times are not modelled: it has those of the account user. */
function serialize(accountUser: AccountUser) {
  return { ...serializeCommon(accountUser), ...accountUser.user, preferred_language: LANGUAGE };
}
