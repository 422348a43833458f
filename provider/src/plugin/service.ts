/** The engine's calls upon a provider, in terms of the core. Which call does what: https://www.pulumi.com/docs/iac/ */
import { omit, omitBy, pick } from "es-toolkit";
import { version } from "../api/user-agent.ts";
import { noSuchObject } from "../lifecycle/looked-at.ts";
import { resourceArguments } from "../lifecycle/resource-arguments.ts";
import { urnParts } from "../stack/urn.ts";
import { checkConfiguration, readerOf } from "./configuration.ts";
import { construct } from "./construct.ts";
import type { EngineLog } from "./engine-log.ts";
import { checkFailure, orPartialFailure } from "./failures.ts";
import { functions } from "./functions.ts";
import { PluginContext } from "./plugin-context.ts";
import { type Properties, type Received, receive, send } from "./property-values.ts";
import { Empty, pluginMessages, providerMessages, type Struct } from "./protocol.ts";
import { resources } from "./resources.ts";
import { outputNames, schemaText } from "./schema.ts";
import type { ServedResource } from "./served-resource.ts";
import { kindNamed, nameIn, typeToken } from "./tokens.ts";

type Messages = typeof providerMessages;
type Message<Name extends keyof Messages> = Messages[Name] extends new () => infer M ? M : never;
type PluginMessage<Name extends keyof typeof pluginMessages> =
  (typeof pluginMessages)[Name] extends new () => infer M ? M : never;

/** A request that is about one resource. */
interface AboutResource {
  getUrn(): string;
}

/** Serves one run of the engine with one configuration: the engine starts a process for each provider of the program. */
export class PluginService {
  readonly #log: EngineLog;
  readonly #context: PluginContext;
  readonly #served = new Map<string, ServedResource>();
  #isConfigured = false;
  /** How resources name the provider that this process serves; empty before it has its configuration. */
  #provider = "";

  constructor(log: EngineLog) {
    this.#log = log;
    this.#context = new PluginContext(log);
  }

  readonly handshake = async (request: Message<"ProviderHandshakeRequest">) => {
    this.#log.attach(request.getEngineAddress());
    const answer = new providerMessages.ProviderHandshakeResponse();
    answer.setAcceptSecrets(true);
    return answer;
  };

  readonly attach = async (request: PluginMessage<"PluginAttach">) => {
    this.#log.attach(request.getAddress());
    return new Empty();
  };

  readonly getPluginInfo = async () => {
    const answer = new pluginMessages.PluginInfo();
    answer.setVersion(version);
    return answer;
  };

  readonly getSchema = async (request: Message<"GetSchemaRequest">) => {
    if (request.getVersion() !== 0) {
      throw new Error(
        `pulumi-pagertree has its schema in version 0 of the format, and not in ${request.getVersion()}.`,
      );
    }
    const answer = new providerMessages.GetSchemaResponse();
    answer.setSchema(schemaText());
    return answer;
  };

  readonly checkConfig = async (request: Message<"CheckRequest">) => {
    const { values, secrets } = receive(request.getNews());
    const answer = new providerMessages.CheckResponse();
    answer.setInputs(send(values, [...secrets, ["apiKey"]]));
    const reasons = checkConfiguration(values);
    answer.setFailuresList(reasons.map((reason) => checkFailure({ property: "", reason })));
    return answer;
  };

  /** The engine compares, and replaces nothing: a key of another account is told by what it is used for. */
  readonly diffConfig = async () => new providerMessages.DiffResponse();

  readonly configure = async (request: Message<"ConfigureRequest">) => {
    if (this.#isConfigured) {
      throw new Error("This process of pulumi-resource-pagertree has a configuration already, and keeps it.");
    }
    const read = readerOf(receive(request.getArgs()).values);
    this.#context.configure(read);
    this.#isConfigured = true;
    // An engine that does not tell them chooses the provider itself.
    this.#provider = request.hasUrn() ? `${request.getUrn()}::${request.getId()}` : "";
    const answer = new providerMessages.ConfigureResponse();
    answer.setAcceptsecrets(true);
    answer.setSupportspreview(true);
    return answer;
  };

  /** Registers a bridge and its outgoing webhook, which then comes back to this process as any other resource. */
  readonly construct = (request: Message<"ConstructRequest">) => construct(request, this.#provider);

  readonly check = (request: Message<"CheckRequest">) =>
    this.#about(request, async (resource) => {
      const news = this.#ofTheCore(request.getNews());
      const { inputs, failures = [] } = await resource.check(
        this.#ofTheCore(request.getOlds()).values,
        news.values,
      );
      const answer = new providerMessages.CheckResponse();
      const checked = inputs ?? news.values;
      answer.setInputs(send(checked, [...news.secrets, ...resource.secrets(checked)]));
      answer.setFailuresList(
        failures.map(({ property, reason }) =>
          checkFailure({ property, reason: this.#context.secrets.hide(reason) }),
        ),
      );
      return answer;
    });

  readonly diff = (request: Message<"DiffRequest">) =>
    this.#about(request, async (resource) => {
      const { changes, replaces = [] } = await resource.diff(
        request.getId(),
        this.#ofTheCore(request.getOlds()).values,
        this.#ofTheCore(request.getNews()).values,
      );
      const answer = new providerMessages.DiffResponse();
      const { DIFF_NONE, DIFF_UNKNOWN } = providerMessages.DiffResponse.DiffChanges;
      answer.setChanges(changes === false ? DIFF_NONE : DIFF_UNKNOWN);
      answer.setReplacesList([...replaces]);
      return answer;
    });

  readonly create = (request: Message<"CreateRequest">) =>
    this.#about(request, async (resource, token) => {
      const { values, secrets } = this.#ofTheCore(request.getProperties());
      const secretsOf = (properties: Properties) => [...secrets, ...resource.secrets(properties)];
      const { id, outputs } = request.getPreview()
        ? await resource.previewCreate(values, outputNames(token))
        : await orPartialFailure(resource.create(values), secretsOf);
      const answer = new providerMessages.CreateResponse();
      answer.setId(id);
      answer.setProperties(send(outputs, secretsOf(outputs)));
      return answer;
    });

  readonly read = (request: Message<"ReadRequest">) =>
    this.#about(request, async (resource, token) => {
      const state = this.#ofTheCore(request.getProperties());
      const inputs = this.#ofTheCore(request.getInputs());
      // An import, or the first look at what the stack does not manage.
      const isNew = Object.keys(state.values).length === 0;
      const isLookedAt = !isNew && Object.keys(inputs.values).length === 0;
      const found = isNew
        ? await resource.import(request.getId())
        : await resource.read(request.getId(), state.values);
      if (found === undefined && isNew) {
        throw noSuchObject(nameIn(token), request.getId());
      }
      const answer = new providerMessages.ReadResponse();
      if (found !== undefined) {
        const secrets = [...state.secrets, ...inputs.secrets];
        answer.setId(found.id);
        answer.setProperties(send(found.outputs, [...secrets, ...resource.secrets(found.outputs)]));
        if (!isLookedAt) {
          // PagerTree knows nothing of them, and without them the next preview would show them as new.
          const kept = isNew ? {} : pick(inputs.values, resourceArguments);
          const seen = { ...found.inputs, ...kept };
          answer.setInputs(send(seen, [...secrets, ...resource.secrets(seen)]));
        }
      }
      return answer;
    });

  readonly update = (request: Message<"UpdateRequest">) =>
    this.#about(request, async (resource, token) => {
      const state = this.#ofTheCore(request.getOlds()).values;
      const { values, secrets } = this.#ofTheCore(request.getNews());
      const secretsOf = (properties: Properties) => [...secrets, ...resource.secrets(properties)];
      const outputs = request.getPreview()
        ? resource.previewUpdate(state, values, outputNames(token))
        : await orPartialFailure(resource.update(request.getId(), state, values), secretsOf);
      const answer = new providerMessages.UpdateResponse();
      answer.setProperties(send(outputs, secretsOf(outputs)));
      return answer;
    });

  readonly delete = (request: Message<"DeleteRequest">) =>
    this.#about(request, async (resource) => {
      await resource.delete(request.getId(), this.#ofTheCore(request.getProperties()).values);
      return new Empty();
    });

  readonly invoke = (request: Message<"InvokeRequest">) =>
    this.#during("", async () => {
      const lookUp = kindNamed(request.getTok(), functions, "function");
      const received = receive(request.getArgs());
      this.#context.secrets.hold(received.values, received.secrets);
      // Other languages write null for what is left out.
      const args = omitBy(received.values, (value) => value === null);
      const result = await this.#context.inTime(() => lookUp(args, this.#context));
      const answer = new providerMessages.InvokeResponse();
      answer.setReturn(send(result, []));
      return answer;
    });

  /** The engine ends this process. */
  end(): Promise<void> {
    return this.#context.end();
  }

  readonly cancel = async () => {
    void this.#context.cancel();
    return new Empty();
  };

  /** Answers a call about a resource of a type that the plugin knows. */
  async #about<Answer>(
    request: AboutResource,
    answer: (resource: ServedResource, token: string) => Promise<Answer>,
  ): Promise<Answer> {
    const urn = request.getUrn();
    return this.#during(urn, async () => {
      const token = typeToken(urn);
      return answer(this.#resource(token), token);
    });
  }

  /** @param urn The resource that the call is about; empty if it is about none. */
  #during<Answer>(urn: string, answer: () => Promise<Answer>): Promise<Answer> {
    return this.#log.during(urn, () => this.#context.secrets.during(answer));
  }

  /** Properties without the text of the dynamic provider, which a stack brings along that changes doors. */
  #ofTheCore(struct: Struct | undefined): Received {
    const { values, secrets } = receive(struct);
    this.#context.secrets.hold(values, secrets, urnParts(this.#log.resource).resource);
    return { values: omit(values, ["__provider"]), secrets };
  }

  #resource(token: string): ServedResource {
    const serve = kindNamed(token, resources, "resource type");
    const served = this.#served.get(token) ?? serve(this.#context);
    this.#served.set(token, served);
    return served;
  }
}
