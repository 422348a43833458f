// Freshservice: A:freshservice/v3. A status of 3, which is pending, creates; the word Pending acknowledges.
import type { Adapter } from "./adapter.ts";
import { atTicket, ticketField, wordFor } from "./freshdesk-ticket.ts";

export const freshservice: Adapter = {
  action: (incoming) =>
    wordFor(ticketField(incoming, "ticket_status"), [
      [2n, ["Open"], "create"],
      [3n, [], "create"],
      [3n, ["Pending"], "acknowledge"],
      [4n, ["Resolved"], "resolve"],
      [5n, ["Closed"], "resolve"],
    ]) ?? "other",
  thirdPartyId: atTicket("ticket_public_url"),
  title: atTicket("ticket_subject"),
  description: atTicket("ticket_description"),
  urgency: (incoming) =>
    wordFor(ticketField(incoming, "ticket_priority"), [
      [1n, ["Low"], "low"],
      [2n, ["Normal", "Medium"], "medium"],
      [3n, ["High"], "high"],
      [4n, ["Urgent"], "critical"],
    ]) ?? null,
  additionalData: (incoming) => [
    ["text", "Ticket ID", ticketField(incoming, "ticket_id")],
    ["link", "Ticket URL", ticketField(incoming, "ticket_url")],
    ["text", "Requester Email", ticketField(incoming, "ticket_email")],
    ["text", "To Email", ticketField(incoming, "ticket_to_email")],
    ["text", "CC Email", ticketField(incoming, "ticket_cc_email")],
  ],
};
