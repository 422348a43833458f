/** The sentences in a TypeScript or JavaScript source that people read: messages and doc comments. */
import ts from "typescript";

/** A piece of prose in a file. */
export interface Sentence {
  /** Line of its first character, from 1. */
  readonly line: number;
  readonly text: string;
}

/** Three words one after the other, the first of which starts with a letter: what looks like a sentence to a reader. */
const SENTENCE = /[A-Za-z`'"][\w`'"(),:;-]* [\w`'"(),:;$.-]+ [\w`'"(),:;$.-]+/;

/**
 * The strings of a source that hold a sentence, and its doc comments, in order. A string that is put together with `+`
 * is one; of a template, each value reads VALUE and its number.
 *
 * @param file Its name, for the language.
 * @param options `docs: false` leaves the doc comments out.
 */
export function sentencesOf(
  file: string,
  source: string,
  options: { readonly docs: boolean } = { docs: true },
): Sentence[] {
  const root = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const sentences: Sentence[] = [];
  const lineAt = (position: number) => root.getLineAndCharacterOfPosition(position).line + 1;

  const add = (position: number, text: string) => {
    if (SENTENCE.test(text)) sentences.push({ line: lineAt(position), text });
  };

  const visit = (node: ts.Node) => {
    for (const doc of options.docs ? ts.getJSDocCommentsAndTags(node) : []) {
      if (ts.isJSDoc(doc) && doc.parent === node) add(doc.getStart(root), docText(doc, root));
    }
    const text = textOf(node);
    if (text === undefined) {
      ts.forEachChild(node, visit);
    } else {
      add(node.getStart(root), text);
      for (const value of valuesOf(node)) ts.forEachChild(value, visit);
    }
  };
  visit(root);
  return sentences;
}

/** What a string says, as far as it is known here; undefined of what is no string. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map(({ literal }, at) => `VALUE${at}${literal.text}`)].join(
      "",
    );
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === undefined && right === undefined ? undefined : `${left ?? "VALUE"}${right ?? "VALUE"}`;
}

/** The expressions within a string, which may hold strings of their own. */
function valuesOf(node: ts.Node): ts.Node[] {
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (ts.isBinaryExpression(node)) {
    return [node.left, node.right].flatMap((side) => (textOf(side) === undefined ? [side] : valuesOf(side)));
  }
  return [];
}

/** A doc comment without its stars; tags such as `@param name` are left out, their sentences are not. */
function docText(doc: ts.JSDoc, root: ts.SourceFile): string {
  return doc
    .getText(root)
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^[ \t]*\* ?/gm, "")
    .replace(/^@\w+(?: \{[^}]*\})?(?: \[?[\w.]+\]?(?= |$))?/gm, "\n");
}
