/** A first file of cases for `pagertree-emulator simulate`: what the account does today with a sample of each type. */
import { uniqBy } from "es-toolkit";
import type { IntegrationWire } from "../../api/wire.ts";
import { findTypeByDisplayName } from "../../catalog/catalog.ts";
import type { IntegrationTypeName } from "../../catalog/option-types.ts";
import { samplesOf } from "../samples.ts";
import type { AccountLists } from "./account.ts";

/** Enough to begin with. */
const mostCases = 20;

/** Types whose samples are read by definitions that each account writes. */
const leftOut: readonly IntegrationTypeName[] = ["custom-webhook"];

const head = `# What a monitoring system sends, and who is to be paged. Begin with these cases and write your own:
#   npx pagertree-emulator simulate --account --cases routes.yaml
# Without \`at\` a case is about now. \`users\` names who is paged at once, and \`urgency\` and \`webhooks\` are taken too.
cases:
`;

/** The file; undefined if nothing that is exported receives alerts of which there is a sample. */
export function routeCases(
  integrations: readonly IntegrationWire[],
  lists: AccountLists,
): string | undefined {
  const receiving = integrations.flatMap((integration) => {
    const type = findTypeByDisplayName(integration.integration_type.name ?? "");
    const hasSample = type !== undefined && samplesOf(type).create !== undefined && !leftOut.includes(type);
    return hasSample && integration.enabled && !isRedefined(integration) ? [{ integration, type }] : [];
  });
  const cases = uniqBy(receiving, ({ type }) => type)
    .slice(0, mostCases)
    .map(({ integration }) => caseOf(integration, lists));
  return cases.length === 0 ? undefined : `${head}${cases.join("")}`;
}

/** A definition of its own may take the sample for anything, and who calls in the sample may be banned. */
function isRedefined({ options }: IntegrationWire): boolean {
  return options["custom_definition_enabled"] === true || Boolean(options["banned_phone"]);
}

function caseOf(integration: IntegrationWire, lists: AccountLists): string {
  const teams = teamsOf(integration, lists);
  return `  - integration: ${JSON.stringify(nameOrId(integration, lists.integrations))}
    sample: create
    expect:
      action: create
${teams === undefined ? "" : `      teams: [${teams.map((team) => JSON.stringify(team)).join(", ")}]\n`}`;
}

/** Where routers decide, a caller chooses, or a team is gone, it is for the user to say what is meant. */
function teamsOf(
  { router_ids, team_ids, options, integration_type }: IntegrationWire,
  { teams }: AccountLists,
): string[] | undefined {
  const found = team_ids.flatMap((id) => teams.find((team) => team.id === id) ?? []);
  const isCall = findTypeByDisplayName(integration_type.name ?? "") === "live-call-routing";
  const isChoice = isCall && (found.length > 1 || options["force_input"] === true);
  const isPlain =
    router_ids.length === 0 && found.length === team_ids.length && found.length > 0 && !isChoice;
  return isPlain ? found.map((team) => nameOrId(team, teams)) : undefined;
}

/** The name, where no other goes by it. */
function nameOrId(
  row: { readonly name: string; readonly prefix_id: string },
  rows: readonly { readonly name: string }[],
): string {
  const same = rows.filter(({ name }) => name.toLowerCase() === row.name.toLowerCase());
  return same.length === 1 && row.name.trim() !== "" ? row.name : row.prefix_id;
}
