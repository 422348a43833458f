// An account in which every type has every option set otherwise than by default, and in which much is odd.

import type { Emulator } from "../../emulator/src/index.ts";
import { integrationTypeEntry, optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import { callApi, idOf } from "./call-api.ts";
import { createIntegration, demoAccount } from "./demo-account.ts";
import { everyOption } from "./sample-options.ts";

/** Names that would be code, the end of a comment, a keyword, another name or nothing, if somebody let them. */
export const oddNames = [
  "class",
  "undefined",
  'A "quoted" name',
  "It's `quoted` \\ too",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a template would take for code
  "${process.exit(1)}",
  "*/ process.exit(1) /*",
  "// nothing",
  "two\nlines",
  "two\r\nlines and a \t tab\u2028",
  "🔥🔥",
  "監視 Überwachung",
  "\u202egnirts",
  "123",
  "__proto__",
  "constructor",
  "x".repeat(300),
  "Same",
  "Same",
  "same",
  "Same 2",
  "</script>",
  "%s %d {0}",
];

/** Rules of a router that send every alert to a team which is not there. */
export const rulesToNobody =
  "rules: [{match: {always: true}, actions: [{type: assign, receiver: tem_gone0001}]}]";

/** Fills the demo account of an emulator with this many integrations, and what is odd about routes. */
export async function fillWithOddities(emulator: Emulator, count: number): Promise<void> {
  const { store } = emulator;
  const { platform, payments, mainRouter, ada, grace } = demoAccount(emulator);
  const post = async (path: string, body: Record<string, unknown>) =>
    idOf(await callApi(emulator, "POST", path, body));
  const members = { member_account_user_ids: [ada.id], admin_account_user_ids: [grace.id] };
  const nobody = await post("/teams", { name: "Nobody", ...members });
  store.update("teams", nobody, { member_account_user_ids: [] });
  await post("/teams", {
    name: "Same",
    ...members,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a template would take for code
    notes: "Two\nlines, `ticks` and ${more}",
    drop_notifications: "specific_users",
    drop_notification_account_user_ids: [grace.id],
    handoff_notifications: "team_all",
    meta: { costCentre: "42", nested: { list: [1, 2.5, null, { "odd key": true }], __proto: {} } },
  });
  const back = await post("/routers", {
    name: "Round",
    enabled: false,
    default_receiver_router_id: mainRouter.id,
  });
  const rules = `# a comment
rules:
  - match: {"alert.title": {$regex: "check'out\\"", $options: i}, $or: [{"log.data.service": shop}, {always: true}]}
    actions:
      - {type: assign, receiver: [${platform.prefix_id}, ${ada.prefix_id}], delay: 5m}
      - {type: setval, map: {tags: [one, two], urgency: low}}
  - match: {"alert.tags": [one]}
    actions: [{type: ignore}]
`;
  const { prefix_id: backId } = store.find("routers", back) ?? { prefix_id: "" };
  const typed = `rules:
  - match: {$timeBetween: {starttime: 08:00 am, endtime: 05:00 pm, timezone: Europe/Berlin}}
    actions: [{type: aggregate, by: [alert.title], timeout: 1h, receiver: ${backId}}]
`;
  await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, { rules: typed });
  const toPayments = { default_receiver_team_id: payments.id };
  await post("/routers", { name: "Into the void", rules: rulesToNobody, ...toPayments });
  const bare = await post("/routers", { name: "By nothing", ...toPayments });
  store.update("routers", bare, { default_receiver_team_id: null });
  const byRules = await post("/routers", { name: "By rules", rules, default_receiver_team_id: nobody });
  for (const [index, type] of typeNames.entries()) {
    const options = everyOption(type);
    await createIntegration(emulator, integrationTypeEntry(type).name, {
      name: oddNames[index % oddNames.length],
      urgency: index % 2 === 0 ? "low" : "silent",
      enabled: index % 7 !== 0,
      team_ids: index % 2 === 0 ? [payments.id, nobody] : [],
      router_ids: index % 3 === 0 ? [byRules, back] : [],
      account_user_ids: [ada.id],
      ...Object.fromEntries(optionsOf(type).map(({ key, name }) => [`option_${key}`, options[name]])),
    });
  }
  const lost = await createIntegration(emulator, "Datadog", { name: "Going nowhere" });
  store.update("integrations", lost.id, { team_ids: [] });
  for (let made = typeNames.length + 1; made < count; made += 1) {
    await createIntegration(emulator, "Datadog", { name: `Service ${made}` });
  }
}
