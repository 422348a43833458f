// A phone number with Live Call Routing, and the part of Twilio in a call to it.
import { CALLS_PATH } from "../../emulator/src/calls/urls.ts";
import type { Alert, Emulator, EmulatorOptions, Integration } from "../../emulator/src/index.ts";
import { integrationLogs, onlyAlert } from "./alerts.ts";
import type { Body } from "./call-api.ts";
import { createIntegration } from "./demo-account.ts";
import { attributesOf } from "./sample-requests.ts";
import { withEmulator } from "./with-emulator.ts";

/** What Twilio sends of a call. */
export const CALL: Readonly<Record<string, string>> = {
  ...{ CallSid: "CA1", AccountSid: "AC1", CallStatus: "ringing", Direction: "inbound" },
  ...{ From: "+12025550143", To: "+12025550100" },
  ...{ CallerCity: "WASHINGTON", CallerState: "DC", CallerZip: "20001", CallerCountry: "US" },
};

/** An answer to Twilio. */
export interface Heard {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  /** What is between the tags of the response, without line breaks; undefined if it is no TwiML. */
  readonly verbs: string | undefined;
}

/** A request to Twilio. */
export interface Asked {
  /** Such as `POST Calls/CA1`. */
  readonly what: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface PhoneNumber {
  readonly emulator: Emulator;
  readonly integration: Integration;
  /** The call's next request to the number's own URL. */
  call(fields?: Readonly<Record<string, unknown>>): Promise<Heard>;
  /** The call up to where the caller hears what there is to choose, or waits. */
  callIn(fields?: Readonly<Record<string, unknown>>): Promise<Heard>;
  /** A request to one of the other URLs of the call. */
  tell(name: string, fields?: Readonly<Record<string, unknown>>): Promise<Heard>;
  /** What Twilio was asked to do, in this order. */
  asked(): Asked[];
  alert(): Alert;
}

export async function withPhoneNumber(
  attributes: Body = {},
  options: EmulatorOptions = {},
): Promise<PhoneNumber> {
  const emulator = await withEmulator(options);
  const integration = await createIntegration(emulator, "Live Call Routing", {
    ...attributesOf("live-call-routing", {}),
    ...attributes,
  });
  const call = (fields = {}) =>
    request(`${emulator.inboundUrl}/${integration.prefix_id}`, { ...CALL, ...fields });
  return {
    ...{ emulator, integration, call },
    callIn: async (fields) => {
      await call();
      return call(fields);
    },
    tell: (name, fields = {}) => request(callUrl(emulator, integration.id, name), { ...CALL, ...fields }),
    asked: () => integrationLogs(emulator).flatMap(askedOf),
    alert: () => onlyAlert(emulator),
  };
}

/** One of the URLs of a number's calls. */
export function callUrl({ url }: Emulator, id: string, name: string): string {
  return `${new URL(url).origin}${CALLS_PATH}/${id}/${name}`;
}

async function request(url: string, fields: Readonly<Record<string, unknown>>): Promise<Heard> {
  const isForm = Object.values(fields).every((value) => typeof value === "string");
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json" },
    body: isForm
      ? new URLSearchParams(
          Object.entries(fields).map(([key, value]): [string, string] => [key, String(value)]),
        ).toString()
      : JSON.stringify(fields),
  });
  return heard(response);
}

export async function heard(response: Response): Promise<Heard> {
  const text = await response.text();
  const [, verbs] =
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n(?:<Response>|<Response\/>)(.*?)(?:<\/Response>)?\n$/s.exec(
      text,
    ) ?? [];
  return {
    ...{ status: response.status, type: response.headers.get("content-type"), text },
    verbs: verbs?.replaceAll("\n", ""),
  };
}

function askedOf(message: string): Asked[] {
  const [, method, url = "", json = "{}"] =
    /^as if Twilio had answered: (\S+) (\S+?)\.json(?: (.+))?$/s.exec(message) ?? [];
  if (method === undefined) return [];
  const path = url.replace(/^.*\/Accounts\/AC1\//, "");
  return [{ what: `${method} ${path}`, parameters: JSON.parse(json) }];
}
