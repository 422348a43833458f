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
const ALL = [DATADOG, INBOX, STATUS_PAGE];

async function play(stage: Stage): Promise<void> {
  const account = new Account(stage.emulator);
  await introduce();
  await declare(stage, account);
  await changeByHand(stage, account);
  await putRight(stage, account);
  await deleteByHand(stage, account);
  await watchInPipeline(stage, account);
  await destroy(stage, account);
  await playBridge(stage, account);
}

async function introduce(): Promise<void> {
  startStep("A program declares three integrations");
  say(
    `${QUICKSTART}: Datadog and an inbox make alerts, and a webhook tells a status page about them.
    Who gets the alerts is looked up in the account: the program holds no id.`,
  );
  showProgram(await readFile(path.join(ROOT, QUICKSTART), "utf8"));
}

async function declare(stage: Stage, account: Account): Promise<void> {
  startStep("`pulumi up` makes them");
  say(
    "Every argument was checked before anything was made; a mistake would have stopped it, with its place.",
  );
  const { changes } = await stage.pulumi("up", "--yes", "--skip-preview");
  verify(
    "Pulumi created the three and nothing else",
    changes,
    ALL.map(({ resource }) => `create ${resource}`).sort(),
  );
  verify("PagerTree has them, each on its destination", account.integrations(), [
    `${DATADOG.integration} → team Platform`,
    `${STATUS_PAGE.integration} → Ada Lovelace`,
    `${INBOX.integration} → router Main Router`,
  ]);
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
}

async function changeByHand(stage: Stage, account: Account): Promise<void> {
  startStep("Somebody changes one option in PagerTree's web page");
  say(
    `"${DATADOG.integration}": Support Re-Triggered Event goes off. The program still says true, and nobody told Pulumi.
    \`pulumi preview\` looks at PagerTree first (\`refresh: always\` in Pulumi.yaml). It shows that one change (true => false, and when),
    then what \`pulumi up\` would do about it (false => true).`,
  );
  account.setOption(DATADOG.integration, "support_retriggered_event", false);
  account.forgetRequests();
  const { changes } = await stage.pulumi("preview", "--diff");
  verify("the preview shows that one change and no other", changes, [
    `update ${DATADOG.resource}: options.supportRetriggeredEvent`,
  ]);
  verify("a preview writes nothing", account.writes(), []);
}

async function putRight(stage: Stage, account: Account): Promise<void> {
  startStep("`pulumi up` puts it right");
  say("Only the option that differs is sent: whatever else people set in the web page stays.");
  const { changes } = await stage.pulumi("up", "--yes", "--skip-preview");
  verify("Pulumi updated that one integration, in place", changes, [
    `update ${DATADOG.resource}: options.supportRetriggeredEvent`,
  ]);
  const writes = account.writes();
  writes.forEach(showRequest);
  verify(
    "PagerTree got one request, with only that option",
    writes.map(({ method, body }) => ({ method, body })),
    [{ method: "PUT", body: { option_support_retriggered_event: true } }],
  );
  verify("the option is back", account.option(DATADOG.integration, "support_retriggered_event"), true);
}

async function deleteByHand(stage: Stage, account: Account): Promise<void> {
  startStep("Somebody deletes an integration in the web page");
  say(
    `"${INBOX.integration}" is gone. The next \`pulumi up\` makes it again; as a new integration it has a new address,
    which the stack's outputs show.`,
  );
  account.remove(INBOX.integration);
  verify("PagerTree has two integrations left", account.integrations().length, 2);
  const { changes } = await stage.pulumi("up", "--yes", "--skip-preview");
  verify("Pulumi created that one and did not touch the others", changes, [`create ${INBOX.resource}`]);
  verify("PagerTree has all three again", account.integrations().length, ALL.length);
}

async function watchInPipeline(stage: Stage, account: Account): Promise<void> {
  startStep("A pipeline watches");
  say(
    "With --expect-no-changes a preview ends with an error if PagerTree is not as the program says. Now it is:",
  );
  account.forgetRequests();
  const { changes } = await stage.pulumi("preview", "--expect-no-changes");
  verify("nothing differs, and the status was 0", changes, []);
  verify("nothing was written", account.writes(), []);
}

async function destroy(stage: Stage, account: Account): Promise<void> {
  startStep("`pulumi destroy` takes them away");
  say("What the stack made goes; the team, the router and the person, which it only looked up, stay.");
  const { changes } = await stage.pulumi("destroy", "--yes", "--skip-preview");
  verify("Pulumi deleted the three", changes, ALL.map(({ resource }) => `delete ${resource}`).sort());
  verify("PagerTree has no integration left", account.integrations(), []);
  verify("the destinations are still there", account.destinations(), [
    "Ada Lovelace",
    "Main Router",
    "Platform",
  ]);
}

async function run(): Promise<void> {
  const startedAt = Date.now();
  say(
    `pulumi-pagertree: PagerTree integrations declared in a Pulumi program.
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
