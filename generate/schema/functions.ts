/** The lookups as functions of the schema. A new one is a line of `lookups`. */
import { callExamples } from "./call-examples.ts";
import type { Declarations } from "./documented.ts";
import { description } from "./examples.ts";
import { objectOf, type PropertyTypes, requiredOf, type SchemaProperty } from "./property-types.ts";

/** Lookups of one kind of object. */
interface LookupSource {
  /** One of them, as in `getTeam`. */
  readonly one: string;
  /** The function for all of them, if there is one. */
  readonly all?: string;
  readonly file: string;
  /**
   * What the examples export of one.
   * @default "id"
   */
  readonly shown?: string;
}

const lookups: readonly LookupSource[] = [
  { one: "AccountUser", all: "getAccountUsers", file: "account-user" },
  { one: "EscalationPolicy", all: "getEscalationPolicies", file: "escalation-policy" },
  { one: "Integration", all: "getIntegrations", file: "integration" },
  { one: "IntegrationType", all: "getIntegrationTypes", file: "integration-type" },
  { one: "NotificationRule", all: "getNotificationRules", file: "notification-rule" },
  { one: "OnCall", file: "on-call", shown: "scheduleId" },
  { one: "Router", all: "getRouters", file: "router" },
  { one: "Schedule", all: "getSchedules", file: "schedule" },
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
      const { one, all } = lookup;
      const file = fileOf(lookup);
      const result = declarations.propertiesOf(file, `Get${one}Result`);
      const resultDoc = declarations.documentationOf(file, `Get${one}Result`).text;
      const ofOne = functionOf(
        `get${one}`,
        declarations.propertiesOf(file, `Get${one}Args`),
        objectOf(resultDoc, types.properties(result), requiredOf(result)),
      );
      return [[`pagertree:index:get${one}`, ofOne], ...(all === undefined ? [] : [ofAll(all)])];

      function ofAll(name: string): [token: string, functionOfAll: typeof ofOne] {
        const resultToken = `pagertree:index:Get${one}Result`;
        types.add(resultToken, resultDoc, result);
        const list = name.slice("get".length);
        const key = list.charAt(0).toLowerCase() + list.slice(1);
        const filters =
          name === "getIntegrations" ? declarations.propertiesOf(file, "GetIntegrationsArgs") : [];
        const rows: SchemaProperty = {
          type: "array",
          items: { $ref: `#/types/${resultToken}` },
          description: "Each one that was found.",
        };
        return [`pagertree:index:${name}`, functionOf(name, filters, objectOf("", { [key]: rows }, [key]))];
      }

      function functionOf(
        name: string,
        args: ReturnType<typeof declarations.propertiesOf>,
        outputs: ReturnType<typeof objectOf>,
      ) {
        const documentation = declarations.documentationOf(file, name);
        const examples = callExamples(
          name,
          documentation.example,
          Object.keys(outputs.properties),
          lookup.shown,
        );
        return {
          description: description(documentation, examples),
          inputs: objectOf("", types.properties(args), requiredOf(args)),
          outputs,
        };
      }
    }),
  );
}
