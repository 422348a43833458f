// ElastAlert: A:elast_alert/v3. It tries for two days again what is answered with an error, so nothing is.
import { type Adapter, at } from "./adapter.ts";

export const elastalert: Adapter = {
  action: {
    by: at("event_type"),
    of: { create: "create", acknowledge: "acknowledge", resolve: "resolve" },
  },
  thirdPartyId: at("Id"),
  title: at("Title"),
  description: at("Description"),
  disabledStatus: 200,
};
