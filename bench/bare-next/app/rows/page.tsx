import { connection } from "next/server";
import postgres from "postgres";

const shared = globalThis as { bareSql?: postgres.Sql };

/** One query of 20 rows, rendered as a list. */
export default async function Page() {
  await connection();
  shared.bareSql ??= postgres(process.env.DATABASE_URL ?? "", { max: 10 });
  const rows = await shared.bareSql<{ n: number; text: string }[]>`
    select n, md5(n::text) as text from generate_series(1, 20) n`;
  return (
    <ul>
      {rows.map(({ n, text }) => (
        <li key={n}>{text}</li>
      ))}
    </ul>
  );
}
