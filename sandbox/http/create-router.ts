import type { Mount, Route } from "../outside";

export interface RouteMatch {
  mount: Mount;
  route?: Route;
  params: Record<string, string>;
  /** Path below the mount's prefix. */
  path: string;
}

interface Node {
  literals: Map<string, Node>;
  parameter?: Node;
  leaves: Map<string, { mount: Mount; route: Route; names: string[] }>;
}

/** Finds the route of a request in one walk over its segments; a literal segment wins over a parameter. */
export function createRouter(mounts: Mount[]): (method: string, path: string) => RouteMatch | undefined {
  const root = createNode();
  for (const mount of mounts) {
    for (const route of mount.routes) insert(root, mount, route);
  }
  const byPrefix = [...mounts].sort((a, b) => b.prefix.length - a.prefix.length);
  return (method, path) => {
    const values: string[] = [];
    const leaf = find(root, segmentsOf(path), { at: 0, method, values });
    if (leaf) {
      const params: Record<string, string> = {};
      leaf.names.forEach((name, index) => (params[name] = decode(values[index] ?? "")));
      return { mount: leaf.mount, route: leaf.route, params, path: below(path, leaf.mount.prefix) };
    }
    const owner = byPrefix.find(
      (mount) => mount.prefix === "" || path === mount.prefix || path.startsWith(`${mount.prefix}/`),
    );
    return owner && { mount: owner, params: {}, path: below(path, owner.prefix) };
  };
}

function createNode(): Node {
  return { literals: new Map(), leaves: new Map() };
}

function insert(root: Node, mount: Mount, route: Route): void {
  let node = root;
  const names: string[] = [];
  for (const segment of segmentsOf(mount.prefix + route.path)) {
    if (segment.startsWith(":")) {
      names.push(segment.slice(1));
      node = node.parameter ??= createNode();
    } else {
      const next: Node = node.literals.get(segment) ?? createNode();
      node.literals.set(segment, next);
      node = next;
    }
  }
  if (node.leaves.has(route.method)) {
    throw new Error(`Two routes for ${route.method} ${mount.prefix}${route.path}`);
  }
  node.leaves.set(route.method, { mount, route, names });
}

function find(node: Node, segments: string[], walk: { at: number; method: string; values: string[] }) {
  return search(node, walk.at);

  function search(here: Node, at: number): { mount: Mount; route: Route; names: string[] } | undefined {
    const segment = segments[at];
    if (segment === undefined) return here.leaves.get(walk.method);
    const literal = here.literals.get(segment);
    const viaLiteral = literal && search(literal, at + 1);
    if (viaLiteral || !here.parameter) return viaLiteral;
    walk.values.push(segment);
    const viaParameter = search(here.parameter, at + 1);
    if (!viaParameter) walk.values.pop();
    return viaParameter;
  }
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function below(path: string, prefix: string): string {
  return path.slice(prefix.length) || "/";
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
