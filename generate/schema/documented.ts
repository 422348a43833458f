/** What a source file says of an interface or a class: its properties, their types and their doc comments. */
import ts from "typescript";

/** A doc comment in its parts. */
export interface Documentation {
  /** The text, in Markdown, without tags and examples. */
  readonly text: string;
  /** The code of its first example; empty if it has none. */
  readonly example: string;
  /** The text after `@default`. */
  readonly default: string | undefined;
  /** The text after `@throws`. */
  readonly throws: string | undefined;
}

/** A property as it is declared. */
export interface DocumentedProperty extends Documentation {
  readonly name: string;
  readonly type: ts.TypeNode;
  /** Whether it is there in every case. */
  readonly isRequired: boolean;
}

/** Reads declarations of the package's own sources. */
export class Declarations {
  readonly #program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly #root: string;

  /**
   * @param root The repository's folder, with a slash at its end.
   * @param files All that is to be read, from there.
   */
  constructor(root: string, files: readonly string[]) {
    this.#root = root;
    const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    this.#program = ts.createProgram(
      files.map((file) => root + file),
      options,
    );
    this.checker = this.#program.getTypeChecker();
  }

  /** The properties of an interface or a type alias; of alternatives, those of all of them, the usual one's first. */
  propertiesOf(file: string, name: string): DocumentedProperty[] {
    const symbol = this.#symbol(file, name);
    const type = this.checker.getDeclaredTypeOfSymbol(symbol);
    return this.propertiesOfType(type);
  }

  /** The same of a type that was found elsewhere. */
  propertiesOfType(type: ts.Type): DocumentedProperty[] {
    // The usual one stands last, since TypeScript says of arguments that fit none what they lack of the last one.
    const alternatives = type.isUnion() ? type.types.toReversed() : [type];
    const names = new Set(
      alternatives.flatMap((one) => this.checker.getPropertiesOfType(one).map((property) => property.name)),
    );
    return [...names].flatMap((name) => {
      const declared = alternatives.map((one) => this.#declared(one, name));
      const [first] = declared.filter((one) => one !== undefined);
      return first === undefined
        ? []
        : [{ ...first, isRequired: declared.every((one) => one?.isRequired === true) }];
    });
  }

  /** The public properties of a class and of what it extends, in the order of the source, without Pulumi's own. */
  outputsOf(file: string, name: string): DocumentedProperty[] {
    const type = this.checker.getDeclaredTypeOfSymbol(this.#symbol(file, name));
    return this.checker
      .getPropertiesOfType(type)
      .filter(({ valueDeclaration }) =>
        valueDeclaration?.getSourceFile().fileName.startsWith(`${this.#root}provider/`),
      )
      .flatMap((symbol) => this.#property(symbol) ?? []);
  }

  /** The doc comment of an interface, a class or a function. */
  documentationOf(file: string, name: string): Documentation {
    return this.#documentation(this.#symbol(file, name));
  }

  /** The classes that a file exports, with their doc comments. */
  classesOf(file: string): { name: string; text: string }[] {
    return this.#exportsOf(file).flatMap((symbol) =>
      (symbol.flags & ts.SymbolFlags.Class) === 0
        ? []
        : [{ name: symbol.name, text: this.#documentation(symbol).text }],
    );
  }

  /** The texts that a type allows, if it is one of a few texts. */
  textsOf(node: ts.TypeNode): string[] | undefined {
    const type = this.checker.getTypeFromTypeNode(node);
    const known = this.checker.getBaseConstraintOfType(type) ?? type;
    const alternatives = known.isUnion() ? known.types : [known];
    const texts = alternatives.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
    return texts.length === alternatives.length ? texts : undefined;
  }

  #declared(type: ts.Type, name: string): DocumentedProperty | undefined {
    const symbol = this.checker.getPropertyOfType(type, name);
    const property = symbol && this.#property(symbol);
    return property?.type.kind === ts.SyntaxKind.NeverKeyword ? undefined : property;
  }

  #property(symbol: ts.Symbol): DocumentedProperty | undefined {
    const [declaration] = symbol.declarations ?? [];
    if (
      declaration === undefined ||
      !(ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration)) ||
      declaration.type === undefined
    ) {
      return undefined;
    }
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0 || mayBeUndefined(declaration.type);
    return {
      name: symbol.name,
      type: declaration.type,
      isRequired: !isOptional,
      // Of a property that several interfaces declare, the first one says what it is in general.
      ...this.#documentation(this.checker.getSymbolAtLocation(declaration.name) ?? symbol),
    };
  }

  #documentation(symbol: ts.Symbol): Documentation {
    const comment = ts.displayPartsToString(symbol.getDocumentationComment(this.checker));
    const [, example = ""] = /```(?:typescript|ts)\n(.*?)```/s.exec(comment) ?? [];
    // With an example goes the sentence that leads to it.
    const text = comment.replaceAll(/(?:\n\n[^\n]+:)?\s*```(?:typescript|ts)\n.*?```/gs, "");
    const tag = (wanted: string) => {
      const found = symbol.getJsDocTags(this.checker).find(({ name }) => name === wanted);
      return found && ts.displayPartsToString(found.text).trim();
    };
    return {
      text: withoutLinks(text.trim()),
      example: example.trim(),
      default: tag("default"),
      throws: tag("throws"),
    };
  }

  #symbol(file: string, name: string): ts.Symbol {
    const symbol = this.#exportsOf(file).find((one) => one.name === name);
    if (symbol === undefined) {
      throw new Error(`${file} exports no ${name}`);
    }
    return symbol;
  }

  #exportsOf(file: string): ts.Symbol[] {
    const source = this.#program.getSourceFile(this.#root + file);
    const module = source && this.checker.getSymbolAtLocation(source);
    return module === undefined ? [] : this.checker.getExportsOfModule(module);
  }
}

/** `{@link Team}` is `Team`, and one line in the source is one line here. */
export function withoutLinks(text: string): string {
  return text.replaceAll(/\{@link (\w+)\}/g, "`$1`").replaceAll(/(?<!\n)\n(?!\n)/g, " ");
}

/** Whether a type has `undefined` among its alternatives, also within `Output<…>`. */
function mayBeUndefined(node: ts.TypeNode): boolean {
  if (ts.isUnionTypeNode(node)) {
    return node.types.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword);
  }
  return ts.isTypeReferenceNode(node) &&
    node.typeArguments?.length === 1 &&
    /Output$/.test(node.typeName.getText())
    ? node.typeArguments.some(mayBeUndefined)
    : false;
}
