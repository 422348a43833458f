// Jotform: A:jotform/v3. Every submission makes an alert.
import { type Adapter, at } from "./adapter.ts";

export const jotform: Adapter = {
  action: () => "create",
  thirdPartyId: at("submissionID"),
  title: ({ dig, join }) => join([dig("formTitle"), dig("submissionID")], " "),
  additionalData: ({ dig, text }) => [
    ["link", "Submission URL", `https://www.jotform.com/submission/${text(dig("submissionID"))}`],
  ],
};
