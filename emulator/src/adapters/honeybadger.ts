// Honeybadger: A:honeybadger/v3.
import { toList } from "../ruby/access.ts";
import { firstTrue, orElse, textFor, unique } from "../ruby/methods.ts";
import { strip } from "../ruby/text.ts";
import { type Adapter, at } from "./adapter.ts";

export const honeybadger: Adapter = {
  secret: { option: "token", header: "honeybadger-token" },
  action: {
    by: at("event"),
    of: {
      ...{ occurred: "create", down: "create", check_in_missing: "create" },
      ...{ resolved: "resolve", up: "resolve", check_in_reporting: "resolve" },
    },
    ignoresCase: true,
  },
  // Each is looked at only where the one before it is missing.
  thirdPartyId: ({ dig }) =>
    orElse(dig("fault", "url"), () =>
      orElse(dig("outage", "details_url"), () => dig("check_in", "details_url")),
    ),
  title: at("message"),
  tags: ({ dig }) => {
    const tags = [...toList(firstTrue(dig("fault", "tags"), [])), ...toList(dig("fault", "environment"))];
    return unique(tags.map((tag) => strip(textFor("strip", tag))));
  },
  additionalData: ({ dig }) => [
    ["link", "Fault URL", dig("fault", "url")],
    ["text", "Environment", dig("fault", "environment")],
    ["link", "Outage URL", dig("outage", "details_url")],
    ["link", "Check In URL", dig("check_in", "details_url")],
  ],
};
