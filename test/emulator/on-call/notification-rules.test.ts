// The emulator's /notification_rules, and whom they are attached to.
import { describe, expect, it } from "vitest";
import { callApi, idOf, messagesOf, rowsOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const RULES = "rules:\n  - match:\n      always: true\n    actions:\n      - type: ignore\n";
const UNKNOWN_ID = "01J00000000000000000000000";

describe("/notification_rules", () => {
  it("are made, read, changed, listed and deleted", async () => {
    const emulator = await withEmulator();

    const made = await callApi(emulator, "POST", "/notification_rules", { name: "By night", rules: RULES });
    const path = `/notification_rules/${idOf(made)}`;
    const changed = await callApi(emulator, "PUT", path, { enabled: false });
    const listed = await callApi(emulator, "GET", "/notification_rules?enabled=0");

    expect([made.status, made.body["enabled"], made.body["rules"]]).toEqual([201, true, RULES]);
    expect(changed.body).toEqual({ ...made.body, enabled: false, updated_at: changed.body["updated_at"] });
    expect(rowsOf(listed)).toEqual([changed.body]);
    expect((await callApi(emulator, "DELETE", path)).status).toBe(204);
    expect((await callApi(emulator, "GET", path)).status).toBe(404);
  });

  it.each(["rules: [", "other: []", "rules: none"])(
    "refuse %j, unless notificationRulesUnchecked",
    async (rules) => {
      const emulator = await withEmulator();
      const post = () => callApi(emulator, "POST", "/notification_rules", { name: "By night", rules });

      expect(messagesOf(await post())).toEqual(["rules is invalid"]);
      emulator.switches.notificationRulesUnchecked = true;
      expect((await post()).status).toBe(201);
    },
  );

  it("need a name, and rules only with blankRulesRefused", async () => {
    const emulator = await withEmulator();
    const post = (name: string) => callApi(emulator, "POST", "/notification_rules", { name });

    expect(messagesOf(await post(""))).toEqual(["name can't be blank"]);
    expect((await post("By night")).status).toBe(201);
    emulator.switches.blankRulesRefused = true;
    expect(messagesOf(await post("By night"))).toEqual(["rules can't be blank"]);
  });
});

describe("a person's notification rule", () => {
  it("is attached by its id, detached by null, and forgotten when it is deleted", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);
    const rule = await callApi(emulator, "POST", "/notification_rules", { name: "By night" });
    const put = async (notification_rule_id: unknown) =>
      (await callApi(emulator, "PUT", `/account_users/${ada.id}`, { notification_rule_id })).body[
        "notification_rule_id"
      ];

    expect(await put(idOf(rule))).toBe(idOf(rule));
    expect(await put(null)).toBeNull();
    await put(idOf(rule));
    await callApi(emulator, "DELETE", `/notification_rules/${idOf(rule)}`);
    expect(emulator.store.find("account_users", ada.id)?.notification_rule_id).toBeNull();
  });

  it("keeps it from being deleted with usedRuleDeletionRefused", async () => {
    const emulator = await withEmulator({ switches: { usedRuleDeletionRefused: true } });
    const { ada } = demoAccount(emulator);

    const answer = await callApi(emulator, "DELETE", `/notification_rules/${ada.notification_rule_id}`);

    expect(answer.status).toBe(422);
  });

  it.each([422, 404, 500] as const)("is answered with %i if it is nobody's", async (unknownReference) => {
    const emulator = await withEmulator({ switches: { unknownReference } });
    const { ada } = demoAccount(emulator);

    const answer = await callApi(emulator, "PUT", `/account_users/${ada.id}`, {
      notification_rule_id: UNKNOWN_ID,
    });

    expect(answer.status).toBe(unknownReference);
  });
});
