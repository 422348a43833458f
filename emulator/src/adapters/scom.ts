// SCOM: A:scom/v3.
import { type Adapter, at } from "./adapter.ts";

export const scom: Adapter = {
  action: { by: at("resolutionState"), of: { New: "create", Closed: "resolve" } },
  thirdPartyId: at("alertId"),
  title: at("alertName"),
  description: at("alertDescription"),
};
