/** The way of one alert on a map: where `pagertree-emulator simulate --json` says that it goes. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { parseJson } from "../../api/messages.ts";
import { ConfigError } from "../../common/errors.ts";
import { cut, plainText } from "../../common/plain-text.ts";
import type { Terminal } from "../terminal.ts";
import type { AccountGraph, MapEdge } from "./graph.ts";

const objectSchema = z.object({ id: z.string(), name: z.string() });

const simulationSchema = z.object({
  integration: objectSchema,
  routers: z.array(
    z.object({
      router: objectSchema,
      receivers: z.array(objectSchema),
      byDefault: z.boolean(),
      missing: z.array(z.string()),
    }),
  ),
  teams: z.array(objectSchema),
  paged: z.array(
    z.object({
      user: objectSchema.nullable(),
      team: objectSchema.nullable(),
      notifications: z.object({ ignored: z.boolean() }).nullish(),
    }),
  ),
  webhooks: z.array(z.object({ integration: objectSchema })),
});

/** As much of a simulation as a map shows. */
export type Simulation = z.infer<typeof simulationSchema>;

/**
 * Reads the simulation in a file.
 *
 * @throws ConfigError if it cannot be read or holds none
 */
export async function readSimulation(terminal: Terminal, file: string): Promise<Simulation> {
  const way = "Write it with: npx pagertree-emulator simulate … --json > <file>.";
  const text = await readFile(path.resolve(terminal.folder, file), "utf8").catch(() => {
    throw new ConfigError(`The simulation in ${plainText(file)} cannot be read.`, way);
  });
  const { data } = simulationSchema.safeParse(parseJson(text));
  if (data === undefined) throw new ConfigError(`${plainText(file)} does not contain a simulation.`, way);
  return withoutIgnoring(data);
}

/** Without those who do not hear of the alert, since their notification rule ignores it each time that it asks them. */
function withoutIgnoring({ routers, paged, ...others }: Simulation): Simulation {
  const hearing = paged.filter(({ notifications }) => notifications?.ignored !== true);
  const heard = new Set(hearing.map(({ user }) => user?.id));
  const ignoring = new Set(
    paged.flatMap(({ user }) => (user === null || heard.has(user.id) ? [] : [user.id])),
  );
  return {
    ...others,
    routers: routers.map((passage) => ({
      ...passage,
      receivers: passage.receivers.filter(({ id }) => !ignoring.has(id)),
    })),
    paged: hearing,
  };
}

/**
 * The graph with what the alert passes lit, and all else not.
 *
 * @throws ConfigError if the integration that receives the alert is not on the map
 */
export function lightUp({ nodes, edges }: AccountGraph, simulation: Simulation): AccountGraph {
  const { integration } = simulation;
  if (!nodes.some(({ id }) => id === integration.id)) {
    throw new ConfigError(
      `The integration "${cut(plainText(integration.name), 100)}" of --lit is not on the map.`,
      "Draw the account that was simulated, without --stack and --state. What a plan creates is on the map after `pulumi up`.",
    );
  }
  const isPassed = passedBy(simulation);
  const passed = new Set([integration.id, ...simulation.paged.flatMap(({ user }) => user?.id ?? [])]);
  for (const { id } of simulation.teams) passed.add(id);
  for (const { router } of simulation.routers) passed.add(router.id);
  for (const edge of edges) if (isPassed(edge)) passed.add(edge.from).add(edge.to);
  return {
    nodes: nodes.map((node) => ({ ...node, isLit: passed.has(node.id) })),
    edges: edges.map((edge) => ({ ...edge, isLit: isPassed(edge) })),
  };
}

/** Whether the alert, or a webhook about it, goes along an edge. */
function passedBy({ integration, routers, teams, paged, webhooks }: Simulation): (edge: MapEdge) => boolean {
  const receivers = new Set(
    [...routers.map(({ router }) => router), ...teams, ...paged.map(({ user }) => user)].map(
      (one) => one?.id,
    ),
  );
  return ({ from, to, by }) => {
    switch (by) {
      case "destination":
        return from === integration.id && receivers.has(to);
      case "rule":
      case "default":
        return routers.some(
          (passage) =>
            passage.router.id === from &&
            ((by === "default") === passage.byDefault || passage.missing.includes(to)) &&
            [...passage.receivers.map(({ id }) => id), ...passage.missing].includes(to),
        );
      case "member":
        return paged.some(({ user, team }) => team?.id === from && user?.id === to);
      case "webhook":
        return webhooks.some((webhook) => webhook.integration.id === from);
    }
  };
}
