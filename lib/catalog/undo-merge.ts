import { eq, inArray } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { operators, type catalogDecisions } from "@/db/schema";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import type { MergedRows } from "./merge-operators";
import { moveOffers } from "./move-offers";
import { refreshPopularity } from "./refresh-products";
import { followSwitches } from "./switch-sale";

type Row = Pick<typeof catalogDecisions.$inferSelect, "id" | "subject" | "before">;

export type UndoMergeFailure = Failure<
  /** It is from before it was kept what went over. */
  | "not-undone"
  /** One of the rows was merged again, or what went over was mapped anew. */
  | "decided-since"
  /** `values.count`: orders of what would go back are on their way. */
  | "orders-open"
>;

/** What a merge moved; undefined of one that kept no more than where it went. */
function movedIn({ before }: Row): MergedRows | undefined {
  const moved = before as Partial<MergedRows>;
  return moved.providerOperators ? (moved as MergedRows) : undefined;
}

/** Whether a later decision that stands rests on this one: on the same rows, or on a name that went over. */
async function isBuiltUpon(ctx: Ctx, row: Row, { into, providerOperators }: MergedRows): Promise<boolean> {
  const [later] = await runStatement(
    ctx,
    (
      place,
    ) => `select from catalog_decisions d where d.id > ${place(row.id)}::uuid and d.undone_at is null and (
      d.kind = 'merge' and (d.subject in (${place(into)}::uuid, ${place(row.subject)}::uuid) or d.before->>'into' = ${place(into)})
      or d.kind = 'map' and d.subject in (select jsonb_array_elements_text(${place(providerOperators)}::jsonb)::uuid)) limit 1`,
  );
  return later !== undefined;
}

/** Orders that still may buy through what would go back. */
async function countOpen(ctx: Ctx, { products, providerOperators }: MergedRows): Promise<number> {
  const [row] = await runStatement(
    ctx,
    (place) => `select count(*) from orders o where o.next_action_at is not null and o.product_id in (
      select jsonb_array_elements_text(${place(products)}::jsonb)::uuid union all
      select f.product_id from offers f join provider_operators t on t.provider = f.provider
        and t.provider_operator_id = f.provider_operator_id
      where t.id in (select jsonb_array_elements_text(${place(providerOperators)}::jsonb)::uuid))`,
  );
  return Number(row?.[0] ?? 0);
}

/** Names, looked-up numbers and routing rules go back, those of them that are still where the merge put them. */
async function moveNamesBack(ctx: Ctx, to: string, moved: MergedRows): Promise<void> {
  const back = async (table: string, key: string, values: string[]) =>
    runStatement(
      ctx,
      (
        place,
      ) => `update ${table} r set operator_id = ${place(to)}::uuid where r.operator_id = ${place(moved.into)}::uuid
        and r.${key}::text in (select jsonb_array_elements_text(${place(values)}::jsonb))`,
    );
  await back("provider_operators", "id", moved.providerOperators);
  await back("recipients", "id", moved.recipients);
  await back("supply_rules", "id", moved.rules);
  const [row] = await ctx.db
    .select({ country: operators.country, sort: operators.sort })
    .from(operators)
    .where(eq(operators.id, to));
  await runStatement(
    ctx,
    (
      place,
    ) => `update operator_aliases set operator_id = ${place(to)}::uuid where operator_id = ${place(moved.into)}::uuid
      and country = ${place(row?.country)} and sort = ${place(row?.sort)}
      and match_name in (select jsonb_array_elements_text(${place(moved.aliases)}::jsonb))`,
  );
}

/** Products go back with their ids, and every offer to the side its provider's operator is mapped to. */
async function partProducts(ctx: Ctx, to: string, { into, products }: MergedRows): Promise<void> {
  await runStatement(
    ctx,
    (
      place,
    ) => `update products p set operator_id = ${place(to)}::uuid where p.operator_id = ${place(into)}::uuid
      and p.id in (select jsonb_array_elements_text(${place(products)}::jsonb)::uuid)
      and not exists (select from products own where own.operator_id = ${place(to)}::uuid and own.key = p.key)`,
  );
  const theirs = await runStatement(
    ctx,
    (place) => `select provider, provider_operator_id, operator_id from provider_operators
      where operator_id in (${place(to)}::uuid, ${place(into)}::uuid) order by id`,
  );
  for (const [provider, providerOperatorId, operatorId] of theirs)
    await moveOffers(ctx, {
      provider: String(provider),
      providerOperatorId: String(providerOperatorId),
      to: String(operatorId),
    });
}

/**
 * Parts two rows that were merged, as they were: products with their ids, providers' operators, names, rules. What an import has brought since
 * goes with its provider's operator. Orders keep what they were sold as. Runs in the transaction of the decision.
 */
export async function undoMerge(ctx: Ctx, row: Row): Promise<Result<undefined, UndoMergeFailure>> {
  const moved = movedIn(row);
  if (!moved) return fail({ code: "not-undone" });
  const from = row.subject;
  const both = await ctx.db
    .select({ id: operators.id, mergedInto: operators.mergedInto })
    .from(operators)
    .where(inArray(operators.id, [from, moved.into]))
    .orderBy(operators.id)
    .for("update");
  if (both.find(({ id }) => id === from)?.mergedInto !== moved.into) return fail({ code: "decided-since" });
  if (await isBuiltUpon(ctx, row, moved)) return fail({ code: "decided-since" });
  const count = await countOpen(ctx, moved);
  if (count > 0) return fail({ code: "orders-open", values: { count } });
  await ctx.db.update(operators).set({ mergedInto: null }).where(eq(operators.id, from));
  if (moved.merged.length > 0)
    await ctx.db.update(operators).set({ mergedInto: from }).where(inArray(operators.id, moved.merged));
  await moveNamesBack(ctx, from, moved);
  await partProducts(ctx, from, moved);
  await followSwitches(ctx, { column: "id", value: from });
  await refreshPopularity(ctx);
  return ok(undefined);
}
