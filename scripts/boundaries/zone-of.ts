/** Leaned on by every domain. */
const BASE = ["jobs", "ledger", "mail", "audit", "alerts"];
const DOMAINS = ["catalog", "orders", "payments", "supply", "accounts", "customers", "reports"];
const FLOWS = ["checkout", "fulfilment", "reconciliation", "auth"];
const PURE = ["phone", "pricing", "risk"];

export type Layer =
  | "core"
  | "db"
  | "pure"
  | "providers"
  | "kit"
  | "base"
  | "domain"
  | "flow"
  | "env"
  | "runtime"
  | "components"
  | "app"
  | "i18n"
  | "scripts"
  | "sandbox"
  | "e2e"
  | "bench"
  | "root"
  | "data"
  | "unknown";

export interface Zone {
  layer: Layer;
  /** Folder within the layer: `catalog`, `reloadly`; the layer itself elsewhere. */
  name: string;
}

const TOP: Record<string, Layer> = {
  db: "db",
  components: "components",
  app: "app",
  i18n: "i18n",
  scripts: "scripts",
  sandbox: "sandbox",
  e2e: "e2e",
  bench: "bench",
};

function zoneInLib([folder = "", second = "", ...deeper]: string[]): Zone {
  // The providers' part of env.ts is handed what env.ts read.
  if (/^(provider-)?env\./.test(folder)) return { layer: "env", name: "env" };
  if (folder.startsWith("runtime.")) return { layer: "runtime", name: "runtime" };
  if (folder === "core") return { layer: "core", name: "core" };
  if (folder === "providers") {
    const inKit = deeper.length > 0 || (second !== "" && !second.includes("."));
    return inKit ? { layer: "kit", name: second } : { layer: "providers", name: "providers" };
  }
  if (PURE.includes(folder)) return { layer: "pure", name: folder };
  if (BASE.includes(folder)) return { layer: "base", name: folder };
  if (DOMAINS.includes(folder)) return { layer: "domain", name: folder };
  if (FLOWS.includes(folder)) return { layer: "flow", name: folder };
  return { layer: "unknown", name: folder };
}

/** The layer of a file of the repository. @param path with slashes, from the root */
export function zoneOf(path: string): Zone {
  const parts = path.split("/");
  const [top = ""] = parts;
  if (/\.(json|css|svg|png|woff2|sql)$/.test(path)) return { layer: "data", name: top };
  if (parts.length === 1) return { layer: "root", name: top };
  if (top === "lib") return zoneInLib(parts.slice(1));
  const layer = TOP[top] ?? "unknown";
  return { layer, name: layer };
}

/** Tests and what only tests use: they may build worlds of their own out of any layer. */
export function isTest(path: string): boolean {
  return (
    /\.test\.tsx?$/.test(path) ||
    /(^|\/)(testing|test-databases|contract|serve-for-tests|open-test-[a-z-]+)\.tsx?$/.test(path) ||
    path.includes("/fixtures/")
  );
}
