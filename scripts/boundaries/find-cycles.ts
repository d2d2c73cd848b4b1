/**
 * Circles in a graph, one list of nodes each (Tarjan's strongly connected components of more than one node, or a node that points at
 * itself). A dynamic import counts: hiding a circle does not break it. An import of types alone does not: nothing of it runs.
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const cycles: string[][] = [];

  const close = (node: string): void => {
    const members = stack.splice(stack.indexOf(node));
    for (const member of members) open.delete(member);
    if (members.length > 1 || graph.get(node)?.includes(node)) cycles.push(members.sort());
  };
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node) ?? 0);
    stack.push(node);
    open.add(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (open.has(next)) low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(node) === index.get(node)) close(node);
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return cycles;
}
