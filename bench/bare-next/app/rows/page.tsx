import { connection } from "next/server";
import { readRows } from "../read-rows";

/** One query of 20 rows, rendered as a list. */
export default async function Page() {
  await connection();
  const rows = await readRows();
  return (
    <ul>
      {rows.map(({ n, text }) => (
        <li key={n}>{text}</li>
      ))}
    </ul>
  );
}
