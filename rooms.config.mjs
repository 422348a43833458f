// Which folder may import which, for dependency-cruiser: `npm test` fails where one does not hold. The picture of it is
// in docs/architecture.md.

/** What every resource is and does. Over it stand the program's wing, the dynamic door and the plugin. */
const CORE =
  "^provider/src/(account|api|catalog|common|destinations|escalation-policy|integration|lifecycle|lookups|maintenance-window|notification-rule|on-call|override|receivers|rotation|router|rules|stack|team|templates)/";

export default {
  forbidden: [
    { name: "no circle of files", severity: "error", from: {}, to: { circular: true } },
    { name: "no circle of rooms", severity: "error", scope: "folder", from: {}, to: { circular: true } },
    {
      name: "every room is known to these rules",
      severity: "error",
      from: {},
      to: {
        path: "^provider/src/[^/]+/",
        pathNot: [CORE, "^provider/src/(commands|dynamic|plugin|program)/"],
      },
    },
    {
      name: "the core knows nothing of what stands over it",
      severity: "error",
      from: { path: CORE },
      to: { path: "^provider/src/", pathNot: CORE },
    },
    {
      name: "the core loads no Pulumi SDK",
      severity: "error",
      from: { path: CORE },
      to: { path: "node_modules/@pulumi/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the doors and the program's wing know nothing of each other",
      severity: "error",
      from: { path: "^provider/src/(dynamic|plugin|program)/" },
      to: { path: "^provider/src/(dynamic|plugin|program|commands)/", pathNot: "^provider/src/$1/" },
    },
    {
      name: "only the API client knows the HTTP library",
      severity: "error",
      from: { path: "^provider/src/", pathNot: "^provider/src/api/" },
      to: { path: "(^|node_modules/)got(/|$)" },
    },
    {
      name: "the emulator takes nothing from the provider but data",
      severity: "error",
      from: { path: "^emulator/" },
      to: { path: "^provider/", pathNot: "^provider/src/catalog/[^/]+\\.json$" },
    },
    {
      name: "the provider does not know the emulator",
      severity: "error",
      from: { path: "^provider/" },
      to: { path: "^emulator/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist/" },
    // Also imports of types: a type in the wrong file makes a circle of the same kind.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "types"],
    },
    metrics: true,
  },
};
