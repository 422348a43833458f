// Freshdesk: A:freshdesk/v3. What it sends of a ticket that has no alert yet makes one, whatever the ticket's status.
import type { Adapter } from "./adapter.ts";
import { atTicket, ticketField, wordFor } from "./freshdesk-ticket.ts";

export const freshdesk: Adapter = {
  action: (incoming) => {
    const action = wordFor(ticketField(incoming, "ticket_status"), [
      [2n, ["Open"], "create"],
      [3n, ["Pending"], "acknowledge"],
      [4n, ["Resolved"], "resolve"],
      [5n, ["Closed"], "resolve"],
    ]);
    return incoming.hasAlert() ? (action ?? "other") : "create";
  },
  thirdPartyId: atTicket("ticket_id"),
  title: atTicket("ticket_subject"),
  description: atTicket("ticket_description"),
  urgency: (incoming) =>
    wordFor(ticketField(incoming, "ticket_priority"), [
      [1n, ["Low"], "low"],
      [2n, ["Normal"], "medium"],
      [3n, ["High"], "high"],
      [4n, ["Urgent"], "critical"],
    ]) ?? null,
  additionalData: (incoming) => [
    ["link", "Ticket URL", ticketField(incoming, "ticket_url")],
    ["datetime", "Due By", ticketField(incoming, "ticket_due_by_time")],
    ["text", "Source", ticketField(incoming, "ticket_source")],
    ["text", "Requester Name", ticketField(incoming, "ticket_requester_name")],
    ["text", "Requester Email", ticketField(incoming, "ticket_requester_email")],
    ["text", "Requester Phone", ticketField(incoming, "ticket_requester_phone")],
    ["text", "Company", ticketField(incoming, "ticket_company_name")],
  ],
};
