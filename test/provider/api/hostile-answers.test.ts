// Answers that are made to do harm: they fill no memory, run nothing, and end in an error that says what is wrong.

import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { type Compression, compressions, withEndlessAnswers } from "../../helpers/endless-answers.ts";
import { errorOf, observedClient, withServer } from "./helpers.ts";

const names = Object.keys(compressions) as Compression[];

/** What is taken of an answer. */
const mostBytes = 32 * 1024 * 1024;

/** Looks up teams at each URL, in a process of its own; gives how that failed and the most memory it took, in bytes. */
async function lookUpApart(urls: readonly string[]): Promise<{ messages: string[]; memory: number }> {
  const script = `(async () => {
    const { getTeams } = require("pulumi-pagertree");
    const messages = [];
    for (const url of ${JSON.stringify(urls)}) {
      process.env.PAGERTREE_BASE_URL = url;
      messages.push(await getTeams().catch((error) => error.message));
    }
    console.log(JSON.stringify({ messages, memory: process.resourceUsage().maxRSS * 1024 }));
  })()`;
  const env = { PAGERTREE_API_KEY: "key" };
  const { stdout } = await execa(process.execPath, ["--eval", script], { env });
  return JSON.parse(stdout);
}

describe("an answer without an end", () => {
  it("is given up before it fills the memory, however it is compressed", async () => {
    const servers = await Promise.all([
      ...names.map((name) => withEndlessAnswers(name)),
      withEndlessAnswers("gzip", 500),
    ]);
    const { messages, memory } = await lookUpApart(servers.map(({ url }) => url));
    const tooLarge = "list teams: no answer from PagerTree: the answer is too large";
    expect(messages).toEqual(servers.map(() => expect.stringContaining(tooLarge)));
    for (const { count } of servers) expect(count.bytes).toBeGreaterThan(mostBytes / 2);
    // Of all six, with Node.js and Pulumi's SDK.
    expect(memory).toBeLessThan(512 * 1024 * 1024);
  });

  it("is given up as well where it comes in pages, each of them well formed", async () => {
    const name = "x".repeat(10_000);
    let made = 0;
    const url = await withServer((_request, response) => {
      const data = Array.from({ length: 100 }, () => {
        made += 1;
        return { id: `01GDBEYARH${String(made).padStart(16, "0")}`, name };
      });
      response.end(JSON.stringify({ data, has_more: true }));
    });
    const error = await errorOf(observedClient(url, "key").client.list("integrationTypes"));
    expect(error).toMatchObject({ code: "unexpected-answer" });
    expect(error.message).toContain("has not come to an end after 1000 pages or 128 MiB");
    // In one walk, and not in the four that a list is given whose pages do not fit each other.
    expect(made).toBeLessThan(20_000);
  });

  it("leaves the outcome of a create open", async () => {
    const { url } = await withEndlessAnswers("gzip", 201);
    const { client } = observedClient(url, "key");
    expect(await errorOf(client.create("teams", { name: "Platform" }))).toMatchObject({
      outcomeUnknown: true,
    });
  });
});

describe("an answer", () => {
  it.each([
    ["deep nesting", "[".repeat(1_000_000)],
    ["deep nesting that ends", `${"[".repeat(200_000)}${"]".repeat(200_000)}`],
    ["deep nesting in a row", `{"data":${'[{"id":'.repeat(100_000)}1${"}]".repeat(100_000)}}`],
    ["a list that is a text", '{"data":"rows"}'],
    ["a list with a length of its own", '{"data":{"length":1e9}}'],
    ["nothing", ""],
    ["a number", "1e999"],
  ])("of %s is refused as none of PagerTree's", async (_what, body) => {
    const url = await withServer((_request, response) => response.end(body));
    const error = await errorOf(observedClient(url, "key").client.list("teams"));
    expect(error.code).toBe("unexpected-answer");
    expect(error.message.length).toBeLessThan(500);
  });

  it("does not reach a prototype", async () => {
    const row = `{"id":"01GDBEYARHS4W4QM6X370Z5TMB","name":"a","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`;
    const body = `{"data":[${row}],"__proto__":{"polluted":1},"has_more":false,"total_count":1}`;
    const url = await withServer((_request, response) => response.end(body));
    const [type] = await observedClient(url, "key").client.list("integrationTypes");
    expect(type).toMatchObject({ name: "a" });
    expect({}).not.toHaveProperty("polluted");
    expect(Object.getPrototypeOf(type)).toBe(Object.prototype);
  });
});
