/** The resources of the schema: a new one is a line of `resources` here, and an example in `examples/`. */
import type { Declarations, DocumentedProperty } from "./documented.ts";
import { description, examplesOf } from "./examples.ts";
import { integrationOptionsToken } from "./integration-options.ts";
import { type PropertyTypes, requiredOf, type SchemaProperty, type SchemaType } from "./property-types.ts";

/** A resource of the package: its class, and the type of its arguments. */
interface ResourceSource {
  readonly name: string;
  readonly file: string;
  readonly args: string;
  /** Properties whose type depends on something that only TypeScript can say. */
  readonly types?: Readonly<Record<string, SchemaType>>;
}

const program = "provider/src/program";

const resources: readonly ResourceSource[] = [
  {
    name: "Integration",
    file: `${program}/integration.ts`,
    args: "IntegrationArgs",
    types: { type: { type: "string" }, options: { $ref: `#/types/${integrationOptionsToken}` } },
  },
  { name: "EscalationPolicy", file: `${program}/escalation-policy.ts`, args: "EscalationPolicyArgs" },
  { name: "NotificationRule", file: `${program}/notification-rule.ts`, args: "NotificationRuleArgs" },
  { name: "MaintenanceWindow", file: `${program}/maintenance-window.ts`, args: "MaintenanceWindowArgs" },
  { name: "Override", file: `${program}/override.ts`, args: "OverrideArgs" },
  { name: "Rotation", file: `${program}/rotation.ts`, args: "RotationArgs" },
  { name: "Router", file: `${program}/router.ts`, args: "RouterArgs" },
  { name: "Team", file: `${program}/team.ts`, args: "TeamArgs" },
];

const bridges: readonly ResourceSource[] = ["OutgoingWebhook", "RootlyBridge"].map((name) => ({
  name,
  file: `${program}/bridges/${name.replaceAll(/(?<!^)[A-Z]/g, "-$&").toLowerCase()}.ts`,
  args: `${name}Args`,
  types: { integration: { $ref: "#/resources/pagertree:index:Integration" } },
}));

const provider: ResourceSource = {
  name: "Provider",
  file: `${program}/native/provider.ts`,
  args: "ProviderArgs",
};

/** Every file that resources are read from. */
export const resourceSources = [...resources, ...bridges, provider].map(({ file }) => file);

/** The arguments of a resource, a bridge or the provider as TypeScript has them. */
export function argumentsOf(declarations: Declarations, name: string): DocumentedProperty[] {
  const source = [...resources, ...bridges, provider].find((one) => one.name === name);
  return source === undefined ? [] : declarations.propertiesOf(source.file, source.args);
}

export function resourcesOf(declarations: Declarations, types: PropertyTypes) {
  return Object.fromEntries(
    resources.map((source) => [
      `pagertree:index:${source.name}`,
      {
        ...described(source, declarations, types),
        description: descriptionOf(source, declarations),
        // What a stack made through Pulumi's dynamic provider.
        aliases: [{ type: `pulumi-nodejs:dynamic/pagertree:${source.name}` }],
      },
    ]),
  );
}

/** The bridges, which are components: the plugin makes each with its integration. */
export function bridgesOf(declarations: Declarations, types: PropertyTypes) {
  return Object.fromEntries(
    bridges.map((source) => [
      `pagertree:index:${source.name}`,
      {
        isComponent: true,
        ...described(source, declarations, types),
        description: descriptionOf(source, declarations),
      },
    ]),
  );
}

export function providerOf(declarations: Declarations, types: PropertyTypes) {
  const args = declarations.propertiesOf(provider.file, provider.args);
  return {
    description: descriptionOf(provider, declarations),
    inputProperties: types.properties(args),
  };
}

function descriptionOf({ name, file }: ResourceSource, declarations: Declarations): string {
  const documentation = declarations.documentationOf(file, name);
  return description(documentation, examplesOf(name, documentation));
}

function described(source: ResourceSource, declarations: Declarations, types: PropertyTypes) {
  const { name, file } = source;
  const args = declarations.propertiesOf(file, source.args);
  const outputs = declarations.outputsOf(file, name);
  return {
    properties: types.properties(outputs, source.types),
    required: requiredOf(outputs),
    inputProperties: withDefaults(types.properties(args, source.types), args),
    requiredInputs: requiredOf(args),
  };
}

/** Defaults that an SDK may fill in itself. */
function withDefaults(
  properties: Readonly<Record<string, SchemaProperty>>,
  args: readonly DocumentedProperty[],
): Record<string, SchemaProperty> {
  const defaults = new Map(args.map(({ name, default: byDefault }) => [name, scalarOf(byDefault)]));
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const byDefault = defaults.get(name);
      return [name, byDefault === undefined ? property : { ...property, default: byDefault }];
    }),
  );
}

function scalarOf(text: string | undefined): string | number | boolean | undefined {
  const isScalar = text !== undefined && /^("[^"]*"|true|false|-?\d+)$/.test(text);
  return isScalar ? JSON.parse(text) : undefined;
}
