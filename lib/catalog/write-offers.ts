import { and, eq, getTableColumns, inArray, sql, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { offers, products } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { ProviderName } from "@/lib/providers/spec";
import type { OfferDraft } from "./map-offer";
import { refreshProducts } from "./refresh-products";

export interface PlacedOffer extends OfferDraft {
  operatorId: string;
}

export interface WriteCounts {
  added: number;
  changed: number;
}

type OfferRow = typeof offers.$inferInsert;

const productKeyOf = (operatorId: string, key: string) => `${operatorId} ${key}`;

/** Writes a batch of one provider's offers: what is new or changed is stored, the rest is only marked as seen in this run. */
export async function writeOffers(
  ctx: Ctx,
  batch: { provider: ProviderName; seenAt: Date; placed: PlacedOffer[] },
): Promise<WriteCounts> {
  const { provider, seenAt } = batch;
  // A SKU listed twice counts once, and rows are always locked in the same order.
  const placed = [...new Map(batch.placed.map((one) => [one.offer.sku, one])).values()];
  placed.sort((a, b) => (a.offer.sku < b.offer.sku ? -1 : 1));
  const productIds = await ensureProducts(ctx, placed);
  const known = await readKnown(ctx, provider, placed);
  const rows = placed.map(({ offer, operatorId, product }): OfferRow => {
    const productId = productIds.get(productKeyOf(operatorId, product.key));
    if (!productId) throw new Error(`Product vanished while it was written: ${product.key}`);
    return { id: newId(), provider, productId, seenAt, ...offer };
  });
  const different = rows.filter((row) => {
    const before = known.get(row.sku);
    return !before || !sameOffer(before, row);
  });
  await upsert(ctx, different);
  const touched = different.map((row) => row.productId);
  for (const row of different) touched.push(known.get(row.sku)?.productId ?? row.productId);
  await markSeen(ctx, { provider, seenAt, skus: rows.map((row) => row.sku) });
  await refreshProducts(ctx, touched);
  const added = rows.filter((row) => !known.has(row.sku)).length;
  return { added, changed: different.length - added };
}

async function ensureProducts(ctx: Ctx, placed: PlacedOffer[]): Promise<Map<string, string>> {
  const wanted = new Map(
    placed.map(({ operatorId, product }) => [
      productKeyOf(operatorId, product.key),
      { operatorId, ...product },
    ]),
  );
  const rows = [...wanted.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => ({ id: newId(), ...row }));
  if (rows.length === 0) return new Map();
  await ctx.db
    .insert(products)
    .values(rows)
    .onConflictDoUpdate({
      target: [products.operatorId, products.key],
      set: { description: sql`excluded.description` },
      setWhere: sql`excluded.description not in ('', ${products.description})`,
    });
  const ids = [...new Set(rows.map((row) => row.operatorId))];
  const found = await ctx.db
    .select({ id: products.id, operatorId: products.operatorId, key: products.key })
    .from(products)
    .where(
      and(
        inArray(products.operatorId, ids),
        inArray(
          products.key,
          rows.map((row) => row.key),
        ),
      ),
    );
  return new Map(found.map((row) => [productKeyOf(row.operatorId, row.key), row.id]));
}

type KnownOffer = Omit<typeof offers.$inferSelect, "id" | "seenAt">;

async function readKnown(
  ctx: Ctx,
  provider: ProviderName,
  placed: PlacedOffer[],
): Promise<Map<string, KnownOffer>> {
  const { id: _id, seenAt: _seenAt, ...columns } = getTableColumns(offers);
  const rows = await ctx.db
    .select(columns)
    .from(offers)
    .where(
      and(
        eq(offers.provider, provider),
        inArray(
          offers.sku,
          placed.map(({ offer }) => offer.sku),
        ),
      ),
    );
  return new Map(rows.map((row) => [row.sku, row]));
}

function sameOffer(before: KnownOffer, row: OfferRow): boolean {
  return Object.entries(before).every(([column, value]) => {
    const now = row[column as keyof OfferRow];
    return Array.isArray(value) ? JSON.stringify(value) === JSON.stringify(now) : value === now;
  });
}

async function upsert(ctx: Ctx, rows: OfferRow[]): Promise<void> {
  if (rows.length === 0) return;
  const set: Record<string, SQL> = {};
  for (const [name, column] of Object.entries(getTableColumns(offers))) {
    if (!["id", "provider", "sku", "seenAt"].includes(name)) set[name] = sql.raw(`excluded.${column.name}`);
  }
  await ctx.db
    .insert(offers)
    .values(rows)
    .onConflictDoUpdate({ target: [offers.provider, offers.sku], set });
}

/** Never turns the mark back: another run of the same provider may be ahead. */
async function markSeen(
  ctx: Ctx,
  { provider, seenAt, skus }: { provider: ProviderName; seenAt: Date; skus: string[] },
): Promise<void> {
  await ctx.db
    .update(offers)
    .set({ seenAt })
    .where(
      and(
        eq(offers.provider, provider),
        inArray(offers.sku, skus),
        sql`${offers.seenAt} < ${seenAt.toISOString()}`,
      ),
    );
}
