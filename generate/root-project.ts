/** The root's Pulumi.yaml, so that `pulumi up` in a clone runs the quickstart: that of the example, from one folder up. */
export function rootProject(example: string): string {
  const [, ...lines] = example.split("\n");
  const comment =
    "# Generated from examples/quickstart/Pulumi.yaml: `pulumi up` here makes what that example declares.";
  return [comment, ...lines.map((line) => line.replace(/^main: /, "main: examples/quickstart/"))].join("\n");
}
