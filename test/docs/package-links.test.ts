import { describe, expect, it } from "vitest";
import { withPackageLinks, withPageLinks } from "../../generate/package-links.ts";

const root = (name: string) =>
  JSON.stringify({ repository: { type: "git", url: `git+https://github.com/${name}.git` } });

describe("withPackageLinks", () => {
  const text = withPackageLinks(root("a/b"), '{"name":"p","version":"1.0.0","license":"MIT"}', "folder");

  it("names page, issues and repository, with the package's folder", () => {
    expect(JSON.parse(text)).toEqual({
      name: "p",
      version: "1.0.0",
      homepage: "https://github.com/a/b#readme",
      bugs: { url: "https://github.com/a/b/issues" },
      repository: { type: "git", url: "git+https://github.com/a/b.git", directory: "folder" },
      license: "MIT",
    });
  });

  it("replaces what is there when the repository has moved, and changes nothing the second time", () => {
    expect(withPackageLinks(root("a/b"), text, "folder")).toBe(text);
    expect(withPackageLinks(root("c/d"), text, "folder")).toBe(text.replaceAll("a/b", "c/d"));
  });
});

describe("withPageLinks", () => {
  it("leads to the repository's pages, wherever it moves, and leaves other links as they are", () => {
    const readme = "[a](https://github.com/x/y/blob/main/docs/a.md#b), [c](https://github.com/x/y)";
    expect(withPageLinks(root("c/d"), readme)).toBe(
      "[a](https://github.com/c/d/blob/main/docs/a.md#b), [c](https://github.com/x/y)",
    );
  });
});
