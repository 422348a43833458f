/** The map of an account as a picture, seen in a real browser. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { groupBy } from "es-toolkit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccountGraph, MapNode, NodeKind } from "../../../provider/src/commands/map/graph.ts";
import { htmlPage } from "../../../provider/src/commands/map/html.ts";
import { svgPicture } from "../../../provider/src/commands/map/svg.ts";
import { createOutgoing } from "../../helpers/alerts.ts";
import { openPage, startBrowser } from "../../helpers/browser.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { isWithin, overlap, type SeenBox, seenPicture } from "../../helpers/seen-picture.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "./run.ts";

const red = "rgb(220, 38, 38)";
const rootlyUrl =
  "https://user:passw0rd@webhooks.rootly.com/webhooks/incoming/pagertree?secret=s3cret-of-rootly";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 300_000);
afterAll(() => browser?.close());

/** The demo account with one of everything that a map can show, drawn by the command as the page shows it. */
async function drawnAccount(file: string) {
  const emulator = await withEmulator();
  const { platform, payments, mainRouter } = demoAccount(emulator);
  const rules = `rules:
  - match: {always: true}
    actions: [{type: assign, receiver: [${payments.prefix_id}, tem_gone0001]}]
`;
  await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, {
    rules,
    default_receiver_team_id: platform.id,
  });
  emulator.store.update("teams", payments.id, { member_account_user_ids: [] });
  const toRouter = { team_ids: [], router_ids: [mainRouter.id] };
  await createIntegration(emulator, "Datadog", { name: "Shop", ...toRouter });
  await createIntegration(emulator, "Grafana", { name: "Stock", ...toRouter });
  await createIntegration(emulator, "Webhook", { name: "Asleep", enabled: false });
  await createIntegration(emulator, "Email", { name: "Post", team_ids: [payments.id] });
  await createOutgoing(emulator, rootlyUrl, { name: "Rootly" });
  const out = path.join(await temporaryFolder(), file);
  const run = await runCommand(["map", "--out", out], environmentOf(emulator));
  expect(run).toMatchObject({ status: 0, stdout: "" });
  return { out, text: await readFile(out, "utf8") };
}

function named(boxes: readonly SeenBox[], name: string): SeenBox {
  const found = boxes.filter(({ lines }) => lines[0]?.text === name);
  expect(found, name).toHaveLength(1);
  return found[0] as SeenBox;
}

describe.each(["account.svg", "account.html"])("map --out %s", (file) => {
  it("shows integrations on the left to people on the right, marks dead ends, and hides webhooks' URLs", async () => {
    const { out, text } = await drawnAccount(file);
    const { page, requests, complaints } = await openPage(browser, pathToFileURL(out).href);
    const { boxes, arrows, labels, heading, place, foreign } = await seenPicture(page);
    expect({ requests, complaints, foreign }).toEqual({
      requests: [pathToFileURL(out).href],
      complaints: [],
      foreign: [],
    });
    expect(heading).toContain("4 integrations · 1 outgoing integration · 1 router · 2 teams · 3 users");
    expectLegible(boxes);
    expect(boxes.filter((box) => !isWithin(box.place, place))).toEqual([]);
    const left = (name: string) => named(boxes, name).place.left;
    expect(left("Shop")).toBeLessThan(left("Main Router"));
    expect(left("Main Router")).toBeLessThan(left("Platform"));
    expect(left("Platform")).toBeLessThan(left("Ada Lovelace"));
    // Two integrations with the same destination share an arrow.
    expect(arrows.filter(({ color }) => color === "rgb(37, 99, 235)")).toHaveLength(3);
    expect(arrows.every((arrow) => arrow.place.right > arrow.place.left)).toBe(true);

    const dead = boxes.filter(({ border }) => border.color === red && border.dashes !== "none");
    const reasons = Object.fromEntries(dead.map(({ lines }) => [lines[0]?.text, lines.at(-1)?.text]));
    expect(reasons).toEqual({
      Payments: "✕ no members",
      Post: "✕ reaches nobody",
      tem_gone0001: "✕ not in the account",
    });
    expect(boxes.filter(({ isDead }) => isDead)).toEqual(dead);
    // What somebody has switched off is no dead end, and looks otherwise.
    expect(boxes.filter(({ isDisabled }) => isDisabled)).toEqual([named(boxes, "Asleep")]);
    expect(named(boxes, "Asleep").lines.at(-1)?.text).toBe("disabled");
    // Both receivers of the router's only rule have its number on their arrows.
    expect(labels.map(({ text }) => text)).toEqual(["1", "1"]);

    expect(named(boxes, "Rootly").kind).toBe("outgoing");
    expect(named(boxes, "webhooks.rootly.com").kind).toBe("receiver");
    expect(text).not.toMatch(/s3cret-of-rootly|passw0rd|\/webhooks\/incoming/);
  });
});

describe("svgPicture", () => {
  it.each(["svg", "html"])("shows hostile names as what they are, in %s", async (format) => {
    const names = [
      "</text></svg><script>alert(1)</script><img src=http://127.0.0.1:9/x onerror=alert(2)>",
      '"]; } digraph x { \\N \\G \\L <TABLE><TR>',
      "&lt;&#x41;&amp; ]]> <!-- -->",
      "%%{init: {}}%% `end`",
      "دنه כהן مرحبا بالعالم",
      "\u202Egnp.exe\u2066",
      "🔥🚒 消防署の当番チーム オンコール",
      "ЩЩЩЩЩЩЩЩ ШШШШШШШШШШШШШШШШ",
      "W".repeat(300),
      "a\uFFFE\uFFFF\uD800b",
      " ",
    ];
    const graph = teamsNamed(names);
    const svg = svgPicture(graph, "</title><script>alert(3)</script>");
    const file = path.join(await temporaryFolder(), `hostile.${format}`);
    await writeFile(file, format === "svg" ? svg : htmlPage(svg, "</title><script>alert(3)</script>", graph));
    const { page, requests, complaints } = await openPage(browser, pathToFileURL(file).href);
    const { boxes, foreign, heading } = await seenPicture(page);
    expect({ requests, complaints, foreign }).toEqual({
      requests: [pathToFileURL(file).href],
      complaints: [],
      foreign: [],
    });
    expect(heading).toContain("</title><script>alert(3)</script>");
    expectLegible(boxes);
    const joined = Object.fromEntries(
      boxes.map(({ id, lines }) => [id, lines.map(({ text }) => text).join("")]),
    );
    expect(joined["id0"]).toMatch(/^<\/text><\/svg><script>/);
    expect(joined["id1"]?.replaceAll(/\s/g, "")).toBe('"];}digraphx{\\N\\G\\L<TABLE><TR>');
    expect(joined["id2"]?.replaceAll(/\s/g, "")).toBe("&lt;&#x41;&amp;]]><!---->");
    expect(joined["id5"]).toBe("gnp.exe");
    expect(joined["id9"]).toBe("a\uFFFD\uFFFD\uFFFDb");
    // A name of nothing that is seen gives way to the id.
    expect(joined["id10"]).toBe("id10");
    expect(boxes.find(({ id }) => id === "id8")?.title).toContain("W".repeat(300));
  });

  it("keeps 300 integrations legible: no box on another, no text out of its box, none too small", async () => {
    const file = path.join(await temporaryFolder(), "large.svg");
    await writeFile(file, svgPicture(largeAccount(300), "Where the alerts of the account go"));
    const { page } = await openPage(browser, pathToFileURL(file).href);
    const { boxes, place } = await seenPicture(page);
    expect(boxes.filter(({ kind }) => kind === "integration")).toHaveLength(300);
    expectLegible(boxes);
    expect(place.bottom).toBeLessThan(9000);
    expect(place.right).toBeLessThan(2600);
  });

  it.each([
    ["everything leads to everything", 300, 60, 60],
    ["there is very much", 6000, 300, 4],
  ])("draws an account in which %s, within seconds", (_case, count, teams, each) => {
    const graph = {
      nodes: [
        ...Array.from({ length: count }, (_value, index) =>
          node(`int${index}`, "integration", `Integration ${index}`),
        ),
        ...Array.from({ length: 40 }, (_value, index) => node(`rtr${index}`, "router", `Router ${index}`)),
        ...Array.from({ length: teams }, (_value, index) => node(`tem${index}`, "team", `Team ${index}`)),
        ...Array.from({ length: teams }, (_value, index) => node(`usr${index}`, "user", `Person ${index}`)),
      ],
      edges: [
        ...Array.from({ length: count * each }, (_value, index) => ({
          from: `int${index % count}`,
          to:
            index % 5 === 0
              ? `rtr${(index * 7) % 40}`
              : `tem${(index * 31 + Math.floor(index / count)) % teams}`,
          by: "destination" as const,
        })),
        ...Array.from({ length: 40 * 40 }, (_value, index) => ({
          from: `rtr${index % 40}`,
          to: `rtr${Math.floor(index / 40)}`,
          by: "rule" as const,
          rules: [index],
        })),
        ...Array.from({ length: teams * 20 }, (_value, index) => ({
          from: `tem${index % teams}`,
          to: `usr${(index * 13) % teams}`,
          by: "member" as const,
        })),
      ],
    };
    const svg = svgPicture(graph, "Large");
    expect(svg.match(/class="box /g)).toHaveLength(graph.nodes.length);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("draws an account that has nothing", async () => {
    expect(svgPicture({ nodes: [], edges: [] }, "Nothing")).toContain("no dead ends");
  });
});

describe("htmlPage", () => {
  it("makes the picture larger and smaller by buttons and keys", async () => {
    const file = path.join(await temporaryFolder(), "page.html");
    await writeFile(file, htmlPage(svgPicture(teamsNamed(["A"]), "Title"), "Title", teamsNamed(["A"])));
    const { page } = await openPage(browser, pathToFileURL(file).href);
    const width = async () => (await page.locator("main > svg").boundingBox())?.width ?? 0;
    const [size, larger] = [page.locator("#size"), page.locator("#in")];
    const before = await width();
    await larger.click();
    expect(await width()).toBeCloseTo(before * 1.25, 0);
    expect(await size.textContent()).toBe("125%");
    await page.keyboard.press("0");
    expect(await width()).toBeCloseTo(before, 0);
    await page.keyboard.press("-");
    expect(await size.textContent()).toBe("80%");
  });
});

describe("the page", () => {
  async function openLarge() {
    const graph = largeAccount(300);
    const file = path.join(await temporaryFolder(), "page.html");
    await writeFile(file, htmlPage(svgPicture(graph, "Title"), "Title", graph));
    const { page, complaints } = await openPage(browser, pathToFileURL(file).href);
    const shown = async () => page.locator(".box:not(.off)").count();
    return { page, complaints, shown, found: () => page.locator("#found").textContent() };
  }

  it("finds boxes by their names, types and ids, and brings the first into sight", async () => {
    const { page, complaints, shown, found } = await openLarge();
    expect(await found()).toBe("358 boxes");
    await page.locator("#search").fill("region 29");
    // 29, 129, 229, and 290 to 299.
    expect(await shown()).toBe(13);
    expect(await found()).toBe("13 of 358 boxes");
    expect(await page.locator(".box.lit").first().isVisible()).toBe(true);
    await page.locator("#search").fill("DATADOG int7");
    expect(await shown()).toBe(11);
    await page.keyboard.press("Escape");
    expect(await shown()).toBe(358);
    expect(complaints).toEqual([]);
  });

  it("shows what leads to a team and where it goes on, and dead ends alone", async () => {
    const { page, shown } = await openLarge();
    await page.locator("#team").selectOption({ label: "Team 3" });
    const ids = await page
      .locator(".box:not(.off)")
      .evaluateAll((boxes) => boxes.map((box) => box.getAttribute("data-id") ?? ""));
    const kinds = groupBy(ids, (id) => id.slice(0, 3));
    expect(kinds["tem"]).toEqual(["tem3"]);
    expect(kinds["rtr"]?.toSorted()).toEqual(["rtr1", "rtr3"]);
    expect(kinds["usr"]?.toSorted()).toEqual(["usr15", "usr27", "usr3"]);
    expect(kinds["int"]).toContain("int3");
    expect(kinds["int"]).not.toContain("int4");
    await page.locator("#all").click();
    await page.locator("#dead").check();
    expect(await shown()).toBe(0);
  });

  it("lights the ways of the box that is clicked, and of no other", async () => {
    const { page, shown } = await openLarge();
    await page.locator('[data-id="rtr3"]').click();
    const lit = await page
      .locator(".edge.lit")
      .evaluateAll((edges) =>
        edges.map((edge) => [...edge.classList].find((name) => name !== "edge" && name !== "lit")),
      );
    expect(new Set(lit)).toEqual(new Set(["destination", "default", "rule", "member"]));
    expect(lit.filter((by) => by === "rule")).toHaveLength(1);
    const before = await shown();
    expect(before).toBeGreaterThan(10);
    expect(before).toBeLessThan(100);
    expect(await page.locator('[data-id="rtr0"]').getAttribute("class")).toContain("off");
    await page.locator('[data-id="rtr3"]').click();
    expect(await shown()).toBe(358);
  });

  it("opens with text that can be read", async () => {
    const { page } = await openLarge();
    const place = await page.locator('[data-id="int1"] text').first().boundingBox();
    expect(place?.height).toBeGreaterThanOrEqual(11);
  });
});

function expectLegible(boxes: readonly SeenBox[]): void {
  const covered = boxes.filter(({ isOnTop }) => !isOnTop).map(({ title }) => title);
  const overlapping = boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .flatMap((other) => (overlap(one.place, other.place) ? [[one.title, other.title]] : [])),
  );
  const spilling = boxes.flatMap(({ lines, place }) =>
    lines.filter((line) => !isWithin(line.place, place)).map(({ text }) => text),
  );
  const tiny = boxes.flatMap(({ lines }) =>
    lines.filter(({ place }) => place.bottom - place.top < 11).map(({ text }) => text),
  );
  const faint = boxes
    .filter(({ fill, textColor }) => contrast(fill, textColor) < 7)
    .map(({ title }) => title);
  expect({ covered, overlapping, spilling, tiny, faint }).toEqual({
    covered: [],
    overlapping: [],
    spilling: [],
    tiny: [],
    faint: [],
  });
}

/** https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function node(id: string, kind: NodeKind, name: string, disabled = ""): MapNode {
  return { id, kind, name, deadEnd: "", disabled, ...(kind === "integration" && { type: "Datadog" }) };
}

/** Teams with these names, each with a member of its own, so that each has its own box. */
function teamsNamed(names: readonly string[]): AccountGraph {
  return {
    nodes: names.flatMap((name, index) => [
      { id: `id${index}`, kind: "team" as const, name, deadEnd: "", disabled: "" },
      { id: `user${index}`, kind: "user" as const, name: `User ${index}`, deadEnd: "", disabled: "" },
    ]),
    edges: names.map((_name, index) => ({ from: `id${index}`, to: `user${index}`, by: "member" })),
  };
}

/** An account of many integrations, on teams and routers in uneven parts. */
function largeAccount(count: number): AccountGraph {
  const indexes = (length: number) => Array.from({ length }, (_value, index) => index);
  const integrations = indexes(count).map((index) =>
    node(
      `int${index}`,
      "integration",
      `Latency of the checkout in region ${index}`,
      index % 40 === 0 ? "disabled" : "",
    ),
  );
  return {
    nodes: [
      ...integrations,
      ...indexes(6).map((index) => node(`rtr${index}`, "router", `Router ${index}`)),
      ...indexes(12).map((index) => node(`tem${index}`, "team", `Team ${index}`)),
      ...indexes(40).map((index) => node(`usr${index}`, "user", `Person ${index}`)),
    ],
    edges: [
      ...integrations.flatMap(({ id: from }, index): AccountGraph["edges"] => [
        { from, to: index % 3 === 0 ? `rtr${index % 6}` : `tem${index % 12}`, by: "destination" },
        ...(index % 11 === 0 ? [{ from, to: `tem${(index + 5) % 12}`, by: "destination" as const }] : []),
      ]),
      ...indexes(6).flatMap((index): AccountGraph["edges"] => [
        { from: `rtr${index}`, to: `tem${index}`, by: "default" },
        { from: `rtr${index}`, to: `tem${(index * 2 + 1) % 12}`, by: "rule", rules: [index, index + 2] },
      ]),
      ...indexes(36).map((index) => ({ from: `tem${index % 12}`, to: `usr${index}`, by: "member" as const })),
    ],
  };
}
