// GET /integration_types and /integration_types/:id: the types of the catalog, the same for every account.
import type { FastifyInstance } from "fastify";
import type { TypeEntry } from "../catalog.ts";
import { INTEGRATION_TYPES } from "../catalog.ts";
import type { Context } from "../context.ts";
import type { Query } from "../query.ts";
import { listPage } from "../query.ts";
import { notFound } from "../responses.ts";
import type { Switches } from "../switches.ts";
import type { IdRoute } from "./shared.ts";

/** No public source dates the types; all have one made-up time. */
const CREATED_AT = "2022-09-19T00:00:00.000Z";

export function registerIntegrationTypes(app: FastifyInstance, { switches }: Context): void {
  app.get<{ Querystring: Query }>("/integration_types", async (request) => {
    const rows = INTEGRATION_TYPES.map((type) => serialize(type, switches));
    return listPage(rows, request.query, (row) => [row.name]);
  });

  app.get<IdRoute>("/integration_types/:id", async (request) => {
    const { id } = request.params;
    const type = INTEGRATION_TYPES.find((candidate) => candidate.id === id || candidate.prefixId === id);
    if (type === undefined) throw notFound();
    return serialize(type, switches);
  });
}

/** The name under which a type is shown: two share one while the switch is on. */
export function typeName(type: TypeEntry, { duplicateTypeName }: Switches): string {
  return duplicateTypeName && type.key === "microsoft-teams-legacy" ? "Microsoft Teams" : type.name;
}

function serialize(type: TypeEntry, switches: Switches) {
  return {
    id: type.id,
    prefix_id: type.prefixId,
    tiny_id: null,
    account_id: null,
    name: typeName(type, switches),
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
    meta: {},
  };
}
