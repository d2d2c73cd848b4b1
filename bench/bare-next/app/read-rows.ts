import postgres from "postgres";

let client: postgres.Sql | undefined;

/** Twenty rows by one query. */
export async function readRows(): Promise<{ n: number; text: string }[]> {
  client ??= postgres(process.env.DATABASE_URL ?? "", { max: 10 });
  return client`select n, md5(n::text) as text from generate_series(1, 20) n`;
}
