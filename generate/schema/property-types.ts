/** The types of properties as a schema says them. See https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
import ts from "typescript";
import { type Declarations, type DocumentedProperty, withoutLinks } from "./documented.ts";

/** The type of a value in a schema. */
export interface SchemaType {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly items?: SchemaType;
  readonly additionalProperties?: SchemaType;
  readonly $ref?: string;
}

/** A property in a schema. */
export interface SchemaProperty extends SchemaType {
  readonly description: string;
  readonly default?: string | number | boolean;
  readonly secret?: boolean;
}

/** A type of objects in a schema. */
export interface SchemaObject {
  readonly type: "object";
  readonly description: string;
  readonly properties: Readonly<Record<string, SchemaProperty>>;
  readonly required?: readonly string[];
}

/** Any JSON at all. */
export const anything: SchemaType = { $ref: "pulumi.json#/Any" };

/** Types of the package that a schema cannot say: they hold themselves, or are known by their value. */
const beyondSchemas = new Set([
  "OptionValue",
  "NotificationRuleItem",
  "OutgoingRules",
  "RouterRule",
  "RuleCondition",
]);

/** Turns types of TypeScript into those of a schema, and collects the types of objects that it meets. */
export class PropertyTypes {
  /** By their tokens, such as `pagertree:index:AccountUserRoles`. */
  readonly objects: Record<string, SchemaObject> = {};
  readonly #declarations: Declarations;

  constructor(declarations: Declarations) {
    this.#declarations = declarations;
  }

  /** Properties by name; `types` are those whose type only the value of another property tells. */
  properties(
    documented: readonly DocumentedProperty[],
    types: Readonly<Record<string, SchemaType>> = {},
  ): Record<string, SchemaProperty> {
    return Object.fromEntries(
      documented.map((property) => {
        const { name, type, text } = property;
        const texts = name in types ? undefined : this.#declarations.textsOf(valueNode(type));
        const values =
          texts && texts.length > 1 ? `One of ${texts.map((one) => `\`${one}\``).join(", ")}.` : "";
        const description = [text, values, defaultSentence(property)]
          .filter((part) => part !== "")
          .join("\n\n");
        const secret = /\bSecret\.$/.test(text) ? { secret: true } : {};
        return [name, { ...(types[name] ?? this.typeOf(type)), description, ...secret }];
      }),
    );
  }

  typeOf(node: ts.TypeNode): SchemaType {
    const inner = valueNode(node);
    if (ts.isParenthesizedTypeNode(inner)) {
      return this.typeOf(inner.type);
    }
    if (ts.isTypeOperatorNode(inner)) {
      return this.typeOf(inner.type);
    }
    if (ts.isArrayTypeNode(inner)) {
      return { type: "array", items: this.typeOf(inner.elementType) };
    }
    switch (inner.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { type: "string" };
      case ts.SyntaxKind.NumberKeyword:
        return { type: "integer" };
      case ts.SyntaxKind.BooleanKeyword:
        return { type: "boolean" };
      case ts.SyntaxKind.UnknownKeyword:
        return anything;
    }
    if (this.#declarations.textsOf(inner) !== undefined) {
      return { type: "string" };
    }
    if (ts.isUnionTypeNode(inner)) {
      const [only, ...others] = inner.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
      return only === undefined || others.length > 0 ? anything : this.typeOf(only);
    }
    if (ts.isTypeReferenceNode(inner)) {
      return this.#referenceType(inner);
    }
    throw new Error(`A schema has no type for ${inner.getText()}`);
  }

  #referenceType(node: ts.TypeReferenceNode): SchemaType {
    const name = node.typeName.getText();
    if (name === "Record") {
      const [, value] = node.typeArguments ?? [];
      return { type: "object", additionalProperties: value === undefined ? anything : this.typeOf(value) };
    }
    if (beyondSchemas.has(name)) {
      return anything;
    }
    // The other languages add `Args` themselves.
    const token = `pagertree:index:${name.replace(/Args$/, "")}`;
    if (!(token in this.objects)) {
      const type = this.#declarations.checker.getTypeFromTypeNode(node);
      const symbol = type.aliasSymbol ?? type.getSymbol();
      const comment = symbol?.getDocumentationComment(this.#declarations.checker) ?? [];
      const description = withoutLinks(ts.displayPartsToString(comment));
      this.add(token, description, this.#declarations.propertiesOfType(type));
    }
    return { $ref: `#/types/${token}` };
  }

  /** Adds a type of objects. */
  add(token: string, description: string, documented: readonly DocumentedProperty[]): void {
    this.objects[token] = objectOf(description, this.properties(documented), requiredOf(documented));
  }
}

/** The names of properties that are always there. */
export function requiredOf(documented: readonly DocumentedProperty[]): string[] {
  return documented.filter(({ isRequired }) => isRequired).map(({ name }) => name);
}

export function objectOf(
  description: string,
  properties: Readonly<Record<string, SchemaProperty>>,
  required: readonly string[],
): SchemaObject {
  return { type: "object", description, properties, ...(required.length > 0 && { required }) };
}

/** The type of the value itself: `pulumi.Input<string>` is `string`. */
function valueNode(node: ts.TypeNode): ts.TypeNode {
  const isWrapped =
    ts.isTypeReferenceNode(node) && /^(?:pulumi\.)?(?:Input|Output)$/.test(node.typeName.getText());
  const [inner] = isWrapped ? (node.typeArguments ?? []) : [];
  return inner === undefined ? node : valueNode(inner);
}

function defaultSentence({ default: byDefault }: DocumentedProperty): string {
  return byDefault === undefined
    ? ""
    : `Default: ${/^[\w"[{-]/.test(byDefault) && isJson(byDefault) ? `\`${byDefault}\`` : byDefault}.`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
