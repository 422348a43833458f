// Secret options on their way back: masked, left out, or set by somebody else.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  secretSetElsewhere,
  withRulesOfState,
  withSecretsOfState,
} from "../../../provider/src/integration/secrets.ts";
import { withIntegrationProvider } from "../../helpers/resource-providers.ts";

const isSecret = (option: string) => option.startsWith("secret");

describe("withSecretsOfState", () => {
  it.each<[what: string, answered: unknown, known: unknown, held: unknown]>([
    ["the value of the state", "hunter2", "hunter2", "hunter2"],
    ["another value", "hunter3", "hunter2", "hunter3"],
    ["nothing any more", null, "hunter2", null],
    ["an empty text", "", "hunter2", ""],
    ["a mask of asterisks", "*******", "hunter2", "hunter2"],
    ["a mask that shows the end", "***ter2", "hunter2", "hunter2"],
    ["a mask that shows both ends", "hu●●●●●er2", "hunter2", "hunter2"],
    ["a mask of bullets", "••••••••", "hunter2", "hunter2"],
    ["a mask that hides one character", "*nter", "enter", "enter"],
    ["a mask that hides one character of another secret", "*nter", "hunter2", "*nter"],
    ["a mask with a line break in what it shows", "****a\nb", "secreta\nb", "secreta\nb"],
    ["a number", 5551234, 5551234, 5551234],
    ["a value that the state does not have", "hunter2", null, secretSetElsewhere],
    ["a value where the state has an empty text", "hunter2", "", secretSetElsewhere],
    ["a mask of a value that the state does not have", "*******", undefined, secretSetElsewhere],
    ["nothing, as the state", null, null, null],
  ])("given %s", (_what, answered, known, held) => {
    expect(withSecretsOfState({ secret: answered }, { secret: known }, isSecret)).toEqual({ secret: held });
  });

  it("keeps a secret of the state that is left out", () => {
    expect(withSecretsOfState({ open: true }, { secret: "hunter2", open: false }, isSecret)).toEqual({
      secret: "hunter2",
      open: true,
    });
  });

  it("takes whatever is answered for an option that is no secret", () => {
    const answered = { open: "****", other: "new" };
    expect(withSecretsOfState(answered, { open: "a", gone: "b" }, isSecret)).toEqual(answered);
  });

  it("keeps every secret of the state, however PagerTree masks it", () => {
    const shown = fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 }), fc.constantFrom("*", "●", "•"));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), shown, (secret, [start, end, mark]) => {
        fc.pre(start + end < secret.length);
        const masked =
          secret.slice(0, start) +
          mark.repeat(secret.length - start - end) +
          secret.slice(secret.length - end);
        expect(withSecretsOfState({ secret: masked }, { secret }, isSecret)).toEqual({ secret });
      }),
    );
  });
});

describe("withRulesOfState", () => {
  const [url, other] = ["a", "b"].map((host) => `map: {webhook_url: 'https://${host}.test'}`);
  it.each<[what: string, answered: unknown, known: unknown, held: unknown]>([
    ["rules that set a URL where the state has others that do", other, url, other],
    ["rules that set a URL where the state has others that set none", url, "rules: []", secretSetElsewhere],
    ["rules that set a URL where the state has none", url, undefined, secretSetElsewhere],
    ["rules that set a URL which it once kept out of the state", url, secretSetElsewhere, secretSetElsewhere],
    ["rules that set no URL", "rules: [{}]", "rules: []", "rules: [{}]"],
    ["no rules any more", null, url, null],
  ])("given %s", (_what, answered, known, held) => {
    const rest = { template: "webhook_url" };
    const result = withRulesOfState({ ...rest, outgoing_rules: answered }, { outgoing_rules: known });
    expect(result).toEqual({ ...rest, outgoing_rules: held });
  });
});

describe("a secret that was set outside of the stack", () => {
  const token = "planted-secret";

  async function withTokenSetElsewhere() {
    const provider = await withIntegrationProvider();
    const { store } = provider.emulator;
    const declared = { name: "n", type: "webhook", teamIds: [store.all("teams")[0]?.id] };
    const made = await provider.up(declared);
    const options = store.find("integrations", made.id)?.options;
    store.update("integrations", made.id, { options: { ...options, token } });
    const refreshed = await provider.read(made.id, made.outputs);
    if (refreshed === undefined) throw new Error("The integration is gone.");
    return {
      ...provider,
      declared,
      made,
      refreshed,
      heldToken: () => store.find("integrations", made.id)?.options["token"],
    };
  }

  it("is drift, without its value", async () => {
    const { refreshed, made } = await withTokenSetElsewhere();
    expect(refreshed.inputs).toEqual({
      ...made.inputs,
      options: { ...Object(made.inputs["options"]), token: secretSetElsewhere },
    });
    expect(JSON.stringify(refreshed)).not.toContain(token);
  });

  it("is cleared by an up of a program that has none", async () => {
    const { update, refreshed, checked, declared, heldToken } = await withTokenSetElsewhere();
    await update(refreshed, await checked(declared, refreshed.inputs));
    expect(heldToken()).toBeNull();
  });

  it("is replaced by the one of the program", async () => {
    const { update, refreshed, checked, declared, heldToken } = await withTokenSetElsewhere();
    await update(refreshed, await checked({ ...declared, options: { token: "mine" } }, refreshed.inputs));
    expect(heldToken()).toBe("mine");
  });

  it("stays where ignoreChanges leaves it to the web page, whatever else changes", async () => {
    const { update, refreshed, checked, diff, declared, heldToken } = await withTokenSetElsewhere();
    // This is what the engine makes of the program's inputs then.
    const ignored = { ...declared, name: "another", options: { token: secretSetElsewhere } };
    const inputs = await checked(ignored, refreshed.inputs);
    expect((await diff(refreshed.outputs, inputs)).changes).toBe(true);
    const updated = await update(refreshed, inputs);
    expect(updated.outputs).toMatchObject({ name: "another" });
    expect(heldToken()).toBe(token);
    expect(await diff(updated.outputs, inputs)).toEqual({ changes: false, replaces: [] });
  });
});

describe("a secret of the program", () => {
  it.each(["full", "masked", "omitted"] as const)(
    "reaches PagerTree when it changes, shown %s",
    async (secretsOnRead) => {
      const { emulator, up, read, update, checked } = await withIntegrationProvider({
        switches: { secretsOnRead },
      });
      const teamIds = [emulator.store.all("teams")[0]?.id];
      const declared = (password: string | null) => ({
        name: "n",
        type: "outgoing-webhook",
        teamIds,
        options: { webhookUrl: "https://example.com/a/long/path?secret=1", password },
      });
      const made = await up(declared("before"));
      const refreshed = await read(made.id, made.outputs);
      const changed = await update({ ...made, ...refreshed }, await checked(declared("after"), made.inputs));
      const held = () => emulator.store.find("integrations", made.id)?.options["password"];
      expect(held()).toBe("after");
      expect(emulator.requests.at(-1)).toMatchObject({ method: "PUT", body: { option_password: "after" } });
      await update(changed, await checked(declared(null), changed.inputs));
      expect(held()).toBeNull();
    },
  );

  it("may be unknown in a preview", async () => {
    const { checked } = await withIntegrationProvider();
    const inputs = await checked({
      name: "n",
      type: "outgoing-webhook",
      teamIds: [unknownValue],
      options: { webhookUrl: unknownValue, password: unknownValue },
    });
    expect(inputs["options"]).toMatchObject({ webhookUrl: unknownValue, password: unknownValue });
  });
});
