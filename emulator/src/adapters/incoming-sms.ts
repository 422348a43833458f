// Incoming SMS over Twilio: A:twilio/incoming_sms/v3. Every message makes an alert.
import { textFor, toInteger } from "../ruby/methods.ts";
import { type Adapter, at, type Datum, type Incoming } from "./adapter.ts";

export const incomingSms: Adapter = {
  action: () => "create",
  thirdPartyId: at("MessageSid"),
  title: ({ dig, text }) => `Incoming SMS from ${text(dig("From"))} - See description for details`,
  description: at("Body"),
  additionalData: (incoming) => {
    const { dig, text } = incoming;
    return [
      ["link", "Twilio URL", `https://www.twilio.com/console/sms/logs/${text(dig("MessageSid"))}`],
      ["text", "Account SID", dig("AccountSid")],
      ["text", "Message SID", dig("MessageSid")],
      ["phone", "To", dig("To")],
      ["phone", "From", dig("From")],
      ["text", "From Country", dig("FromCountry")],
      ["text", "From State", dig("FromState")],
      ["text", "From City", dig("FromCity")],
      ["text", "From Zip", dig("FromZip")],
      ...media(incoming),
    ];
  },
};

/** Twilio tells how many there are; where one of them is missing, the adapter raises an error. */
function* media({ dig }: Incoming): Iterable<Datum> {
  const count = toInteger(dig("NumMedia"));
  for (let index = 0n; index < count; index += 1n) {
    const type = textFor("starts_with?", dig(`MediaContentType${index}`));
    yield [type.startsWith("im") ? "img" : "link", `Media #${index + 1n}`, dig(`MediaUrl${index}`)];
  }
}
