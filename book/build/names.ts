/**
 * What each name in a piece of code stands for: TypeScript itself tells, so that `add` in
 * `x.add(y)` leads to the tensor's addition and in `animator.add` to the Animator's.
 *
 * @module
 */

import ts from "typescript";

/** A name in a piece of code, and where in `lib/` it is declared. */
export interface Name {
  start: number;
  end: number;
  /** The file, from the project's folder on. */
  file: string;
  /** The declaration as its page calls it: `matmul`, `Tensor.backward`. */
  id: string;
}

/** Knows the names in the files of `lib/` and in pieces of code beside them. */
export class Names {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  /**
   * @param root The project's folder, with a slash at its end.
   * @param files The files of `lib/`, from that folder on.
   * @param pieces More code, by the name of a file that is not there.
   */
  constructor(
    readonly root: string,
    files: string[],
    pieces: Map<string, string>,
    imports: Record<string, string>,
  ) {
    const options: ts.CompilerOptions = {
      noEmit: true,
      allowImportingTsExtensions: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ESNext,
      strict: true,
      types: [],
      lib: ["lib.esnext.d.ts", "lib.dom.d.ts"],
      paths: Object.fromEntries(
        Object.entries(imports).filter(([, to]) => to.startsWith("."))
          .map(([from, to]) => [from, [root + to.slice(2)]]),
      ),
    };
    const host = ts.createCompilerHost(options, true);
    const { readFile, fileExists } = host;
    host.readFile = (path) => pieces.get(path.slice(root.length)) ?? readFile(path);
    host.fileExists = (path) => pieces.has(path.slice(root.length)) || fileExists(path);
    const all = [...files, ...pieces.keys()].map((file) => root + file);
    this.#program = ts.createProgram(all, options, host);
    this.#checker = this.#program.getTypeChecker();
  }

  /** The syntax tree of a file. */
  tree(file: string): ts.SourceFile {
    return this.#program.getSourceFile(this.root + file)!;
  }

  /** The names in a file that are declared in another one of `lib/`. */
  of(file: string): Name[] {
    const names: Name[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) {
        const place = this.#place(node, file);
        if (place) names.push({ start: node.getStart(), end: node.getEnd(), ...place });
      }
      ts.forEachChild(node, visit);
    };
    visit(this.tree(file));
    return names;
  }

  /** The words in the comments of a file that are written as `{@linkcode word}`. */
  linked(file: string): Map<string, { file: string; id: string }> {
    const found = new Map<string, { file: string; id: string }>();
    const visit = (node: ts.Node): void => {
      if (ts.isJSDocLink(node) || ts.isJSDocLinkCode(node)) {
        const place = node.name && this.#place(node.name, "");
        if (place) found.set(node.name!.getText(), place);
      }
      ts.forEachChild(node, visit);
      ts.getJSDocCommentsAndTags(node).forEach((doc) => {
        if (doc.parent === node) visit(doc);
      });
    };
    visit(this.tree(file));
    return found;
  }

  #place(node: ts.Node, from: string): { file: string; id: string } | undefined {
    const symbol = this.#original(this.#checker.getSymbolAtLocation(node));
    const declaration = this.#follow(symbol?.declarations?.[0]);
    const file = declaration?.getSourceFile().fileName.slice(this.root.length);
    if (!declaration || !file?.startsWith("lib/") || file === from) return undefined;
    return { file, id: nameOf(anchorOf(declaration)) };
  }

  /** A tensor's method leads to the function that does its work, where the gradient rule stands. */
  #follow(declaration: ts.Declaration | undefined): ts.Declaration | undefined {
    if (!declaration || !nameOf(declaration).startsWith("TensorMethods.")) return declaration;
    const torch = this.#checker.getSymbolAtLocation(this.tree("lib/torch/mod.ts"))!;
    const twin = this.#checker.tryGetMemberInModuleExports(
      nameOf(declaration).replace("TensorMethods.", ""),
      torch,
    );
    return this.#original(twin)?.declarations?.[0] ?? declaration;
  }

  /** What a symbol that was imported or handed on stood for at first. */
  #original(symbol: ts.Symbol | undefined): ts.Symbol | undefined {
    const handedOn = symbol && symbol.flags & ts.SymbolFlags.Alias;
    return handedOn ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }
}

/** The declaration that has a place of its own on its page: this one, or the one it is part of. */
function anchorOf(node: ts.Node): ts.Node {
  const { parent } = node;
  const whole = !parent || ts.isSourceFile(parent) || ts.isVariableDeclaration(node) &&
      ts.isSourceFile(node.parent.parent.parent) ||
    (ts.isClassDeclaration(parent) || ts.isInterfaceDeclaration(parent)) &&
      ts.isSourceFile(parent.parent);
  return whole ? node : anchorOf(parent);
}

/** What a page calls a declaration: its name, behind its class's. A whole file has none. */
export function nameOf(node: ts.Node): string {
  if (ts.isSourceFile(node)) return "";
  const name = (node as ts.NamedDeclaration).name?.getText() ??
    (ts.isConstructorDeclaration(node) ? "constructor" : "");
  const { parent } = node;
  const outer = parent && (ts.isClassLike(parent) || ts.isInterfaceDeclaration(parent));
  return outer ? `${nameOf(parent)}.${name.replace(/\W/g, "")}` : name;
}
