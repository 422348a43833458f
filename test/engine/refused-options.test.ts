// Bad options without the engine: each option of each type, with each value that it refuses. What is refused is
// refused by `check`, so nothing is sent; that the engine then stops is in refusals.test.ts.

import { describe, expect, it } from "vitest";
import { type CatalogOption, optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import type { IntegrationTypeName } from "../../provider/src/catalog/option-types.ts";
import { checkIntegration } from "../../provider/src/integration/check.ts";
import type { ProviderContext } from "../../provider/src/lifecycle/context.ts";
import { conditionsOf, everyOption, optionsUnder, requiredOptions } from "../helpers/sample-options.ts";

/** A context for which PagerTree is out of reach, and which fails the test if anything is sent. */
const outOfReach: ProviderContext = {
  ask: async (_question, otherwise) => otherwise,
  get api(): never {
    throw new Error("check sends nothing but what it can do without.");
  },
  get baseUrl(): never {
    throw new Error("check needs no URL.");
  },
  integrationTypes: () => Promise.reject(new Error("check does not need the types.")),
  accountId: async () => undefined,
  get objects(): never {
    throw new Error("check looks for no destination.");
  },
  get coverage(): never {
    throw new Error("check asks for nobody on call.");
  },
  // Options that make an integration of no use are warned of, not refused.
  tell: () => undefined,
  isFirst: () => true,
  leastAge: () => 0,
  wait: () => Promise.reject(new Error("check waits for nothing.")),
};

/** Values of which an option takes none, by what is wrong with them. */
function wrongValues(option: CatalogOption): Record<string, unknown> {
  const ofOtherTypes = {
    string: { number: 5, true: true, list: ["text"], object: { text: "text" } },
    boolean: { text: "true", "empty text": "", number: 1, list: [true], object: { true: true } },
    integer: { text: "60", fraction: 60.5, true: true, list: [60], object: { number: 60 } },
  }[option.type];
  return { ...ofOtherTypes, ...outOfRange(option), ...brokenFormats(option) };
}

function outOfRange({ min, max, oneOf, type }: CatalogOption): Record<string, unknown> {
  return {
    ...(min !== undefined && { "number below the least": min - 1 }),
    ...(max !== undefined && { "number above the greatest": max + 1 }),
    ...(oneOf !== undefined && {
      "text that is not in the list": "other",
      "other case": oneOf[0]?.toUpperCase(),
    }),
    ...(type === "integer" && { "number beyond all integers": 2 ** 53 }),
  };
}

function brokenFormats({ format }: CatalogOption): Record<string, unknown> {
  switch (format) {
    case "public-url":
      return {
        "no URL": "text",
        "no scheme": "example.com/hook",
        "host without a dot": "https://localhost/hook",
        "other scheme": "ftp://example.com",
        "scheme in capitals": "HTTPS://example.com",
        "URL with a space": "https://example.com/a b",
        "URL in a text": "see https://example.com",
      };
    case "time-zone":
      return { "no time zone": "Mars/Olympus", "time zone in other case": "utc", "blank text": " " };
    case "email-recipients":
      return {
        "no e-mail address": "somebody",
        "list with spaces": "team, on-call",
        "empty part": "team,,on-call",
      };
    default:
      return {};
  }
}

/** The paths that are refused. */
async function refusedPaths(type: IntegrationTypeName, options: Record<string, unknown>): Promise<string[]> {
  const declared = { name: type, type, teamIds: ["01GDBEYARHS4W4QM6X370Z5TMB"], options };
  const { failures } = await checkIntegration(declared, {}, outOfReach);
  return failures.map(({ property }) => property);
}

const optionOfEveryType = typeNames.flatMap((type) =>
  optionsOf(type).map((option) => ({ type, name: option.name, option })),
);
const required = optionOfEveryType
  .filter(({ option }) => option.required)
  .map(({ type, name }) => ({ type, name, options: requiredOptions(type) }));
const requiredUnderCondition = optionOfEveryType.flatMap(({ type, name, option: { requiredWhen } }) =>
  requiredWhen === undefined ? [] : [{ type, name, options: optionsUnder(requiredWhen, type) }],
);

describe("check of the options of each type", () => {
  it.each(typeNames)(
    "%s accepts none but the required, all, and those under each condition",
    async (type) => {
      const accepted = [
        requiredOptions(type),
        everyOption(type),
        ...conditionsOf(type).map((condition) => optionsUnder(condition, type)),
      ];
      for (const options of accepted) expect(await refusedPaths(type, options)).toEqual([]);
    },
  );

  it.each(optionOfEveryType)("$type refuses each wrong value of $name", async ({ type, name, option }) => {
    // With every other option set, and so with every condition of the type met.
    const others = everyOption(type);
    for (const [wrong, value] of Object.entries(wrongValues(option))) {
      const paths = await refusedPaths(type, { ...others, [name]: value });
      expect({ wrong, paths }).toEqual({ wrong, paths: [`options.${name}`] });
    }
  });

  it.each([...required, ...requiredUnderCondition])("$type needs $name", async ({ type, name, options }) => {
    for (const blank of [undefined, null, "", " \t\n"]) {
      const paths = await refusedPaths(type, { ...options, [name]: blank });
      expect({ blank, paths }).toEqual({ blank, paths: [`options.${name}`] });
    }
  });

  it.each(typeNames)("%s refuses what it does not have", async (type) => {
    const wrong = { alertOpenn: true, optionTitleTemplate: "text", title_template: "text" };
    const paths = await refusedPaths(type, { ...requiredOptions(type), ...wrong });
    expect(paths.sort()).toEqual(Object.keys(wrong).map((name) => `options.${name}`));
  });
});
