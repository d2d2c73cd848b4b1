import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";

/** Names of operators by their ids. */
export async function readOperatorNames(ctx: Ctx, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const rows = await runStatement(
    ctx,
    (place) =>
      `select id, name from operators where id in (select jsonb_array_elements_text(${place([...new Set(ids)])}::jsonb)::uuid)`,
  );
  return Object.fromEntries(rows.map(([id, name]) => [String(id), String(name)]));
}
