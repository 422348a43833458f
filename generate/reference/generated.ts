/** The first line of each page that is made. */
export const GENERATED =
  "<!-- Generated from provider/schema.json and the doc comments: npm run generate -->";
