import { eq, inArray, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { operatorAliases, operators, providerOperators, recipients } from "@/db/schema";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { noteDecision } from "./note-decision";
import { refreshPopularity, refreshProducts } from "./refresh-products";

export interface MergeOperators {
  /** The row that is given up; its id and path stay, for orders and links name them. */
  from: string;
  /** The row that stays. */
  into: string;
}

type Refused = "not-found" | "same-operator" | "other-country" | "merged-already";

/**
 * Makes two rows of one network one: providers' operators, products and offers, remembered numbers, names and routing rules go over to the
 * row that stays, and so does whatever an import finds under the old name from now on.
 * @throws NotPermitted
 */
export async function mergeOperators(
  ctx: Ctx,
  { from, into }: MergeOperators,
): Promise<Result<undefined, Failure<Refused>>> {
  assertMay(ctx.actor, "catalog.write");
  if (from === into) return fail({ code: "same-operator" });
  return inTransaction(ctx, async (inside) => {
    const rows = await inside.db
      .select()
      .from(operators)
      .where(inArray(operators.id, [from, into]))
      .orderBy(operators.id)
      .for("update");
    const [old, kept] = [from, into].map((id) => rows.find((row) => row.id === id));
    if (!old || !kept) return fail({ code: "not-found" });
    if (old.mergedInto || kept.mergedInto) return fail({ code: "merged-already" });
    if (old.country !== kept.country || old.sort !== kept.sort) return fail({ code: "other-country" });
    await noteDecision(inside, {
      kind: "merge",
      subject: from,
      told: { country: old.country, from: old.name, to: kept.name },
      before: { into },
    });
    await moveProducts(inside, { from, into });
    await moveNames(inside, { from, into });
    await refreshPopularity(inside);
    return ok(undefined);
  });
}

/** A product that both have keeps the other's row: the offers go there. */
async function moveProducts(ctx: Ctx, { from, into }: MergeOperators): Promise<void> {
  const twins = await runStatement(
    ctx,
    (place) => `select old.id, kept.id from products old join products kept on kept.key = old.key
      where old.operator_id = ${place(from)} and kept.operator_id = ${place(into)}`,
  );
  const pairs = twins.map(([old, kept]) => ({ old, kept }));
  await runStatement(
    ctx,
    (place) => `update offers o set product_id = r.kept
      from jsonb_to_recordset(${place(pairs)}::jsonb) as r(old uuid, kept uuid) where o.product_id = r.old`,
  );
  await runStatement(
    ctx,
    (place) => `update products p set operator_id = ${place(into)} where p.operator_id = ${place(from)}
      and not exists (select from products kept where kept.operator_id = ${place(into)} and kept.key = p.key)`,
  );
  await refreshProducts(
    ctx,
    twins.flatMap(([old, kept]) => [String(old), String(kept)]),
  );
}

async function moveNames(ctx: Ctx, { from, into }: MergeOperators): Promise<void> {
  const moved = { operatorId: into };
  await ctx.db.update(providerOperators).set(moved).where(eq(providerOperators.operatorId, from));
  await ctx.db.update(operatorAliases).set(moved).where(eq(operatorAliases.operatorId, from));
  await ctx.db.update(recipients).set(moved).where(eq(recipients.operatorId, from));
  // A provider that staff shut out of the one must not come back through the other.
  await runStatement(
    ctx,
    (place) => `update supply_rules r set operator_id = ${place(into)} where r.operator_id = ${place(from)}
      and not exists (select from supply_rules k where k.operator_id = ${place(into)} and k.provider = r.provider
        and k.effect = r.effect and k.kind is not distinct from r.kind and k.country is not distinct from r.country)`,
  );
  await ctx.db.update(operators).set({ mergedInto: into }).where(eq(operators.mergedInto, from));
  await ctx.db
    .update(operators)
    .set({ mergedInto: into, enabled: false, popularity: sql`0` })
    .where(eq(operators.id, from));
}
