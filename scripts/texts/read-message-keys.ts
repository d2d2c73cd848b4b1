import { parseSync, Visitor, type CallExpression, type Expression, type TemplateLiteral } from "oxc-parser";

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

/**
 * Every text of a module that may be a key, and its namespaces. It is generous: a key counts as read wherever something that looks like it
 * stands beside its namespace. A key that is handed to a translator as a value makes all of the namespace count.
 */
export function readMessageKeys(path: string, source: string): MessageKeys {
  const namespaces = new Set<string>();
  const patterns = new Set<string>();
  const add = (text: string | undefined) => text !== undefined && KEY.test(text) && patterns.add(text);
  new Visitor({
    Literal: (node) => add(textOf(node)),
    TemplateLiteral: (node) => add(written(node)),
    MemberExpression: ({ property }) => property.type === "Identifier" && add(property.name),
    CallExpression: (node) => {
      const namespace = namespaceOf(node);
      if (namespace !== undefined) return void namespaces.add(namespace);
      const { callee, arguments: given } = node;
      const named = callee.type === "MemberExpression" ? callee.object : callee;
      if (
        named.type !== "Identifier" ||
        !/^(t|[a-z]+Texts?|text|words?|said|why|tried|form|own|common|catalog)$/.test(named.name)
      )
        return;
      const [first] = given;
      if (
        first &&
        textOf(first) === undefined &&
        first.type !== "ConditionalExpression" &&
        first.type !== "ObjectExpression"
      )
        patterns.add("**");
    },
  }).visit(parseSync(path, source).program);
  return { namespaces: [...namespaces], patterns: [...patterns] };
}

/** Tells whether any of the modules may read a message. @param key `shop.form.label` */
export function isRead(key: string, modules: MessageKeys[]): boolean {
  return modules.some(({ namespaces, patterns }) =>
    namespaces.some((namespace) => {
      const rest = restOf(key, namespace);
      return rest !== undefined && patterns.some((pattern) => matcherOf(pattern).test(rest));
    }),
  );
}

function restOf(key: string, namespace: string): string | undefined {
  if (namespace === "") return key;
  const found = new RegExp(`^${namespace.replaceAll(".", "\\.").replaceAll("*", "[^.]+")}\\.(.+)$`).exec(key);
  return found?.[1];
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
