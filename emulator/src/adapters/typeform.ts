// Typeform: A:typeform/v3. Every response makes an alert.
import { compactBlank } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const typeform: Adapter = {
  action: () => "create",
  thirdPartyId: at("form_response", "token"),
  title: ({ dig, join }) =>
    join(
      compactBlank([dig("form_response", "definition", "title"), dig("form_response", "submitted_at")]),
      ": ",
    ),
};
