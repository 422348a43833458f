// The check of the language itself: which sentences of a source it reads, and with which lines.

import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../prose/messages.ts";

describe("sentencesOf", () => {
  const texts = (source: string, docs = true) =>
    sentencesOf("a.ts", source, { docs }).map(({ text }) => text.trim());

  it("finds messages, but no names, paths or single words", () => {
    expect(
      texts('throw new Error("The key cannot be used."); const a = "datadog"; import b from "./a b.ts";'),
    ).toEqual(["The key cannot be used."]);
  });

  it("joins what is put together, and names each value", () => {
    expect(texts('const a = "The key can " + "not be used by " + name;')).toEqual([
      "The key can not be used by VALUE",
    ]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source has a template
    expect(texts("const a = `The ${kind} of ${id} is gone.`;")).toEqual(["The VALUE0 of VALUE1 is gone."]);
  });

  it("finds a message within a value of another one", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source has a template
    const source = 'const a = `It is gone${why === "" ? "" : ", for it was deleted"}.`;';
    expect(texts(source)).toContain(", for it was deleted");
  });

  it("takes doc comments without their stars and tags, or leaves them out", () => {
    const source =
      "/**\n * Reads the whole file.\n *\n * @param name Its name is a path.\n */\nfunction read(name: string) {}";
    expect(texts(source)[0]).toMatch(/^Reads the whole file\.\s+Its name is a path\.$/);
    expect(texts(source, false)).toEqual([]);
  });

  it("knows the line of each", () => {
    expect(sentencesOf("a.ts", '\n\nconst a = "This is on the third line.";')[0]?.line).toBe(3);
  });
});
