/**
 * The database's address as the job engine takes it: its own commits wait for no disk. The engine only wakes; what a crash of the database's
 * machine takes of its jobs, the reconciler finds again in the rows. Orders and money are written on other connections, which wait.
 */
export function engineUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get("options");
  url.searchParams.set("options", `${given ? `${given} ` : ""}-c synchronous_commit=off`);
  return url.href;
}
