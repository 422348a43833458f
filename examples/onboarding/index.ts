// Many services from one YAML file: an integration for each system that watches a service, and a router that knows
// them by name. Who edits the file need not know Pulumi.

import { readFileSync } from "node:fs";
import type * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";
import { parse } from "yaml";

interface Service {
  team: string;
  monitors: ("datadog" | "email" | "pingdom" | "prometheus")[];
  urgency?: pagertree.Urgency;
}

const services: Record<string, Service> = parse(readFileSync("services.yaml", "utf8"));

const endpoints: Record<string, pulumi.Output<string>> = {};
for (const [service, { team, monitors, urgency = "high" }] of Object.entries(services)) {
  const { id } = pagertree.getTeamOutput({ name: team });
  for (const type of monitors) {
    const name = `${service}-${type}`;
    const integration = new pagertree.Integration(name, {
      name: `${service} (${type})`,
      type,
      urgency,
      // The lookup's answer, known before anything is made.
      teamIds: [id],
    });
    endpoints[name] = integration.endpoint;
  }
}

/** For mail and webhooks whose sender says in the title which service it is about. */
export const router = new pagertree.Router("by-service", {
  name: "By service",
  teamId: pagertree.getTeamOutput({ name: "Platform" }).id,
  rules: Object.entries(services).map(([service, { team }]) => ({
    match: { "alert.title": { $regex: `\\b${service}\\b`, $options: "i" } },
    actions: [{ type: "assign" as const, receiver: pagertree.getTeamOutput({ name: team }).prefixId }],
  })),
}).prefixId;

export { endpoints };
