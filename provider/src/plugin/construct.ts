/**
 * Declares a bridge for a program in any language, as the program itself would: the bridge, and below it its outgoing
 * webhook. It speaks the engine's protocol, since loading Pulumi's SDK takes as long as the plugin's whole start.
 */
import type { ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { keptObject } from "../common/deleted-with.ts";
import { dynamicType, nativeType } from "../common/resource-names.ts";
import { unknownValue } from "../common/unknown.ts";
import { type Bridge, bridges } from "../receivers/bridges.ts";
import { placeOf, receivedWebhookOf } from "./bridges.ts";
import { Monitor, registration } from "./monitor.ts";
import { type Received, receive, resourceReference, send } from "./property-values.ts";
import { loadMonitorProtocol, providerMessages, type Struct } from "./protocol.ts";
import { kindNamed, nameIn } from "./tokens.ts";

/**
 * Answers the engine's call `Construct`.
 *
 * @param provider The provider of the outgoing webhook, where the program names none.
 * @throws Error if there is no such bridge, its options say `deletedWith`, or the engine refuses one of its two resources.
 */
export async function construct(request: ConstructRequest, provider: string): Promise<ConstructResponse> {
  const bridge: Bridge = kindNamed(request.getType(), bridges, "component");
  if (request.getDeletedwith() !== "") {
    throw keptObject(nameIn(request.getType()), request.getName());
  }
  const inputs = receive(request.getInputs());
  const webhook = receivedWebhookOf(bridge, inputs);
  const monitor = new Monitor(request.getMonitorendpoint());
  try {
    const component = await monitor.register(componentOf(request));
    const integration = await monitor.register(
      integrationOf(request, bridge, webhook, component.getUrn(), provider),
    );
    const outputs = {
      integrationId: integration.getId() || unknownValue,
      events: webhook.values["events"],
    };
    const secrets = inputs.secrets.filter(([name]) => name === "events");
    // Without the integration itself, as the class registers them.
    await monitor.registerOutputs(component.getUrn(), send(outputs, secrets));
    const reference = resourceReference(integration.getUrn(), integration.getId());
    return answerOf(component.getUrn(), send({ integration: reference, ...outputs }, secrets), {
      integration: [integration.getUrn()],
      integrationId: [integration.getUrn()],
      events: request.getInputdependenciesMap().get("events")?.getUrnsList() ?? [],
    });
  } finally {
    monitor.close();
  }
}

function answerOf(
  urn: string,
  outputs: Struct,
  dependencies: Readonly<Record<string, string[]>>,
): ConstructResponse {
  const answer = new providerMessages.ConstructResponse();
  answer.setUrn(urn);
  answer.setState(outputs);
  for (const [output, urns] of Object.entries(dependencies)) {
    const ofOutput = new providerMessages.ConstructResponse.PropertyDependencies();
    ofOutput.setUrnsList(urns);
    answer.getStatedependenciesMap().set(output, ofOutput);
  }
  return answer;
}

/** The bridge itself. Its inputs are those of its outgoing webhook. */
function componentOf(request: ConstructRequest): RegisterResourceRequest {
  const { messages } = loadMonitorProtocol();
  const component = registration(request.getType(), request.getName(), request.getParent());
  component.setObject(send({}, []));
  component.setDependenciesList(request.getDependenciesList());
  component.setAliasesList(request.getAliasesList());
  // What is set here, the engine hands on to the outgoing webhook.
  if (request.hasProtect()) {
    component.setProtect(request.getProtect() === true);
  }
  if (request.hasRetainondelete()) {
    component.setRetainondelete(request.getRetainondelete() === true);
  }
  request.getProvidersMap().forEach((reference, name) => {
    component.getProvidersMap().set(name, reference);
  });
  const hooks = request.getResourceHooks();
  if (hooks !== undefined) {
    const { ResourceHooksBinding } = messages.RegisterResourceRequest;
    component.setHooks(ResourceHooksBinding.deserializeBinary(hooks.serializeBinary()));
  }
  return component;
}

/** The outgoing webhook below it. */
function integrationOf(
  request: ConstructRequest,
  bridge: Bridge,
  { values, secrets }: Received,
  parent: string,
  provider: string,
): RegisterResourceRequest {
  const { messages, Alias } = loadMonitorProtocol();
  const integration = registration(nativeType("Integration"), request.getName(), parent);
  integration.setCustom(true);
  integration.setObject(send(values, secrets));
  integration.setProvider(request.getProvidersMap().get("pagertree") ?? provider);
  integration.setDependenciesList(request.getDependenciesList());
  const throughOtherDoor = new Alias.Spec();
  throughOtherDoor.setType(dynamicType("Integration"));
  integration.setAliasesList([new Alias().setSpec(throughOtherDoor)]);
  const dependencies = integration.getPropertydependenciesMap();
  request.getInputdependenciesMap().forEach((ofArgument, argument) => {
    const [property = argument] = placeOf(bridge, [argument]);
    const all =
      dependencies.get(String(property)) ?? new messages.RegisterResourceRequest.PropertyDependencies();
    all.setUrnsList([...new Set([...all.getUrnsList(), ...ofArgument.getUrnsList()])]);
    dependencies.set(String(property), all);
  });
  return integration;
}
