import { eq, inArray, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { operators } from "@/db/schema";
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

/** What went over from one row to the other: what is needed to part them again. Ids; of aliases their names. */
export interface MergedRows {
  into: string;
  products: string[];
  providerOperators: string[];
  aliases: string[];
  recipients: string[];
  rules: string[];
  /** Rows that had been merged into the one that was given up. */
  merged: string[];
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
    const moved: MergedRows = {
      into,
      products: await moveProducts(inside, { from, into }),
      ...(await moveNames(inside, { from, into })),
    };
    await noteDecision(inside, {
      kind: "merge",
      subject: from,
      told: { country: old.country, from: old.name, to: kept.name },
      before: { ...moved },
    });
    await refreshPopularity(inside);
    return ok(undefined);
  });
}

/** A product that both have keeps the other's row: the offers go there. Returns the products that went over as they are. */
async function moveProducts(ctx: Ctx, { from, into }: MergeOperators): Promise<string[]> {
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
  const moved = await runStatement(
    ctx,
    (place) => `update products p set operator_id = ${place(into)} where p.operator_id = ${place(from)}
      and not exists (select from products kept where kept.operator_id = ${place(into)} and kept.key = p.key) returning p.id`,
  );
  await refreshProducts(
    ctx,
    twins.flatMap(([old, kept]) => [String(old), String(kept)]),
  );
  return moved.map(([id]) => String(id));
}

/** Looked-up numbers that are told in a decision; who typed one longer ago looks it up anew. */
const MOST_NUMBERS = 10_000;

async function moveNames(
  ctx: Ctx,
  { from, into }: MergeOperators,
): Promise<Omit<MergedRows, "into" | "products">> {
  const move = async (table: string, key: string, where = "true"): Promise<string[]> => {
    const rows = await runStatement(
      ctx,
      (place) =>
        `update ${table} r set operator_id = ${place(into)} where r.operator_id = ${place(from)} and ${where} returning r.${key}`,
    );
    return rows.map(([value]) => String(value));
  };
  const providerOperators = await move("provider_operators", "id");
  const aliases = await move("operator_aliases", "match_name");
  const numbers = await move("recipients", "id");
  // A provider that staff shut out of the one must not come back through the other.
  const rules = await move(
    "supply_rules",
    "id",
    `not exists (select from supply_rules k where k.operator_id = '${into}'::uuid and k.provider = r.provider
      and k.effect = r.effect and k.kind is not distinct from r.kind and k.country is not distinct from r.country)`,
  );
  const merged = await ctx.db
    .update(operators)
    .set({ mergedInto: into })
    .where(eq(operators.mergedInto, from))
    .returning({ id: operators.id });
  await ctx.db
    .update(operators)
    .set({ mergedInto: into, enabled: false, popularity: sql`0` })
    .where(eq(operators.id, from));
  // Ids begin with their time: the newest are the last.
  const recipients = numbers.toSorted().slice(-MOST_NUMBERS);
  return { providerOperators, aliases, recipients, rules, merged: merged.map(({ id }) => id) };
}
