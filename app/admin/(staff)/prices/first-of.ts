export type Query = Record<string, string | string[] | undefined>;

/** What a name of the address says; empty where it says nothing. */
export function firstOf(query: Query, name: string): string {
  const value = query[name];
  return ((Array.isArray(value) ? value[0] : value) ?? "").trim().slice(0, 200);
}
