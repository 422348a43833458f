// Building the engines and language hosts with Go, with a `go` command of the test's own: it writes down how it is called.

import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { buildEngine, builtEngineName } from "../../setup/engine/build.mjs";
import { findLanguageHost } from "../../setup/languages/hosts.mjs";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

// `go build … -o FILE COMMAND` makes a program that prints the version stamped with -X.
const BUILD = `
  for argument in "$@"; do
    if [ "$previous" = -o ]; then output=$argument; fi
    previous=$argument
  done
  version=$(echo "$*" | sed 's/.*Version=\\(v[0-9.]*\\).*/\\1/')
  printf '#!/bin/sh\\necho %s\\n' "$version" > "$output"
  chmod +x "$output"`;

describe.skipIf(process.platform === "win32")("a build with Go", () => {
  let cache = "";

  beforeEach(async () => {
    cache = await temporaryFolder();
    vi.stubEnv("PULUMI_PAGERTREE_CACHE", cache);
    // Setup tells its steps.
    vi.spyOn(console, "log").mockImplementation(() => {});
    return () => {
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
    };
  });

  /** Puts a `go` command on PATH, beside the system's own programs, and gives the file of its calls. */
  async function installGo(version: string, toolchain: string, build: string) {
    const folder = await temporaryFolder();
    const calls = path.join(folder, "calls");
    const script = `#!/bin/sh
echo "CGO_ENABLED=$CGO_ENABLED GOWORK=$GOWORK $*" >> '${calls}'
case $1 in
env) printf '%s\\n' ${version} ${toolchain} ;;
build) ${build} ;;
esac
`;
    await writeFile(path.join(folder, "go"), script, { mode: 0o755 });
    vi.stubEnv("PATH", `${folder}:/usr/bin:/bin`);
    return calls;
  }

  it.each([
    ["newest", "go1.26.6", "3.274.1"],
    ["oldest", "go1.25.8", "3.230.0"],
  ] as const)(
    "makes the %s engine from the pinned modules only, and takes the launcher from the SDK",
    async (age, go, version) => {
      const calls = await installGo(go, "local", BUILD);
      const folder = path.join(cache, await builtEngineName(age), "bin");
      expect(await buildEngine(ROOT, age)).toEqual({ folder, version });
      const builds = (await readFile(calls, "utf8")).split("\n").filter((call) => call.includes(" build "));
      expect(builds).toHaveLength(2);
      for (const call of builds)
        expect(call).toContain("CGO_ENABLED=0 GOWORK=off build -v -mod=readonly -trimpath");
      const launcher = "pulumi-resource-pulumi-nodejs";
      expect(await readFile(path.join(folder, launcher), "utf8")).toBe(
        await readFile(path.join(ROOT, "node_modules/@pulumi/pulumi", launcher), "utf8"),
      );
    },
  );

  it.each([
    ["go1.26.5", "local", "Go is go1.26.5, and pulumi needs 1.26.6"],
    ["go1.20.14", "auto", "Go is go1.20.14, and pulumi needs 1.26.6"],
  ])("refuses %s with GOTOOLCHAIN=%s", async (version, toolchain, problem) => {
    await installGo(version, toolchain, BUILD);
    expect(await buildEngine(ROOT, "newest")).toEqual({ problem: expect.stringContaining(problem) });
  });

  it("lets an older Go fetch the toolchain it needs", async () => {
    await installGo("go1.21.0", "auto", BUILD);
    expect(await buildEngine(ROOT, "newest")).toMatchObject({ version: "3.274.1" });
  });

  it("tells what Go said when a build fails, and builds again the next time", async () => {
    await installGo("go1.26.0", "auto", "echo 'checksum mismatch' >&2; exit 1");
    expect(await buildEngine(ROOT, "newest")).toEqual({
      problem: expect.stringContaining("checksum mismatch"),
    });
    await installGo("go1.26.0", "auto", BUILD);
    expect(await buildEngine(ROOT, "newest")).toMatchObject({ version: "3.274.1" });
  });

  it("keeps both engines beside each other", async () => {
    await installGo("go1.26.6", "local", BUILD);
    await buildEngine(ROOT, "newest");
    await buildEngine(ROOT, "oldest");
    const kept = (await readdir(cache)).map((name) => name.replace(/-go-.*/, ""));
    expect(kept.sort()).toEqual(["pulumi-3.230.0", "pulumi-3.274.1"]);
  });

  it("makes the host of YAML programs only where there is none", async () => {
    const calls = await installGo("go1.25.8", "local", BUILD);
    const built = await findLanguageHost("yaml", []);
    expect(path.relative(cache, built)).toMatch(/^pulumi-language-yaml-1\.25\.0-go-[^/]*\/bin$/);
    expect(await findLanguageHost("yaml", [])).toBe(built);
    const builds = (await readFile(calls, "utf8")).split("\n").filter((call) => call.includes(" build "));
    expect(builds).toHaveLength(1);
    expect(builds[0]).toContain("pulumi-yaml/pkg/version.Version=v1.25.0");
    const engine = await temporaryFolder();
    await writeFile(path.join(engine, "pulumi-language-yaml"), "", { mode: 0o755 });
    expect(await findLanguageHost("yaml", [engine])).toBe(engine);
  });

  it("says that a language host cannot be had without Go, and what to do", async () => {
    vi.stubEnv("PATH", cache);
    await expect(findLanguageHost("yaml", [])).rejects.toMatchObject({
      message: "no pulumi-language-yaml can be had: there is no go command",
      hint: expect.stringContaining("Install Pulumi"),
    });
  });

  it("says that there is no Go", async () => {
    vi.stubEnv("PATH", cache);
    expect(await buildEngine(ROOT, "newest")).toEqual({ problem: "there is no go command" });
  });
});
