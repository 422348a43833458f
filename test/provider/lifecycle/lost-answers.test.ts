// Writes whose answer is lost, of every resource: what PagerTree has in the end is counted on its own record.

import { describe, expect, it } from "vitest";
import type { Emulator, Fault } from "../../../emulator/src/index.ts";
import {
  type Held,
  type Properties,
  providersFor,
  type ResourceCalls,
} from "../../helpers/resource-providers.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const resources = ["integration", "team", "router"] as const;
type Resource = (typeof resources)[number];
const collections = { integration: "integrations", team: "teams", router: "routers" } as const;

/** How an answer is lost. */
const losses = {
  "a 500": { kind: "answer", status: 500 },
  "a 502 with a web page": { kind: "answer", status: 502, body: "<html>Bad Gateway</html>" },
  "a 503": { kind: "answer", status: 503 },
  "a 504": { kind: "answer", status: 504 },
  "a reset": { kind: "reset" },
  "a hang": { kind: "hang" },
  "an unreadable body": { kind: "answer", status: 200, body: "{" },
} as const satisfies Record<string, Fault>;
type Loss = keyof typeof losses;
const allLosses = Object.keys(losses) as Loss[];

/** PagerTree has said that it gave up: what it does not show after a while, it has not made. */
const givenUp: readonly Loss[] = ["a 500", "a 502 with a web page", "a 503"];

function table(rows: readonly Loss[] = allLosses): [Resource, Loss][] {
  return resources.flatMap((resource) => rows.map((loss): [Resource, Loss] => [resource, loss]));
}

/** Rows for what is tried four times. Of a hang, each takes a while, and one resource tells it all. */
function tableOfRepeats(): [Resource, Loss][] {
  return table().filter(([resource, loss]) => loss !== "a hang" || resource === "integration");
}

/** A resource on an emulator, what declares it and what changes it. */
async function withResource(resource: Resource) {
  const emulator = await withEmulator();
  const { store } = emulator;
  const [team] = store.all("teams");
  const [user] = store.all("account_users");
  const declarations: Record<Resource, Properties> = {
    integration: {
      type: "outgoing-webhook",
      teamIds: [team?.id],
      options: { webhookUrl: "https://x.test/" },
    },
    team: { memberAccountUserIds: [user?.id], adminAccountUserIds: [user?.id] },
    router: { teamId: team?.id },
  };
  const before = store.all(collections[resource]).length;
  return {
    emulator,
    declared: { ...declarations[resource], name: "Checkout" },
    changed: { ...declarations[resource], name: "Payment" },
    /** The provider of another run. */
    nextRun: (): ResourceCalls =>
      providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url }, async () => {}, 400)[resource],
    /** The same where one request may take as long as its operation, which has one second. */
    nextRunOfOneSecond: (): ResourceCalls =>
      providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url, timeoutSeconds: 1 })[resource],
    objects: () => store.all(collections[resource]).slice(before),
    count: (method: string) => emulator.requests.filter((request) => request.method === method).length,
  };
}

/** Loses answers to a method, from now on so many times. */
function lose(
  emulator: Emulator,
  method: string,
  loss: Loss,
  afterCommit: boolean,
  times: number | null = 1,
) {
  emulator.faults.add({ ...losses[loss], method, afterCommit, times });
}

/** The next preview, with a refresh before it: what it finds and whether anything would change. */
async function preview(run: ResourceCalls, held: Held, declared: Properties) {
  const found = await run.read(held.id, held.outputs);
  const news = await run.checked(declared, found?.inputs);
  return { id: found?.id, changes: (await run.diff(found?.outputs ?? {}, news, held.id)).changes };
}

describe("the answer to a create is lost", () => {
  it.each(table())("after the %s was made, by %s: it is found", async (resource, loss) => {
    const { emulator, declared, nextRun, objects, count } = await withResource(resource);
    lose(emulator, "POST", loss, true);
    const held = await nextRun().up(declared);
    expect(objects()).toMatchObject([{ id: held.id, name: "Checkout" }]);
    expect(count("POST")).toBe(1);
    expect(await preview(nextRun(), held, declared)).toEqual({ id: held.id, changes: false });
  });

  it("after a team was made without its meta, which PagerTree may drop: it is found, and not made twice", async () => {
    const { emulator, declared, nextRun, objects } = await withResource("team");
    const withMeta = { ...declared, meta: { tier: 1 } };
    lose(emulator, "POST", "a reset", true);
    const held = await nextRun().up(withMeta);
    expect(objects()).toMatchObject([{ id: held.id, meta: {} }]);
    await expect(nextRun().up(withMeta)).rejects.toThrow("exactly what this resource declares");
  });

  it.each(resources)("because it breaks off, after the %s was made: it is found", async (resource) => {
    const { emulator, declared, nextRun, objects, count } = await withResource(resource);
    emulator.faults.add({ kind: "cut", method: "POST" });
    const held = await nextRun().up(declared);
    expect(objects()).toMatchObject([{ id: held.id, name: "Checkout" }]);
    expect(count("POST")).toBe(1);
  });

  it.each(table(givenUp))("before the %s was made, by %s: it is made then", async (resource, loss) => {
    const { emulator, declared, nextRun, objects, count } = await withResource(resource);
    lose(emulator, "POST", loss, false);
    const held = await nextRun().up(declared);
    expect(objects()).toMatchObject([{ id: held.id }]);
    expect(count("POST")).toBe(2);
  });

  it.each(table(allLosses.filter((loss) => !givenUp.includes(loss))))(
    "before the %s was made, by %s: the run stops and says what may be, and the next one makes it",
    async (resource, loss) => {
      const { emulator, declared, nextRun, objects, count } = await withResource(resource);
      lose(emulator, "POST", loss, false);
      await expect(nextRun().up(declared)).rejects.toThrow(
        /^create \w+ "Checkout": .*shows no such object so far, but may still be making it\. So it was not sent again\./,
      );
      expect(objects()).toEqual([]);
      expect(count("POST")).toBe(1);
      const held = await nextRun().up(declared);
      expect(objects()).toMatchObject([{ id: held.id }]);
    },
  );

  it.each([true, false])(
    "until the time of the operation is over, after the commit %s: the run stops, says what may be, and sends nothing twice",
    async (afterCommit) => {
      const { emulator, declared, nextRunOfOneSecond, objects, count } = await withResource("integration");
      lose(emulator, "POST", "a hang", afterCommit);
      await expect(nextRunOfOneSecond().up(declared)).rejects.toThrow(
        /^create integration "Checkout": no answer .* It is not known whether PagerTree made it\. So it was not sent again\. The next `pulumi up` looks for it first/,
      );
      expect(count("POST")).toBe(1);
      expect(objects()).toHaveLength(afterCommit ? 1 : 0);
    },
  );

  it.each(resources)(
    "three times, before the %s was made: the run stops and nothing is made",
    async (resource) => {
      const { emulator, declared, nextRun, objects, count } = await withResource(resource);
      lose(emulator, "POST", "a 503", false, null);
      await expect(nextRun().up(declared)).rejects.toThrow("run the command again later");
      expect(objects()).toEqual([]);
      expect(count("POST")).toBe(3);
    },
  );
});

describe("the answer to an update is lost", () => {
  it.each(table())("once, %s, %s: the update is repeated or found done", async (resource, loss) => {
    const { emulator, declared, changed, nextRun, objects } = await withResource(resource);
    const held = await nextRun().up(declared);
    for (const afterCommit of [true, false]) lose(emulator, "PUT", loss, afterCommit);
    const updated = await nextRun().update(held, await nextRun().checked(changed, held.inputs));
    expect(objects()).toMatchObject([{ id: held.id, name: "Payment" }]);
    expect(await preview(nextRun(), updated, changed)).toEqual({ id: held.id, changes: false });
  });

  it.each(resources)("because it breaks off, %s: the update is repeated", async (resource) => {
    const { emulator, declared, changed, nextRun, objects } = await withResource(resource);
    const held = await nextRun().up(declared);
    emulator.faults.add({ kind: "cut", method: "PUT" });
    await nextRun().update(held, await nextRun().checked(changed, held.inputs));
    expect(objects()).toMatchObject([{ id: held.id, name: "Payment" }]);
  });

  it.each(tableOfRepeats())(
    "every time, %s, %s: an update that was carried out is done",
    async (resource, loss) => {
      const { emulator, declared, changed, nextRun, objects } = await withResource(resource);
      const held = await nextRun().up(declared);
      lose(emulator, "PUT", loss, true, null);
      const updated = await nextRun().update(held, await nextRun().checked(changed, held.inputs));
      expect(objects()).toMatchObject([{ id: held.id, name: "Payment" }]);
      expect(updated.outputs).toMatchObject({ name: "Payment" });
    },
  );

  it.each(tableOfRepeats())(
    "every time, %s, %s: one that was not carried out fails",
    async (resource, loss) => {
      const { emulator, declared, changed, nextRun, objects } = await withResource(resource);
      const held = await nextRun().up(declared);
      lose(emulator, "PUT", loss, false, null);
      const news = await nextRun().checked(changed, held.inputs);
      await expect(nextRun().update(held, news)).rejects.toThrow(/^update \w+ \S+ "Payment": /);
      expect(objects()).toMatchObject([{ id: held.id, name: "Checkout" }]);
      emulator.faults.clear();
      await nextRun().update(held, news);
      expect(objects()).toMatchObject([{ id: held.id, name: "Payment" }]);
    },
  );
});

describe("the answer to a deletion is lost", () => {
  it.each(table())("once, %s, %s: it is gone", async (resource, loss) => {
    const { emulator, declared, nextRun, objects } = await withResource(resource);
    const held = await nextRun().up(declared);
    lose(emulator, "DELETE", loss, true);
    await nextRun().delete(held);
    expect(objects()).toEqual([]);
  });

  it.each(resources)("because it breaks off, %s: it is gone", async (resource) => {
    const { emulator, declared, nextRun, objects } = await withResource(resource);
    emulator.switches.deleteAnswers200 = true;
    const held = await nextRun().up(declared);
    emulator.faults.add({ kind: "cut", method: "DELETE" });
    await nextRun().delete(held);
    expect(objects()).toEqual([]);
  });

  it.each(tableOfRepeats())(
    "every time, %s, %s: it counts as deleted only if it is gone",
    async (resource, loss) => {
      const { emulator, declared, nextRun, objects } = await withResource(resource);
      const held = await nextRun().up(declared);
      // What is answered with success is taken at its word, and PagerTree says nothing more in it.
      if (losses[loss].kind !== "answer" || losses[loss].status !== 200) {
        lose(emulator, "DELETE", loss, false, null);
        await expect(nextRun().delete(held)).rejects.toThrow(/^delete \w+ /);
        expect(objects()).toMatchObject([{ id: held.id }]);
        emulator.faults.clear();
      }
      lose(emulator, "DELETE", loss, true, null);
      await nextRun().delete(held);
      expect(objects()).toEqual([]);
    },
  );
});
