import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";

/** Of one run so many differences are kept, and the differences of so many runs of a provider. */
export const MOST_NOTED = 5000;
const RUNS_KEPT = 30;

/** What an offer costs. */
const PRICE = [
  "order_currency",
  "order_minor",
  "order_min_minor",
  "order_max_minor",
  "face_min_minor",
  "face_max_minor",
  "face_per_order_unit",
  "wallet_currency",
  "order_units_per_wallet_unit",
  "discount_percent",
  "fee_percent",
  "flat_fee_minor",
];

const row = (table: string, columns: readonly string[]) =>
  `(${columns.map((column) => `${table}.${column}`).join(", ")})`;

const told = (table: string) =>
  `jsonb_build_object(${[...PRICE, "taken_percent", "description"].map((column) => `'${column}', ${table}.${column}`).join(", ")})`;

/** Part of the statement that writes a batch: keeps what is different of every offer in `written` against `old`. */
export const notingChanges = (runId: string): string => `noted as (
  insert into import_changes (run_id, change, offer_id, before, after)
  select ${runId}::uuid,
    case when o.id is null then 'new' when not o.active then 'back' when ${row("o", PRICE)} is distinct from ${row("w", PRICE)} then 'price'
      when o.description <> w.description then 'name' else 'terms' end,
    w.id, case when o.id is not null then ${told("o")} end, ${told("w")}
  from written w left join old o on o.sku = w.sku)`;

/** Keeps what a run found to be gone. */
export async function noteGone(ctx: Ctx, runId: string, offerIds: string[]): Promise<void> {
  await runStatement(
    ctx,
    (place) => `insert into import_changes (run_id, change, offer_id, before)
      select ${place(runId)}::uuid, 'gone', o.id, ${told("o")} from offers o
      where o.id in (select jsonb_array_elements_text(${place(offerIds.slice(0, MOST_NOTED))}::jsonb)::uuid) order by o.sku`,
  );
}

/** Differences of older runs of a provider go. */
export async function forgetChanges(ctx: Ctx, provider: string): Promise<void> {
  await runStatement(
    ctx,
    (place) => `delete from import_changes where run_id in (
      select id from import_runs where provider = ${place(provider)} and what = 'catalog' order by started_at desc offset ${RUNS_KEPT})`,
  );
}
