// How a user's project is compiled, as docs/installation-configuration.md advises.
export const userCompilerOptions = {
  target: "es2023",
  module: "nodenext",
  types: ["node"],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};
