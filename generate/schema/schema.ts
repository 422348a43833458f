/** Writes the schema of the plugin, from which Pulumi knows the package in every language but TypeScript. */
import { catalogTable } from "../catalog-table.ts";
import { Declarations } from "./documented.ts";
import { functionsOf, lookupSources } from "./functions.ts";
import { integrationOptions, integrationOptionsToken } from "./integration-options.ts";
import { PropertyTypes } from "./property-types.ts";
import { bridgesOf, providerOf, resourceSources, resourcesOf } from "./resources.ts";

/** What only the reference shows. */
const otherSources = ["provider/src/common/errors.ts", "provider/src/index.ts"];

/** The package as npm knows it. */
export interface PackageDescription {
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly license: string;
}

/** The package's schema, and what TypeScript programs have besides. */
export function packageSchema(root: string, { version, description, keywords, license }: PackageDescription) {
  const declarations = new Declarations(root, [...resourceSources, ...lookupSources, ...otherSources]);
  const types = new PropertyTypes(declarations);
  types.objects[integrationOptionsToken] = integrationOptions(catalogTable);
  const provider = providerOf(declarations, types);
  const resources = resourcesOf(declarations, types);
  const bridges = bridgesOf(declarations, types);
  const functions = functionsOf(declarations, types);
  const schema = {
    name: "pagertree",
    displayName: "PagerTree",
    version,
    description,
    keywords,
    license,
    homepage: "https://pagertree.com",
    publisher: "pulumi-pagertree",
    // The SDK in Go is a module of its own.
    meta: { moduleFormat: "(.*)", supportPack: true },
    language: {
      // TypeScript has the hand-written classes, which `pulumi import` writes programs with.
      nodejs: { packageName: "pulumi-pagertree/native", respectSchemaVersion: true },
      python: { packageName: "pulumi_pagertree", respectSchemaVersion: true, pyproject: { enabled: true } },
      go: { respectSchemaVersion: true, generateResourceContainerTypes: true },
      csharp: { respectSchemaVersion: true },
      java: {},
    },
    config: { variables: provider.inputProperties },
    provider,
    types: types.objects,
    resources: { ...resources, ...bridges },
    functions,
  };
  return { schema, resources, bridges, declarations };
}

export type PackageSchema = ReturnType<typeof packageSchema>;

/** The text of `provider/schema.json`. */
export function schemaText({ schema }: PackageSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
