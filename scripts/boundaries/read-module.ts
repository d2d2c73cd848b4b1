import {
  parseSync,
  Visitor,
  type Declaration,
  type ImportDeclarationSpecifier,
  type Program,
} from "oxc-parser";

export interface ModuleImport {
  /** As written: `@/lib/core/money`, `./outside`, `node:fs`. */
  specifier: string;
  /** `import type …`: erased by the compiler. `import { type X }` is not, the module is still loaded. */
  typeOnly: boolean;
  /** `import("…")`: loaded when it is reached. */
  dynamic: boolean;
  line: number;
}

export interface ModuleFacts {
  imports: ModuleImport[];
  /** Lines that read the environment. */
  envReads: number[];
  /** The file starts with "use server". */
  serverActions: boolean;
  /** What a "use server" file exports at run time; `async` tells whether it is an async function. */
  exports: { name: string; async: boolean; line: number }[];
}

/** Reads what a module imports, exports and takes from the environment, from its syntax tree. @throws on a syntax error */
export function readModule(path: string, source: string): ModuleFacts {
  const { program, errors } = parseSync(path, source);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const lineOf = (offset: number) => source.slice(0, offset).split("\n").length;
  const facts: ModuleFacts = { imports: [], envReads: [], serverActions: isServerFile(program), exports: [] };
  collectImports(program, facts, lineOf);
  collectEnvReads(program, facts, lineOf);
  collectExports(program, facts, lineOf);
  return facts;
}

type LineOf = (offset: number) => number;

const isServerFile = (program: Program): boolean =>
  program.body.some((node) => "directive" in node && node.directive === "use server");

function collectImports(program: Program, facts: ModuleFacts, lineOf: LineOf): void {
  const add = (
    node: { start: number },
    specifier: unknown,
    how: { typeOnly?: boolean; dynamic?: boolean },
  ) => {
    if (typeof specifier !== "string") return;
    const { typeOnly = false, dynamic = false } = how;
    facts.imports.push({ specifier, typeOnly, dynamic, line: lineOf(node.start) });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node, node.source.value, { typeOnly: node.importKind === "type" }),
    ExportNamedDeclaration: (node) => add(node, node.source?.value, { typeOnly: node.exportKind === "type" }),
    ExportAllDeclaration: (node) => add(node, node.source.value, { typeOnly: node.exportKind === "type" }),
    ImportExpression: (node) =>
      add(node, "value" in node.source ? node.source.value : undefined, { dynamic: true }),
    TSImportType: (node) => add(node, node.source.value, { typeOnly: true }),
  }).visit(program);
}

/** `process.env`, `{ env } = process`, `import { env } from "node:process"`. */
function collectEnvReads(program: Program, facts: ModuleFacts, lineOf: LineOf): void {
  const note = (node: { start: number }) => void facts.envReads.push(lineOf(node.start));
  const takesEnv = (specifier: ImportDeclarationSpecifier) =>
    specifier.type !== "ImportSpecifier" ||
    ("name" in specifier.imported && specifier.imported.name === "env");
  new Visitor({
    MemberExpression: (node) => {
      const { object, property } = node;
      const name = "name" in property ? property.name : "value" in property ? property.value : "";
      if (object.type === "Identifier" && object.name === "process" && name === "env") note(node);
    },
    VariableDeclarator: (node) => {
      const ofProcess = node.init?.type === "Identifier" && node.init.name === "process";
      if (ofProcess && node.id.type === "ObjectPattern") note(node);
    },
    ImportDeclaration: (node) => {
      if (/^(node:)?process$/.test(node.source.value) && node.specifiers.some(takesEnv)) note(node);
    },
  }).visit(program);
}

type Node = Program["body"][number];
type Exported = ModuleFacts["exports"][number];

function collectExports(program: Program, facts: ModuleFacts, lineOf: LineOf): void {
  if (!facts.serverActions) return;
  for (const node of program.body) {
    const line = lineOf(node.start);
    for (const entry of exportsOf(node)) facts.exports.push({ ...entry, line });
  }
}

function exportsOf(node: Node): Omit<Exported, "line">[] {
  if (node.type === "ExportAllDeclaration")
    return node.exportKind === "type" ? [] : [{ name: "*", async: false }];
  if (node.type === "ExportDefaultDeclaration") {
    const { declaration } = node;
    return [{ name: "default", async: "async" in declaration && Boolean(declaration.async) }];
  }
  if (node.type !== "ExportNamedDeclaration" || node.exportKind === "type") return [];
  const listed = node.specifiers.filter(({ exportKind }) => exportKind !== "type");
  return [
    ...(node.declaration ? declared(node.declaration) : []),
    ...listed.map(({ exported }) => ({
      name: "name" in exported ? exported.name : exported.value,
      async: false,
    })),
  ];
}

/** Types are erased and may stand anywhere; classes and enums are no functions. */
function declared(declaration: Declaration): Omit<Exported, "line">[] {
  if (declaration.type === "FunctionDeclaration") {
    return [{ name: declaration.id?.name ?? "", async: declaration.async }];
  }
  if (declaration.type === "VariableDeclaration") {
    return declaration.declarations.map(({ id, init }) => ({
      name: id.type === "Identifier" ? id.name : "a pattern",
      async: init?.type === "ArrowFunctionExpression" && init.async,
    }));
  }
  return declaration.type === "ClassDeclaration" ? [{ name: declaration.id?.name ?? "", async: false }] : [];
}
