/** The lookups as functions of the schema. A new one is a line of `lookups`. */
import { callExamples } from "./call-examples.ts";
import type { Declarations } from "./documented.ts";
import { description } from "./examples.ts";
import { objectOf, type PropertyTypes, requiredOf } from "./property-types.ts";

/** Lookups of one kind of object. */
interface LookupSource {
  /** One of them, as in `getTeam`. */
  readonly one: string;
  /** The function for all of them. */
  readonly all: string;
  readonly file: string;
}

const lookups: readonly LookupSource[] = [
  { one: "AccountUser", all: "getAccountUsers", file: "account-user" },
  { one: "Integration", all: "getIntegrations", file: "integration" },
  { one: "IntegrationType", all: "getIntegrationTypes", file: "integration-type" },
  { one: "Router", all: "getRouters", file: "router" },
  { one: "Team", all: "getTeams", file: "team" },
];

const fileOf = ({ file }: LookupSource) => `provider/src/program/lookups/${file}.ts`;

/** Every file that lookups are read from. */
export const lookupSources = lookups.map(fileOf);

/** The file that declares a function, such as `getTeam`. */
export function fileOfFunction(name: string): string {
  const lookup = lookups.find(({ one, all }) => name === all || name === `get${one}`);
  if (lookup === undefined) throw new Error(`no file declares ${name}`);
  return fileOf(lookup);
}

export function functionsOf(declarations: Declarations, types: PropertyTypes) {
  return Object.fromEntries(
    lookups.flatMap((lookup) => {
      const file = fileOf(lookup);
      const result = declarations.propertiesOf(file, `Get${lookup.one}Result`);
      const resultDoc = declarations.documentationOf(file, `Get${lookup.one}Result`).text;
      const resultToken = `pagertree:index:Get${lookup.one}Result`;
      types.add(resultToken, resultDoc, result);
      const list = lookup.all.slice("get".length);
      const key = list.charAt(0).toLowerCase() + list.slice(1);
      const filters =
        lookup.all === "getIntegrations" ? declarations.propertiesOf(file, "GetIntegrationsArgs") : [];
      return [
        [
          `pagertree:index:get${lookup.one}`,
          functionOf(
            `get${lookup.one}`,
            declarations.propertiesOf(file, `Get${lookup.one}Args`),
            objectOf(resultDoc, types.properties(result), requiredOf(result)),
          ),
        ],
        [
          `pagertree:index:${lookup.all}`,
          functionOf(
            lookup.all,
            filters,
            objectOf(
              "",
              {
                [key]: {
                  type: "array",
                  items: { $ref: `#/types/${resultToken}` },
                  description: "Each one that was found.",
                },
              },
              [key],
            ),
          ),
        ],
      ];

      function functionOf(
        name: string,
        args: ReturnType<typeof declarations.propertiesOf>,
        outputs: ReturnType<typeof objectOf>,
      ) {
        const documentation = declarations.documentationOf(file, name);
        const examples = callExamples(name, documentation.example, Object.keys(outputs.properties));
        return {
          description: description(documentation, examples),
          inputs: objectOf("", types.properties(args), requiredOf(args)),
          outputs,
        };
      }
    }),
  );
}
