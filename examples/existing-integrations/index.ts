// Reads what somebody made in PagerTree's web page, and changes none of it: a list of all integrations, and the
// endpoint of one of them, for a program that manages the other side.

import * as pagertree from "pulumi-pagertree";

// A program that exports an async function may await lookups.
export = async () => {
  const integrations = await pagertree.getIntegrations();
  const [first] = integrations;
  const watched = first && pagertree.Integration.get("watched", first.id);
  return {
    /** Every integration of the account by its name, with its type where this package knows it. */
    types: Object.fromEntries(integrations.map(({ name, type }) => [name, type ?? "not known"])),
    disabled: integrations.filter(({ enabled }) => !enabled).map(({ name }) => name),
    watchedEndpoint: watched?.endpoint,
  };
};
