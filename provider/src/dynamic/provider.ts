/** What runs in the provider's process: one Pulumi provider for each kind of resource, named like its class. */
import { integrationDefinition } from "../integration/definition.ts";
import { EngineContext } from "../lifecycle/context.ts";
import { createResourceProvider } from "../lifecycle/resource-provider.ts";
import { createOverrideProvider } from "../override/provider.ts";
import { createRotationProvider } from "../rotation/provider.ts";
import { routerDefinition } from "../router/definition.ts";
import { teamDefinition } from "../team/definition.ts";
import { onEngineCancel } from "./engine-cancel.ts";

const context = new EngineContext();
onEngineCancel(() => void context.cancel());

/** The provider of `Integration` resources. */
export const Integration = createResourceProvider(integrationDefinition, context);

/** The provider of `Override` resources. */
export const Override = createOverrideProvider(context);

/** The provider of `Rotation` resources. */
export const Rotation = createRotationProvider(context);

/** The provider of `Router` resources. */
export const Router = createResourceProvider(routerDefinition, context);

/** The provider of `Team` resources. */
export const Team = createResourceProvider(teamDefinition, context);
