import { getTableColumns } from "drizzle-orm";
import { together, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { offers, products } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { ProviderName } from "@/lib/providers/spec";
import type { OfferDraft } from "./map-offer";
import { notingChanges } from "./note-changes";
import { refreshProducts } from "./refresh-products";
import { rowSet } from "./row-set";

export interface PlacedOffer extends OfferDraft {
  operatorId: string;
}

export interface WriteCounts {
  added: number;
  changed: number;
}

const productRows = rowSet(products, [
  "id",
  "operatorId",
  "kind",
  "key",
  "benefits",
  "description",
  "denomination",
  "currency",
  "faceMinor",
  "minMinor",
  "maxMinor",
  "recipient",
  "popular",
]);
const offerRows = rowSet(
  offers,
  Object.keys(getTableColumns(offers)) as (keyof typeof offers.$inferInsert)[],
);

/** What makes an offer another than it was; when it was seen does not. */
const TERMS = offerRows.columns.filter((column) => !["id", "provider", "sku", "seen_at"].includes(column));

const productKeyOf = (operatorId: unknown, key: unknown) => `${String(operatorId)} ${String(key)}`;

/** Writes a batch of one provider's offers: what is new or changed is stored, the rest is only marked as seen in this run. */
export async function writeOffers(
  ctx: Ctx,
  batch: { provider: ProviderName; seenAt: Date; placed: PlacedOffer[]; noteFor?: string | undefined },
): Promise<WriteCounts> {
  const { provider, seenAt, noteFor } = batch;
  // A SKU listed twice counts once, and rows are always locked in the same order.
  const placed = [...new Map(batch.placed.map((one) => [one.offer.sku, one])).values()];
  placed.sort((a, b) => (a.offer.sku < b.offer.sku ? -1 : 1));
  const productIds = await ensureProducts(ctx, placed);
  const rows = placed.map(({ offer, operatorId, product }) => {
    const productId = productIds.get(productKeyOf(operatorId, product.key));
    if (!productId) throw new Error(`Product vanished while it was written: ${product.key}`);
    return { id: newId(), provider, productId, seenAt, ...offer };
  });
  const [written] = await together(upsert(ctx, { provider, noteFor }, rows), markSeen(ctx, batch));
  await refreshProducts(
    ctx,
    written.flatMap(({ productId, before }) => [productId, before ?? productId]),
  );
  const added = written.filter(({ isNew }) => isNew).length;
  return { added, changed: written.length - added };
}

/** Product ids by operator and key. */
async function ensureProducts(ctx: Ctx, placed: PlacedOffer[]): Promise<Map<string, string>> {
  const wanted = new Map(
    placed.map(({ operatorId, product }) => [
      productKeyOf(operatorId, product.key),
      { ...product, operatorId, id: newId() },
    ]),
  );
  if (wanted.size === 0) return new Map();
  const rows = productRows.read(
    [...wanted.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
  );
  const [, found] = await together(
    runStatement(
      ctx,
      (place) => `insert into products (${productRows.columns.join(", ")})
        select ${productRows.columns.join(", ")} from ${productRows.from(place(rows))}
        on conflict (operator_id, key) do nothing`,
    ),
    runStatement(
      ctx,
      (place) => `select p.id, p.operator_id, p.key from ${productRows.from(place(rows))}
        join products p on p.operator_id = r.operator_id and p.key = r.key`,
    ),
  );
  return new Map(found.map(([id, operatorId, key]) => [productKeyOf(operatorId, key), String(id)]));
}

interface Written {
  productId: string;
  /** The product it was an offer of before. */
  before: string | null;
  isNew: boolean;
}

/** The offers that are new or have other terms than before; for a run of the import, what is different is noted. */
async function upsert(
  ctx: Ctx,
  { provider, noteFor }: { provider: ProviderName; noteFor: string | undefined },
  rows: (typeof offers.$inferInsert)[],
): Promise<Written[]> {
  if (rows.length === 0) return [];
  const columns = offerRows.columns.join(", ");
  const terms = (table: string) => TERMS.map((column) => `${table}.${column}`).join(", ");
  const written = await runStatement(
    ctx,
    (place) => `with r as (select * from ${offerRows.from(place(offerRows.read(rows)))}),
      old as (select o.* from offers o join r on r.sku = o.sku where o.provider = ${place(provider)}),
      written as (
        insert into offers (${columns}) select ${columns} from r
        on conflict (provider, sku) do update set ${TERMS.map((column) => `${column} = excluded.${column}`).join(", ")}
          where (${terms("offers")}) is distinct from (${terms("excluded")})
        returning *
      )${noteFor ? `, ${notingChanges(place(noteFor))}` : ""}
      select w.product_id, old.product_id, old.sku is null from written w left join old on old.sku = w.sku`,
  );
  return written.map(([productId, before, isNew]) => ({
    productId: String(productId),
    before: before === null ? null : String(before),
    isNew: isNew === true,
  }));
}

/** Never turns the mark back: another run of the same provider may be ahead. */
async function markSeen(
  ctx: Ctx,
  { provider, seenAt, placed }: { provider: ProviderName; seenAt: Date; placed: PlacedOffer[] },
): Promise<void> {
  await runStatement(
    ctx,
    (place) => `update offers set seen_at = ${place(seenAt)}
      where provider = ${place(provider)} and seen_at < ${place(seenAt)}
        and sku in (select jsonb_array_elements_text(${place(placed.map(({ offer }) => offer.sku))}::jsonb))`,
  );
}
