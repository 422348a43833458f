import { describe, expect, it } from "vitest";
import { lacksNotifyTarget } from "../../../provider/src/receivers/rootly-url.ts";

const source = "https://webhooks.rootly.com/webhooks/incoming/generic_webhooks";

describe("lacksNotifyTarget", () => {
  it.each([
    ["as Rootly's API gives it", `${source}/notify/<TYPE>/<ID>`],
    ["as Rootly's documentation writes it", `${source}/notify/<type>/<id>`],
    ["with the secret behind it", `${source}/notify/<TYPE>/<ID>?secret=s`],
    ["encoded", `${source}/notify/%3CTYPE%3E/%3CID%3E#part`],
    ["without its brackets", `${source}/notify/TYPE/ID`],
    ["with other brackets", `${source}/notify/{type}/:id/`],
    ["half filled in", `${source}/notify/Group/<ID>`],
    ["without an id", `${source}/notify/Group`],
    ["cut off too late", `${source}/notify/?secret=s`],
    ["of another kind of source", "https://webhooks.rootly.com/webhooks/incoming/grafana_webhooks/notify"],
    ["behind a host of one's own", "https://hooks.example.com/notify/<TYPE>/<ID>"],
  ])("finds a URL %s", (_what, url) => {
    expect(lacksNotifyTarget(url)).toBe(true);
  });

  it.each([
    ["without a target", source],
    ["with a target", `${source}/notify/Group/0d1c92a4-1f0e-4b0c-9f1e-5a1b2c3d4e5f?secret=s`],
    ["of the PagerTree integration", "https://webhooks.rootly.com/webhooks/incoming/pagertree_webhooks"],
    ["that only looks like it in its query", `${source}?then=/notify/<TYPE>/<ID>`],
    ["of a host of one's own that ends so", "https://hooks.example.com/notify"],
  ])("leaves a URL %s alone", (_what, url) => {
    expect(lacksNotifyTarget(url)).toBe(false);
  });
});
