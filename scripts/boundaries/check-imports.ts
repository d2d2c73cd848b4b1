import type { ModuleFacts, ModuleImport } from "./read-module";
import { isTest, zoneOf, type Layer, type Zone } from "./zone-of";

export interface Problem {
  path: string;
  line: number;
  rule: string;
  text: string;
}

/** The import table of the house: what each layer may import beside its own folder. */
const MAY_IMPORT: Record<Layer, readonly Layer[]> = {
  core: [],
  db: ["core"],
  env: ["core"],
  pure: ["core"],
  providers: ["core"],
  kit: ["core", "providers"],
  base: ["core", "db", "pure", "providers"],
  domain: ["core", "db", "pure", "providers", "base"],
  flow: ["core", "db", "pure", "providers", "base", "domain"],
  runtime: ["core", "db", "pure", "providers", "kit", "base", "domain", "flow", "env"],
  i18n: ["core"],
  components: ["core", "pure", "domain", "flow", "i18n"],
  app: ["core", "pure", "providers", "base", "domain", "flow", "env", "runtime", "components", "i18n"],
  scripts: ["core", "db", "pure", "providers", "kit", "base", "domain", "flow", "env", "runtime", "sandbox"],
  root: ["core", "db", "app", "components", "i18n", "env", "runtime"],
  sandbox: [],
  e2e: [],
  bench: [],
  data: [],
  unknown: [],
};

/** Where the table bends, each with its reason. */
const EXCEPTIONS: readonly { from: RegExp; to: RegExp; why: string }[] = [
  {
    from: /^lib\/mail\//,
    to: /^lib\/jobs\/index\.ts$/,
    why: "a mail in the outbox wakes the job that sends it",
  },
  {
    from: /^components\//,
    to: /^lib\/(alerts|audit)\/types\.ts$/,
    why: "pages show rules of alerts and the log as they are read",
  },
  {
    from: /^lib\/alerts\//,
    to: /^lib\/(mail|audit)\/index\.ts$/,
    why: "an alert goes out as a mail, and who changes whom it goes to is noted",
  },
  {
    from: /^lib\/(mail\/|fulfilment\/|runtime\.ts$)/,
    to: /^i18n\/(locales|merge-messages)\.ts$/,
    why: "mails are written in the buyer's language, and lead to its pages",
  },
];

/** What a flow needs of the database: the context with its transaction, and the time. Rows are the domains'. */
const FLOW_SEES_OF_DB = ["db/context.ts", "db/read-app-time.ts"];

/** Packages that only some layers may use. */
const PACKAGES: readonly { name: RegExp; layers: readonly Layer[]; folders: readonly string[] }[] = [
  { name: /^(drizzle-orm|@auth\/drizzle-adapter)(\/|$)/, layers: ["db", "base", "domain"], folders: [] },
  { name: /^postgres$/, layers: ["db", "scripts"], folders: [] },
  { name: /^graphile-worker$/, layers: [], folders: ["jobs"] },
  // The server itself, which `scripts/web` starts.
  { name: /^next$/, layers: ["app", "i18n", "root", "scripts"], folders: ["auth"] },
  { name: /^stripe$/, layers: [], folders: ["payments"] },
  {
    name: /^(next|next-intl|next-auth|react|react-dom)(\/|$)/,
    layers: ["app", "components", "i18n", "root"],
    folders: ["auth", "accounts"],
  },
];

const FREE: readonly Layer[] = ["e2e", "bench"];
const isDoor = (path: string) => /\/(index|types|[a-z-]+-schema)\.tsx?$/.test(path);
const hasDoor = ({ layer }: Zone) => layer === "base" || layer === "domain" || layer === "flow";
const sameFolder = (a: Zone, b: Zone) => a.layer === b.layer && a.name === b.name;

/** Why a module at `from` may not import the file `to`; undefined when it may. */
function refusal(from: string, to: string, typeOnly: boolean): string | undefined {
  const [here, there] = [zoneOf(from), zoneOf(to)];
  if (FREE.includes(here.layer)) return undefined;
  if (FREE.includes(there.layer)) return "nothing imports e2e or bench";
  if (here.layer === "sandbox") {
    return to.startsWith("sandbox/")
      ? undefined
      : "the sandbox shares nothing with the shop, or it would agree with our mistakes";
  }
  if (isTest(from)) return undefined;
  if (isTest(to)) return "what is made for tests stays with them";
  if (there.layer === "data") return refusalOfData(here, to);
  if (sameFolder(here, there)) return undefined;
  if (EXCEPTIONS.some((exception) => exception.from.test(from) && exception.to.test(to))) return undefined;
  // The views that pages are drawn from are words shared by all; their types alone, and nothing of them runs.
  if (here.layer === "domain" && there.layer === "domain") {
    return typeOnly && to.endsWith("/types.ts") ? undefined : "a domain never imports another domain";
  }
  if (!MAY_IMPORT[here.layer].includes(there.layer)) return `${here.layer} never imports ${there.layer}`;
  return refusalOfDetail(here, to, typeOnly);
}

function refusalOfDetail(here: Zone, to: string, typeOnly: boolean): string | undefined {
  const there = zoneOf(to);
  if (here.layer === "flow" && there.layer === "db" && !FLOW_SEES_OF_DB.includes(to)) {
    return "a flow touches rows only through the verbs of the domains";
  }
  if (here.layer === "components") {
    if (there.layer === "i18n" && !typeOnly && to !== "i18n/locales.ts")
      return "texts arrive as props or by next-intl";
    if (there.layer === "pure" && there.name !== "phone")
      return "of the pure folders, components know phone alone";
    if (hasDoor(there) && to.endsWith("/index.ts"))
      return "components know types and form schemas; actions arrive as props";
  }
  if (hasDoor(there) && !isDoor(to)) return "only through the folder's index.ts, types.ts or a form's schema";
  return undefined;
}

function refusalOfData(here: Zone, to: string): string | undefined {
  if (to.startsWith("sandbox/world/")) return "only tests may look up the answers in the world file";
  if (to.startsWith("messages/") && here.layer === "components") return "texts arrive as props";
  return undefined;
}

function refusalOfPackage(from: string, name: string): string | undefined {
  const here = zoneOf(from);
  if (FREE.includes(here.layer) || isTest(from)) return undefined;
  const rule = PACKAGES.find((entry) => entry.name.test(name));
  if (!rule || rule.layers.includes(here.layer) || rule.folders.includes(here.name)) return undefined;
  return `${here.layer}${here.name === here.layer ? "" : ` (${here.name})`} never uses it`;
}

/** Checks one module's imports against the table. @param resolve path of an import of ours; undefined for a package, null for a file that does not exist */
export function checkImports(
  path: string,
  facts: ModuleFacts,
  resolve: (specifier: string) => string | null | undefined,
): Problem[] {
  const problemOf = ({ specifier, typeOnly, line }: ModuleImport): Problem[] => {
    const to = resolve(specifier);
    if (to === null) return [];
    const why = to === undefined ? refusalOfPackage(path, specifier) : refusal(path, to, typeOnly);
    return why ? [{ path, line, rule: "imports", text: `imports ${specifier}: ${why}` }] : [];
  };
  const home: Problem[] =
    zoneOf(path).layer === "unknown"
      ? [{ path, line: 1, rule: "zones", text: "stands in no folder that the house knows" }]
      : [];
  return [...home, ...facts.imports.flatMap(problemOf)];
}
