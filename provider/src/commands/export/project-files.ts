/** The files around an exported program, which make it a Pulumi project. */
import { version } from "../../api/user-agent.ts";
import type { Door } from "./door.ts";
import type { Program, ProgramSecret } from "./program.ts";

/** What a project is made of. */
export interface ProjectOptions {
  /** The name of the Pulumi project. */
  readonly name: string;
  readonly stack: string;
  readonly program: Program;
  readonly door: Door;
  /** The secrets that are not in the stack's configuration. */
  readonly missing: readonly ProgramSecret[];
  /** The ULID of the account, if it is known and not in the stack's configuration. */
  readonly accountId: string | undefined;
  /** The first cases of who is paged; undefined if there are none. */
  readonly routes: string | undefined;
}

const importPart = `In place of 4 and 5, \`pulumi import --file import.json --generate-code=false\` takes over the same objects. Then take each
\`adopt\` out of the program.

`;

/** All files of the project, by their paths in its folder. */
export function projectFiles(options: ProjectOptions): Map<string, string> {
  const { name, program, door, routes } = options;
  const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
  return new Map([
    [
      "Pulumi.yaml",
      `name: ${name}
description: A PagerTree account in code
runtime: nodejs
options:
  refresh: always
${door === "plugin" ? pluginLines : ""}`,
    ],
    [
      "package.json",
      json({
        name: name.toLowerCase(),
        private: true,
        main: "index.ts",
        dependencies: { "@pulumi/pulumi": "^3.270.0", "pulumi-pagertree": `^${version}` },
        devDependencies: { typescript: "^6.0.3" },
      }),
    ],
    [
      "tsconfig.json",
      `{
  "compilerOptions": {
    "strict": true,
    "target": "es2022",
    "module": "nodenext",
    "moduleResolution": "nodenext",
    "rootDir": ".",
    "skipLibCheck": true,
    "noEmit": true
  },
  "files": ["index.ts"]
}
`,
    ],
    [".gitignore", "/node_modules/\n"],
    ["README.md", readme(options)],
    ...(routes === undefined ? [] : [["routes.yaml", routes] as const]),
    ...(door === "plugin" ? [["import.json", json({ resources: program.imports })] as const] : []),
    ...program.files,
  ]);
}

const pluginLines = `plugins:
  providers:
    - name: pagertree
      path: node_modules/pulumi-pagertree
`;

const routesPart = `
## Who gets paged

\`routes.yaml\` says of some samples where they go. Write into it what must hold, and try that with the account as it is, or
with the stack as a plan will make it:

\`\`\`sh
npx pagertree-emulator simulate --account --cases routes.yaml
\`\`\`
`;

function readme({ name, stack, missing, accountId, door, routes }: ProjectOptions): string {
  const secrets = missing.map(({ key, value, title }) => {
    const hidden = value === undefined ? ", which PagerTree does not show" : "";
    return `# ${title}${hidden}\npulumi config set --secret ${key}\n`;
  });
  const secretsPart =
    secrets.length === 0
      ? ""
      : `
## Secrets to set

The program asks for these. Each command asks for one value, and keeps it encrypted:

\`\`\`sh
${secrets.join("\n")}\`\`\`
`;
  const pinPart =
    accountId === undefined
      ? ""
      : ` Then \`pulumi config set pagertree:accountId ${accountId}\`: no key of another account is taken.`;
  return `# ${name}

A PagerTree account in code, written by \`npx pulumi-pagertree export\`.

1. \`npm install\`. If npm does not have pulumi-pagertree yet: \`npm install FILE\`, with the file that \`npm pack\` made of it.
2. Set the environment variable \`PAGERTREE_API_KEY\`, or run \`pulumi config set --secret pagertree:apiKey\`.
3. \`pulumi stack select --create ${stack}\`${missing.length === 0 ? "" : ", and set the secrets below"}.${pinPart}
4. \`pulumi preview\` says of each object \`adopts …: nothing changes\`.
5. \`pulumi up\` takes them over. Nothing is made anew, and no endpoint changes.

${door === "plugin" ? importPart : ""}After that, change the program in place of clicking. The comments in it say what the export found odd.
${secretsPart}${routes === undefined ? "" : routesPart}`;
}
