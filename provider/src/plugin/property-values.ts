/**
 * Properties of a resource as they travel between the engine and a plugin: JSON with signatures in it, for what JSON
 * cannot say. See https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
import { isPlainObject } from "es-toolkit";
import { unknownValue } from "../common/unknown.ts";
import { Struct, type Value } from "./protocol.ts";

/** Where a value stands among the properties of a resource, such as `["options", "webhookUrl"]`. */
export type PropertyPath = readonly PropertyKey[];

/** Properties by name. */
export type Properties = Record<string, unknown>;

/** Properties as plain values, and which of them are secret. */
export interface Received {
  readonly values: Properties;
  readonly secrets: readonly PropertyPath[];
}

/** The name of the property by which an object says that it stands for something else. */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

/** What stands for a value that is not known yet, by the kind of value that it will be. */
const unknownValues = new Set([
  unknownValue,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/**
 * What stands for a resource of the stack among properties.
 *
 * @param id Empty if it is not known yet.
 */
export function resourceReference(urn: string, id: string): Properties {
  return { [signature]: resourceSignature, urn, id };
}

/** Reads properties that the engine has sent; none, if it has sent none. */
export function receive(struct: Struct | undefined): Received {
  const secrets: PropertyPath[] = [];
  return { values: struct === undefined ? {} : read(struct, []), secrets };

  function read(inner: Struct, path: PropertyPath): Properties {
    const entries: [string, unknown][] = [];
    inner.getFieldsMap().forEach((value, name) => {
      entries.push([name, readValue(value, [...path, name])]);
    });
    return Object.fromEntries(entries);
  }

  function readValue(value: Value, path: PropertyPath): unknown {
    const list = value.getListValue();
    if (list !== undefined) {
      return list.getValuesList().map((item, index) => readValue(item, [...path, index]));
    }
    const object = value.getStructValue();
    if (object !== undefined) {
      return readObject(object, path);
    }
    const scalar: unknown = value.toJavaScript();
    return typeof scalar === "string" && unknownValues.has(scalar) ? unknownValue : scalar;
  }

  function readObject(object: Struct, path: PropertyPath): unknown {
    const fields = object.getFieldsMap();
    const stands = fields.get(signature)?.getStringValue();
    const isOutput = stands === outputSignature;
    if (!isOutput && stands !== secretSignature) {
      return read(object, path);
    }
    if (!isOutput || fields.get("secret")?.getBoolValue()) {
      secrets.push(path);
    }
    const value = fields.get("value");
    return value === undefined ? unknownValue : readValue(value, path);
  }
}

/**
 * Properties for the engine, which keeps what is marked as secret encrypted and does not show it.
 *
 * @param secrets Paths to mark. What lies in a list marks the list, whose items may have moved; what is null or not
 * there is nothing to hide.
 */
export function send(values: object, secrets: readonly PropertyPath[]): Struct {
  return Struct.fromJavaScript(markedProperties(values, secrets));
}

type JsonObject = Parameters<typeof Struct.fromJavaScript>[0];

function markedProperties(values: object, secrets: readonly PropertyPath[]): JsonObject {
  const entries = Object.entries(values)
    // The protocol does not know undefined.
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, marked(value, below(name, secrets))]);
  return Object.fromEntries(entries);
}

function marked(value: unknown, secrets: readonly PropertyPath[]): unknown {
  const isWhole = !isPlainObject(value) || secrets.some((path) => path.length === 0);
  if (isWhole && secrets.length > 0 && value !== null) {
    return { [signature]: secretSignature, value: marked(value, []) };
  }
  if (Array.isArray(value)) {
    return value.map((item) => marked(item, []));
  }
  return isPlainObject(value) ? markedProperties(value, secrets) : value;
}

/** The rest of the paths that lead through a property. */
function below(name: string, secrets: readonly PropertyPath[]): PropertyPath[] {
  return secrets.filter(([first]) => first === name).map((path) => path.slice(1));
}
