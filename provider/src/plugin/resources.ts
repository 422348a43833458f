/** The resources that the plugin serves, by the names of their types: `pagertree:index:Team` is `Team`. */
import { integrationDefinition } from "../integration/definition.ts";
import { routerDefinition } from "../router/definition.ts";
import { teamDefinition } from "../team/definition.ts";
import { type Serve, serve } from "./served-resource.ts";

export const resources: Readonly<Record<string, Serve>> = {
  Integration: serve(integrationDefinition),
  Router: serve(routerDefinition),
  Team: serve(teamDefinition),
};
