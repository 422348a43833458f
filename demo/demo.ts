// `npm run demo`: the life of the quickstart stack, and then a bridge to Rootly (bridge.ts), on a real Pulumi engine
// and against the emulator. Each step says what happens and why, shows what Pulumi prints, and then checks that it is so; status 0 means that all of it was.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { formatDuration } from "../setup/progress.mjs";
import { Account } from "./account.ts";
import { playBridge } from "./bridge.ts";
import { say, showProgram, showRequest, startStep } from "./narrator.ts";
import { openStage, type Stage } from "./stage.ts";
import { DemoFailure, verify } from "./verify.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const QUICKSTART = "examples/quickstart/index.ts";

/** The resources of the quickstart by their names in the program, and the integrations that they declare. */
const DATADOG = { resource: "datadog", integration: "Datadog production" };
const INBOX = { resource: "support-inbox", integration: "Support inbox" };
const STATUS_PAGE = { resource: "status-page", integration: "Status page" };
/** Every resource of the quickstart. */
const RESOURCES = [
  "checkout",
  "checkout-router",
  ...[DATADOG, INBOX, STATUS_PAGE].map(({ resource }) => resource),
];
/** What the account is like when all is as declared. */
const AS_DECLARED = [
  `${DATADOG.integration} → router Checkout router`,
  `${STATUS_PAGE.integration} → Ada Lovelace`,
  `${INBOX.integration} → team Checkout`,
];
/** What puts right what is changed by hand. */
const REPAIRS = [`create ${INBOX.resource}`, `update ${DATADOG.resource}: options.supportRetriggeredEvent`];

async function play(stage: Stage): Promise<void> {
  const account = new Account(stage.emulator);
  const destinations = account.destinations();
  await introduce();
  await declare(stage, account);
  await changeByHand(stage, account);
  await putRight(stage, account);
  await destroy(stage, account, destinations);
  await playBridge(stage, account);
}

async function introduce(): Promise<void> {
  startStep("A program declares a team, a router and three integrations");
  say(
    `${QUICKSTART}: Datadog's alerts go to the router, which leads to the team; e-mails go to the team directly, and a
    webhook tells a status page. The person on the team is looked up in the account: the program holds no id.`,
  );
  showProgram(await readFile(path.join(ROOT, QUICKSTART), "utf8"));
}

async function declare(stage: Stage, account: Account): Promise<void> {
  startStep("`pulumi up` makes them, and adopts what was made by hand");
  say(
    `Datadog is in use already: somebody made its integration in PagerTree's web page, for the team Platform. A setting names
    its id, and the program adopts it (\`adopt\`) instead of making a second one. All arguments are checked first.`,
  );
  await account.makeDatadog(DATADOG.integration);
  const handmade = account.prefixId(DATADOG.integration);
  await stage.set("datadogId", handmade);
  account.forgetRequests();
  const { changes } = await stage.pulumi("up", "--yes", "--skip-preview");
  // Pulumi says "create" of what it adopts, too.
  verify("Pulumi has the five, and nothing else", changes, RESOURCES.map((name) => `create ${name}`).sort());
  verify("PagerTree has the integrations, each on its destination", account.integrations(), AS_DECLARED);
  verify("Datadog's integration is the one made by hand", account.prefixId(DATADOG.integration), handmade);
  const updates = account.writes().filter(({ method }) => method !== "POST");
  updates.forEach(showRequest);
  verify(
    "of that one only the destinations were sent",
    updates.flatMap(({ body }) => Object.keys(body ?? {})).sort(),
    ["router_ids", "team_ids"],
  );
  verify(
    "an option of the program is PagerTree's",
    account.option(DATADOG.integration, "support_retriggered_event"),
    true,
  );
  verify(
    "the webhook's URL reached PagerTree",
    account.option(STATUS_PAGE.integration, "webhook_url"),
    stage.secretUrl,
  );
  verify(
    "neither Pulumi's state nor its log holds that URL or the API key in clear",
    await stage.shownSecrets(),
    [],
  );
  say("\nThe integration is the stack's own now. The setting has done its work:");
  await stage.unset("datadogId");
}

async function changeByHand(stage: Stage, account: Account): Promise<void> {
  startStep("Somebody changes an option and deletes an integration in PagerTree's web page");
  say(
    `"${DATADOG.integration}": Support Re-Triggered Event goes off. "${INBOX.integration}" is deleted. The program still has both.
    \`pulumi preview\` looks at PagerTree first (\`refresh: always\` in Pulumi.yaml). It shows this drift (true => false, and when),
    then what \`pulumi up\` would do about it (false => true). With --expect-no-changes that is an error, so a pipeline can watch.`,
  );
  account.setOption(DATADOG.integration, "support_retriggered_event", false);
  account.remove(INBOX.integration);
  account.forgetRequests();
  const { changes } = await stage.pulumiFails("preview", "--diff", "--expect-no-changes");
  verify("the preview shows these two changes and no other, and ended with an error", changes, REPAIRS);
  verify("a preview writes nothing", account.writes(), []);
}

async function putRight(stage: Stage, account: Account): Promise<void> {
  startStep("`pulumi up` puts both right");
  say(
    `Only the option that differs is sent: whatever else people set in the web page stays. What was deleted is made again; as
    a new integration it has a new address, which the stack's outputs show.`,
  );
  const { changes } = await stage.pulumi("up", "--yes", "--skip-preview");
  verify("Pulumi updated the one in place, made the other, and touched nothing else", changes, REPAIRS);
  const updates = account.writes().filter(({ method }) => method !== "POST");
  updates.forEach(showRequest);
  verify(
    "PagerTree got one update, with only that option",
    updates.map(({ method, body }) => ({ method, body })),
    [{ method: "PUT", body: { option_support_retriggered_event: true } }],
  );
  verify("the option is back", account.option(DATADOG.integration, "support_retriggered_event"), true);
  verify("PagerTree has all three again", account.integrations(), AS_DECLARED);
}

async function destroy(stage: Stage, account: Account, destinations: readonly string[]): Promise<void> {
  startStep("`pulumi destroy` takes them away");
  say(
    `What the stack manages goes, the adopted integration too (the resource option retainOnDelete would keep it). The person,
    whom it only looked up, stays.`,
  );
  const { changes } = await stage.pulumi("destroy", "--yes", "--skip-preview");
  verify("Pulumi deleted the five", changes, RESOURCES.map((name) => `delete ${name}`).sort());
  verify("PagerTree has no integration left", account.integrations(), []);
  verify("its teams, routers and people are those from before", account.destinations(), destinations);
}

async function run(): Promise<void> {
  const startedAt = Date.now();
  say(
    `pulumi-pagertree: PagerTree teams, routers and integrations declared in a Pulumi program.
    The engine below is real. PagerTree is an emulator on this computer, so no account and no key is needed.`,
  );
  const stage = await openStage(ROOT);
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
  say(
    `\nEvery step did what it says, in ${formatDuration(Date.now() - startedAt)}. README.md goes on from here.`,
  );
}

try {
  await run();
} catch (error) {
  if (!(error instanceof DemoFailure)) throw error;
  console.error(`\nThe demo stopped: ${error.message}`);
  process.exitCode = error.status;
}
