import {
  parseSync,
  Visitor,
  type AwaitExpression,
  type CallExpression,
  type Expression,
  type Program,
  type TemplateLiteral,
} from "oxc-parser";

/** Which messages a module may read. */
export interface MessageKeys {
  /** `catalog.operator`; "" is all of them. */
  namespaces: string[];
  /** Keys below a namespace; `*` stands for what is only known at run time. */
  patterns: string[];
}

const MAKERS = new Set(["useTranslations", "getTranslations"]);
const KEY = /^[\w*-]+(\.[\w*-]+)*$/;

const written = ({ quasis }: TemplateLiteral): string =>
  quasis.map(({ value }) => value.cooked ?? "").join("*");

function textOf(node: { type: string } | undefined): string | undefined {
  const given = node as Expression | undefined;
  if (given?.type === "Literal" && typeof given.value === "string") return given.value;
  return given?.type === "TemplateLiteral" ? written(given) : undefined;
}

/** `useTranslations("shop")`, `getTranslations({ locale, namespace: "shop" })`, `translatorOf(locale)` of the mails. */
function namespaceOf({ callee, arguments: [first] }: CallExpression): string | undefined {
  if (callee.type !== "Identifier") return undefined;
  if (callee.name === "translatorOf") return "mail";
  if (!MAKERS.has(callee.name)) return undefined;
  if (first?.type !== "ObjectExpression") return textOf(first) ?? (first ? "*" : "");
  for (const property of first.properties)
    if (
      property.type === "Property" &&
      property.key.type === "Identifier" &&
      property.key.name === "namespace"
    )
      return textOf(property.value) ?? "*";
  return "";
}

const isMaker = (node: { type: string } | null | undefined): boolean => {
  const made = node?.type === "AwaitExpression" ? (node as AwaitExpression).argument : node;
  return made?.type === "CallExpression" && namespaceOf(made as CallExpression) !== undefined;
};

/** What a module calls its translators; `t` is one wherever it came from. */
function readNames(program: Program): Set<string> {
  const names = new Set(["t"]);
  const add = (id: { type: string; name?: string } | null | undefined) => {
    if (id?.type === "Identifier" && id.name) names.add(id.name);
  };
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (isMaker(init)) return add(id);
      const all = init?.type === "AwaitExpression" ? init.argument : undefined;
      const [list] = all?.type === "CallExpression" ? all.arguments : [];
      if (id.type !== "ArrayPattern" || list?.type !== "ArrayExpression") return;
      for (const [at, made] of list.elements.entries()) if (isMaker(made)) add(id.elements[at]);
    },
  }).visit(program);
  return names;
}

/** Kinds of expression whose texts are found where they stand. */
const SPELT = new Set(["ConditionalExpression", "LogicalExpression", "ObjectExpression"]);

/**
 * Every text of a module that may be a key, and its namespaces. It is generous: a key counts as read wherever something that looks like it
 * stands beside its namespace, and all of a namespace where the key comes from elsewhere. A module that is handed a translator may read any.
 */
export function readMessageKeys(path: string, source: string): MessageKeys {
  const { program } = parseSync(path, source);
  const names = readNames(program);
  const namespaces = new Set<string>();
  const [patterns, called] = [new Set<string>(), new Set<string>()];
  const add = (to: Set<string>, text: string | undefined) => {
    if (text !== undefined && KEY.test(text)) to.add(text);
  };
  new Visitor({
    Literal: (node) => add(patterns, textOf(node)),
    TemplateLiteral: (node) => add(patterns, written(node)),
    CallExpression: (node) => {
      const namespace = namespaceOf(node);
      if (namespace !== undefined) namespaces.add(namespace);
      const { callee, arguments: given } = node;
      const named = callee.type === "MemberExpression" ? callee.object : callee;
      const [first] = given;
      if (!first || named.type !== "Identifier" || !names.has(named.name)) return;
      add(called, textOf(first));
      if (textOf(first) === undefined && !SPELT.has(first.type)) patterns.add("**");
    },
  }).visit(program);
  if (namespaces.size > 0) return { namespaces: [...namespaces], patterns: [...patterns] };
  // What is all unknown would be any text of the shop.
  return { namespaces: ["**"], patterns: [...called].filter((pattern) => /\w/.test(pattern)) };
}

/** Tells whether any of the modules may read a message. @param key `shop.form.label` */
export function isRead(key: string, modules: MessageKeys[]): boolean {
  return modules.some(({ namespaces, patterns }) =>
    namespaces.some((namespace) =>
      patterns.some((pattern) => matcherOf(namespace === "" ? pattern : `${namespace}.${pattern}`).test(key)),
    ),
  );
}

const matchers = new Map<string, RegExp>();

function matcherOf(pattern: string): RegExp {
  const known = matchers.get(pattern);
  if (known) return known;
  const text = pattern
    .split("**")
    .map((part) => part.replaceAll(".", "\\.").replaceAll("*", "[^.]+"))
    .join(".+");
  const made = new RegExp(`^${text}$`);
  matchers.set(pattern, made);
  return made;
}
