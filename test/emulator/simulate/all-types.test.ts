// Every type that takes payloads in is simulated by its own sample.
import { expect, it } from "vitest";
import { ADAPTERS } from "../../../emulator/src/adapters/adapters.ts";
import { createSimulator } from "../../../emulator/src/simulate/simulator.ts";
import { samplesOf } from "../../helpers/sample-requests.ts";
import { database, integration, NOON, stateFile } from "./stack.ts";

it.each(Object.keys(ADAPTERS).filter((type) => samplesOf(type).create))(
  "%s: its sample pages somebody, in text as well where it is a text",
  async (type) => {
    const { options = {} } = samplesOf(type);
    const receiver = integration(
      type,
      { teamIds: [database.id], routerIds: [], additionalOptions: options },
      "receiver",
    );
    const simulator = await createSimulator({ state: await stateFile([database, receiver]) });
    const simulation = await simulator.simulate({ to: "receiver", at: NOON });
    expect(simulation).toMatchObject({ action: "create", reaches: "somebody" });
    const { body, mail, query } = samplesOf(type).create ?? {};
    const payload = typeof body === "string" ? body : JSON.stringify(body ?? mail ?? query);
    const { alert } = await simulator.simulate({ to: "receiver", payload, at: NOON });
    // Some adapters make up the id.
    expect({ ...alert, thirdPartyId: "" }).toEqual({ ...simulation.alert, thirdPartyId: "" });
  },
);
