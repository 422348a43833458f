// What a caller is to hear, in Twilio's XML: https://www.twilio.com/docs/voice/twiml.
import { html as xml } from "ghtml";

/** What is sent as the content type of XML. */
export const XML_TYPE = "application/xml; charset=utf-8";

/** A document of these verbs: a line each, with the attributes by name, as Twilio's own Ruby library writes them. */
export function twiml(...verbs: readonly string[]): string {
  const response = verbs.length === 0 ? "<Response/>" : `<Response>\n${verbs.join("\n")}\n</Response>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${response}\n`;
}

/** Says something and hangs up. */
export function goodbye(text: string): string {
  return twiml(say(text), HANG_UP);
}

export const HANG_UP = "<Hangup/>";
export const REJECT = "<Reject/>";
/** Asks for a voicemail of a minute. */
export const RECORD = '<Record maxLength="60"/>';

export function say(text: string): string {
  return xml`<Say language="en" voice="man">${text}</Say>`;
}

/** Says something in Twilio's own voice. */
export function sayPlainly(text: string): string {
  return xml`<Say>${text}</Say>`;
}

/** Plays a recording, once, or for ever with `loop` 0. The URLs here are well-formed, with nothing to escape. */
export function play(url: string, loop?: number): string {
  return xml`<Play!${loop === undefined ? "" : ` loop="${loop}"`}>!${url}</Play>`;
}

export function pause(seconds: number): string {
  return `<Pause length="${seconds}"/>`;
}

export function redirect(url: string): string {
  return xml`<Redirect method="POST">!${url}</Redirect>`;
}

/** Reads a menu out three times, and waits for so many digits, which come to the URL that the document came from. */
export function gather(text: string, digits: number): string {
  const once = `${say(text)}\n${pause(1)}`;
  return `<Gather numDigits="${digits}" timeout="30">\n${[once, once, once].join("\n")}\n</Gather>`;
}

/** Puts the caller into a queue. */
export function enqueue(name: string, { action, waitUrl }: { action: string; waitUrl: string }): string {
  return xml`<Enqueue action="!${action}" method="POST" waitUrl="!${waitUrl}" waitUrlMethod="GET">${name}</Enqueue>`;
}

/** Puts the caller through to a number, which sees the number that was called. */
export function dial(number: string, callerId: string | null): string {
  const from = callerId === null ? "" : xml` callerId="${callerId}"`;
  return xml`<Dial answerOnBridge="true"!${from}>${number}</Dial>`;
}
