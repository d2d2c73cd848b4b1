import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { assertMay } from "@/lib/core/permissions";
import type { ImportDifference, ImportRunView } from "./types";

const iso = (at: unknown): string | null => (at === null ? null : new Date(String(at)).toISOString());

type Told = Record<string, string | number | null>;

const RUN = "id, provider, what, state, counts, error, started_at, finished_at";

function runOf(row: unknown[]): ImportRunView {
  const [id, provider, what, state, counts, error, startedAt, finishedAt] = row;
  return {
    id: String(id),
    provider: String(provider),
    what: String(what),
    state: String(state) as ImportRunView["state"],
    counts: counts as Record<string, number>,
    error: error === null ? null : String(error),
    startedAt: iso(startedAt) ?? "",
    finishedAt: iso(finishedAt),
  };
}

/** The newest runs of imports. @throws NotPermitted */
export async function listImportRuns(ctx: Ctx, { limit }: { limit: number }): Promise<ImportRunView[]> {
  assertMay(ctx.actor, "catalog.read");
  const rows = await runStatement(
    ctx,
    (place) => `select ${RUN} from import_runs order by started_at desc limit ${place(limit)}::int`,
  );
  return rows.map(runOf);
}

/** One run with what it found to be different, of one sort where that is asked, by keyset. @throws NotPermitted */
export async function readImportRun(
  ctx: Ctx,
  input: { runId: string; change?: string | undefined; after?: number | undefined; limit: number },
): Promise<{
  run: ImportRunView;
  differences: ImportDifference[];
  counts: Record<string, number>;
  older: number | null;
} | null> {
  assertMay(ctx.actor, "catalog.read");
  if (!isUuid(input.runId)) return null;
  const { runId, change, after = 0, limit } = input;
  const [[run], counted, rows] = await Promise.all([
    runStatement(ctx, (place) => `select ${RUN} from import_runs where id = ${place(runId)}::uuid`),
    runStatement(
      ctx,
      (place) =>
        `select change, count(*)::int from import_changes where run_id = ${place(runId)}::uuid group by change`,
    ),
    runStatement(
      ctx,
      (place) => `select c.id, c.change, c.before, c.after, f.sku, o.name, o.country, o.id, p.kind
        from import_changes c join offers f on f.id = c.offer_id join products p on p.id = f.product_id join operators o on o.id = p.operator_id
        where c.run_id = ${place(runId)}::uuid and c.id > ${place(after)}::bigint ${change ? `and c.change = ${place(change)}` : ""}
        order by c.id limit ${place(limit + 1)}::int`,
    ),
  ]);
  if (!run) return null;
  const differences = rows
    .slice(0, limit)
    .map(([id, how, before, now, sku, operator, country, operatorId, kind]) => ({
      id: Number(id),
      change: String(how),
      sku: String(sku),
      operator: { id: String(operatorId), name: String(operator), country: String(country) },
      kind: String(kind),
      fields: differing(before as Told | null, now as Told | null),
    }));
  return {
    run: runOf(run),
    differences,
    counts: Object.fromEntries(counted.map(([how, n]) => [String(how), Number(n)])),
    older: rows.length > limit ? (differences.at(-1)?.id ?? null) : null,
  };
}

/** What is not the same, field by field. */
function differing(before: Told | null, after: Told | null): ImportDifference["fields"] {
  if (!before || !after) return [];
  return Object.keys(after).flatMap((name) => {
    const [was, is] = [before[name] ?? null, after[name] ?? null];
    return was === is ? [] : [{ name, was: String(was ?? "–"), is: String(is ?? "–") }];
  });
}
