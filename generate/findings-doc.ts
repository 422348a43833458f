/** The list of findings: the second line of each script says what surprises. */

const INTRODUCTION = `# Findings

Each script here shows one thing in a public library, tool or format that surprised us. The input is valid, and our own
code is not involved. A script installs pinned packages into a temporary folder, runs them, prints the versions and what
it expected and saw, and fails if that has changed. It removes the folder at the end.

\`\`\`sh
findings/sift-key-order.sh
NEWEST=1 findings/sift-key-order.sh   # with the newest packages: does it still hold?
\`\`\`

The scripts need Bash, and Node.js with npm, Python 3 or Go, whichever they use. Those that begin with \`pulumi-engine\` need
\`pulumi\` on \`PATH\` too, with \`pulumi-language-nodejs\` beside it. They are not part of \`npm test\`.

`;

/** The text of findings/README.md, from the scripts' names and texts. */
export function findingsDoc(scripts: readonly { readonly name: string; readonly text: string }[]): string {
  const lines = scripts.map(
    ({ name, text }) => `- [${name}](${name}): ${text.split("\n")[1]?.replace(/^# /, "")}`,
  );
  return `${INTRODUCTION}${lines.join("\n")}\n`;
}
