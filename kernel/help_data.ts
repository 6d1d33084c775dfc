/**
 * The library's documentation as data, for those who help while a reader types: the kernel's
 * `help.py` and the editor of the book.
 *
 * `deno doc --json` tells what is exported and what its comments say; how a declaration is written
 * is taken from the source.
 *
 * @module
 */

import { parseDeclaration, read, toText } from "./declaration.ts";

/** All that can be looked up. */
export interface HelpData {
  /**
   * By name: `torch.normal`, `nn.Linear`, `optim.SGD`, `utils.data.DataLoader`, `d2l.sgd`. A member
   * stands under its class, `nn.Linear.weight`, or under one that its class extends.
   */
  names: Record<string, Help>;
  /** What an object may hold, by the type of the argument or option it is given for: `SGDOptions`. */
  options: Record<string, Argument[]>;
}

/** What is known of a name. */
export interface Help {
  kind: "function" | "class" | "method" | "property" | "constant" | "type";
  /** How it is declared, once for each way to call it: `matmul(a: Tensor, b: Tensor): Tensor`. */
  signatures: string[];
  /** What its comment says, as Markdown. */
  text: string;
  /** The arguments of the function, or of the class's constructor. */
  arguments: Argument[];
  returns: string;
  /** Each error with its cause: `RangeError: If a size is negative.` */
  throws: string[];
  /** Its name in Python, where the comment tells it. */
  twin?: string;
  /** The class that this one extends. */
  base?: string;
  /** Members of this class that are not for users. */
  hidden?: string[];
  file: string;
  line: number;
}

/** An argument, or an option of an object. */
export interface Argument {
  name: string;
  type: string;
  optional: boolean;
  default?: string;
  text: string;
}

/** What a reader calls the modules. */
const MODULES = {
  "lib/torch/mod.ts": "torch.",
  "lib/torch/nn/mod.ts": "nn.",
  "lib/torch/optim/mod.ts": "optim.",
  "lib/torch/utils/data/mod.ts": "utils.data.",
  "lib/d2l/mod.ts": "d2l.",
};

// deno-lint-ignore no-explicit-any -- what `deno doc` prints has no published type
type Doc = any;

/**
 * Reads the documentation of the library.
 *
 * @param root The folder that holds `lib`.
 * @param deno The Deno that is asked.
 * @throws {Error} If it has no answer.
 */
export async function readHelp(root: string, deno = Deno.execPath()): Promise<HelpData> {
  const args = ["doc", "--json", "--no-npm", "--no-lock", ...Object.keys(MODULES)];
  const { success, stdout, stderr } = await new Deno.Command(deno, { args, cwd: root }).output();
  if (!success) throw new Error(`deno doc failed: ${new TextDecoder().decode(stderr)}`);
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout));
  const modules = Object.entries(MODULES).map(([path, prefix]) => {
    const filename = Object.keys(nodes).find((url) => url.endsWith(`/${path}`))!;
    const types = [...read({ filename }).code.matchAll(/\btype (\w+|\{[^}]*\})/g)].join();
    return nodes[filename].symbols.map(({ name, declarations }: Doc): Exported => {
      const isType = new RegExp(`\\b${name}\\b`).test(types);
      return { name, declarations, key: prefix + name, isType };
    });
  });
  const data: HelpData = { names: {}, options: {} };
  for (const module of modules) {
    const teller = new Teller(data, [...module, ...modules.flat()]);
    for (const exported of module) teller.tell(exported);
  }
  for (const [key, method] of Object.entries(data.names)) {
    // A tensor's method is documented where the function is that it hands on to.
    const twin = data.names[key.replace("torch.TensorMethods.", "torch.")];
    if (twin === method || twin === undefined) continue;
    const { kind, signatures } = method;
    const own = method.arguments.map(({ name, type }, i) => {
      return { ...twin.arguments[i + 1], name, type };
    });
    Object.assign(method, twin, { kind, signatures, arguments: own });
  }
  return data;
}

/** A name that a module exports, and how it is found in the data. */
interface Exported {
  name: string;
  declarations: Doc[];
  key: string;
  /** Whether programs have it as a type only. */
  isType: boolean;
}

/** Tells of one module's exports. */
class Teller {
  /** A name mentioned in the module belongs to the first of `known` that has it. */
  constructor(readonly data: HelpData, readonly known: Exported[]) {}

  /** What a name means: the class, and what the interface that shares its name extends. */
  find(name: string): Doc {
    const { key, declarations = [] } = this.known.find((known) => known.name === name) ?? {};
    const main = declarations.find(({ kind }) => kind === "class" || kind === "variable");
    const [base] = declarations.flatMap(({ def }) => def?.extends ?? []);
    return { ...main ?? declarations[0], key, base: base?.value?.typeName ?? base };
  }

  /** Adds an exported name; not again what an earlier module exports. */
  tell({ name, declarations, key, isType }: Exported): void {
    const main = this.find(name);
    const { file, line } = read(main.location);
    if (Object.values(this.data.names).some((h) => h.file === file && h.line === line)) return;
    if (main.kind === "class" || isMaker(main) || main.def.methods) {
      this.tellClass(name, key, isType ? "type" : "class", main);
    } else if (main.kind === "variable") {
      this.add(key, "constant", main, [main]);
    } else if (main.kind === "function") {
      const overloads = declarations.filter(({ def }) => !def.hasBody);
      this.add(key, "function", main, overloads.length > 0 ? overloads : declarations);
    }
  }

  /** Adds a class and its public members. */
  tellClass(name: string, key: string, kind: Help["kind"], main: Doc): void {
    const makers = this.makersOf(main);
    const help = this.add(key, kind, main, makers);
    const calls = help.signatures.map((signature) => signature.slice(signature.indexOf("(")));
    const isMade = main.kind !== "interface" && !main.def.isAbstract && !makers.some(isInternal);
    if (makers.some(isInternal)) help.arguments = [];
    if (!isMade) help.signatures = [`${main.kind} ${name}`];
    else help.signatures = (makers[0] ? calls : ["()"]).map((call) => `new ${name}${call}`);
    help.base = this.baseOf(main).key;
    const members: Doc[] = [...main.def.properties ?? [], ...main.def.methods ?? []];
    help.hidden = members.filter(isInternal).map((member) => member.name);
    for (const member of members) {
      const path = `${key}.${member.name}`;
      if (isInternal(member) || !/^\w+$/.test(member.name)) continue;
      if (path in this.data.names) continue; // a setter after its getter
      const isMethod = member.kind === "method" || member.params;
      this.add(path, isMethod ? "method" : "property", member, [member]);
    }
  }

  /** The class that a class extends. */
  baseOf(main: Doc): Doc {
    const inConstant = isMaker(main) && read(main.location).code.match(/ extends (\w+)/)?.[1];
    return this.find(main.base ?? inConstant);
  }

  /** How a class is made: by its own constructors, or by those of the class it extends. */
  makersOf(main: Doc): Doc[] {
    if (isMaker(main)) return [main];
    const base = this.baseOf(main);
    const makers: Doc[] = main.def.constructors ?? (base.key ? this.makersOf(base) : []);
    // Arguments of the type `never[]` are none.
    return makers.filter(({ params }) => params?.[0]?.tsType?.value?.repr !== "never");
  }

  /** Adds what is known of a name: `main` has its comment, `calls` have its signatures. */
  add(key: string, kind: Help["kind"], main: Doc, calls: Doc[]): Help {
    const text = toText(main.jsDoc?.doc);
    const tags = [...new Set([main, ...calls].map(({ jsDoc }) => jsDoc?.tags ?? []))].flat();
    const said = (kind: string, name?: string) =>
      toText(tags.find((tag) => tag.kind === kind && tag.name === name)?.doc);
    const declared = calls.map((call) => {
      const { code } = read(call.location);
      return parseDeclaration(isMaker(call) ? code.slice(code.indexOf("constructor(")) : code);
    });
    const last = calls.at(-1) ?? {}; // of several ways to call, the one with the most arguments
    const { params = [] } = last.functionDef ?? last.def?.tsType?.value ?? last.def ?? last;
    const help: Help = {
      kind,
      signatures: declared.map(({ heading }) => heading),
      text,
      arguments: params.map((doc: Doc, i: number) => {
        const name = doc.name ?? (doc.left ?? doc.arg).name;
        return this.argument(name, declared.at(-1)!.parts[i], said("param", name), doc);
      }),
      returns: said("return"),
      throws: tags.filter((tag) => tag.kind === "throws")
        .map(({ tsType, doc }) => `${tsType.repr}: ${toText(doc)}`),
      twin: text.match(/(?:[Ll]ike|PyTorch's) `([^`]+)`/)?.[1],
      file: read(main.location).file,
      line: read(main.location).line,
    };
    if (kind === "property" || kind === "constant") {
      help.signatures = [help.signatures[0].replace(/\(\)| = .*/g, "")];
    }
    return this.data.names[key] = help;
  }

  /** An argument or option from how it is declared: `std: number`, `options: SGDOptions = {}`. */
  argument(name: string, declared: string, text: string, doc: Doc): Argument {
    const [, mark, type = "", value] = declared.match(/^[^:?=]+(\?)?(?:: (.*?))?(?: = (.*))?$/)!;
    if (!(type in this.data.options)) {
      this.data.options[type] = []; // for a type that mentions itself
      const options = this.optionsOf(doc.tsType ?? doc.left?.tsType ?? {});
      this.data.options[type] = [...new Map(options.map((o) => [o.name, o])).values()];
      if (options.length === 0) delete this.data.options[type];
    }
    return {
      name,
      type,
      optional: Boolean(mark ?? value),
      default: value ?? text.match(/(\[[^\]]*\]|["\d-][^ ;]*|\btrue|\bfalse)`? by default/)?.[1],
      text: text ||
        (type in this.data.options ? toText(this.find(type.replace(/<.*/, "")).jsDoc?.doc) : ""),
    };
  }

  /** The options of the objects that a type is made of. */
  optionsOf({ kind, value }: Doc, seen: string[] = []): Argument[] {
    const all = (types: Doc[] = []) => types.flatMap((type) => this.optionsOf(type, seen));
    const listed = (properties: Doc[] = []) =>
      properties.map((doc) => {
        const { heading } = parseDeclaration(read(doc.location).code);
        return this.argument(doc.name, heading, toText(doc.jsDoc?.doc), doc);
      });
    if (kind === "typeLiteral") return listed(value.properties);
    if (kind === "typeOperator") return all([value.tsType]);
    if (/union|intersection|array|parenthesized/.test(kind)) return all([value].flat());
    if (kind !== "typeRef") return [];
    const { kind: what, def } = this.find(seen.includes(value.typeName) ? "" : value.typeName);
    seen = [...seen, value.typeName];
    const own = what === "interface"
      ? [...all(def.extends), ...listed(def.properties)]
      : all(what === "typeAlias" ? [def.tsType] : []);
    return [...own, ...all(value.typeParams)];
  }
}

/** Whether it is a constant that holds a class. */
function isMaker({ def }: Doc): boolean {
  return def?.tsType?.value?.constructor === true;
}

/** Whether it is marked as not for users. */
function isInternal({ accessibility, jsDoc }: Doc): boolean {
  return accessibility || (jsDoc?.tags?.some(({ kind }: Doc) => kind === "internal") ?? false);
}
