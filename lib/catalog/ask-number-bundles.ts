import { and, eq, inArray, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { numberBundles, offers, operators, products } from "@/db/schema";
import { countryOfSlug } from "@/lib/phone/country-slug";
import type { Provider, ProviderName, ProviderOffer } from "@/lib/providers/spec";
import { mapOffer } from "./map-offer";
import { readRecipientRow } from "./read-recipient";
import { writeOffers, type PlacedOffer } from "./write-offers";

/** Providers as somebody waits for them: whoever has offers for one number alone is asked. */
export interface NumberSellers {
  get(name: ProviderName): Pick<Provider, "offersFor"> | undefined;
}

/** `none`: the operator sells nothing of the kind. `silent`: somebody did not answer in time, so that more may be sold than is shown. */
export type NumberBundles = "none" | "known" | "silent";

interface Marker {
  id: string;
  operatorId: string;
  provider: ProviderName;
  providerOperatorId: string;
  sku: string;
}

/** Listed offers of an operator that stand for what is sold to one number alone, and whether they were asked about for it lately. */
async function readMarkers(
  ctx: Ctx,
  of: { operatorSlug: string; number: string; country: string },
): Promise<(Marker & { fresh: boolean })[]> {
  const lasts = sql`make_interval(secs => ${ctx.policy.numberBundlesFresh}::float8 / 1000)`;
  const rows = await ctx.db
    .select({
      id: offers.id,
      operatorId: operators.id,
      provider: offers.provider,
      providerOperatorId: offers.providerOperatorId,
      sku: offers.sku,
      fresh: sql<boolean>`coalesce(${numberBundles.askedAt} > app_now() - ${lasts}, false)`,
    })
    .from(operators)
    .innerJoin(products, eq(products.operatorId, operators.id))
    .innerJoin(offers, and(eq(offers.productId, products.id), eq(offers.active, true)))
    .leftJoin(numberBundles, and(eq(numberBundles.markerId, offers.id), eq(numberBundles.number, of.number)))
    .where(
      and(
        eq(operators.country, of.country),
        eq(operators.slug, of.operatorSlug),
        eq(operators.enabled, true),
        sql`${offers.requiredFields} ? 'offersFor'`,
      ),
    );
  return rows.map((row) => ({ ...row, provider: row.provider as ProviderName }));
}

/** Undefined when it does not answer while the buyer waits. */
async function askInTime(
  ctx: Ctx & { providers: NumberSellers },
  marker: Marker,
  number: { e164: string; country: string },
): Promise<ProviderOffer[] | undefined> {
  const asked = ctx.providers.get(marker.provider)?.offersFor?.(number, marker);
  if (!asked) return [];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ctx.policy.lookupWait);
  });
  try {
    return await Promise.race([asked, late]);
  } catch (error) {
    ctx.log.warn({ provider: marker.provider, err: error }, "bundles of a number could not be read");
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function place(ctx: Ctx, { operatorId }: Marker, offered: ProviderOffer[]): PlacedOffer[] {
  return offered.flatMap((one) => {
    try {
      const draft = mapOffer(one);
      return [{ ...draft, offer: { ...draft.offer, perNumber: true }, operatorId }];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      ctx.log.warn({ sku: one.sku, reason: error.message }, "offer left out");
      return [];
    }
  });
}

async function keep(
  ctx: Ctx,
  marker: Marker,
  known: { number: string; placed: PlacedOffer[] },
): Promise<void> {
  const { number, placed } = known;
  await inTransaction(ctx, async (tx) => {
    await writeOffers(tx, { provider: marker.provider, seenAt: ctx.clock.now(), placed });
    const skus = placed.map(({ offer }) => offer.sku);
    const rows =
      skus.length === 0
        ? []
        : await tx.db
            .select({ id: offers.id })
            .from(offers)
            .where(and(eq(offers.provider, marker.provider), inArray(offers.sku, skus)));
    const offerIds = rows.map(({ id }) => id);
    await tx.db
      .insert(numberBundles)
      .values({ number, markerId: marker.id, offerIds })
      .onConflictDoUpdate({
        target: [numberBundles.number, numberBundles.markerId],
        set: { offerIds, askedAt: sql`app_now()` },
      });
  });
}

/**
 * Finds out what an operator sells to one number alone, where its offers depend on the number, and keeps it for an hour: `readOperatorPage`
 * and the routes of an order to this number then have it. Waits no longer than `policy.lookupWait`.
 * @param of.to token of the number
 */
export async function askNumberBundles(
  ctx: Ctx & { providers: NumberSellers },
  of: { countrySlug: string; operatorSlug: string; to: string },
): Promise<NumberBundles> {
  const recipient = await readRecipientRow(ctx, { token: of.to });
  if (!recipient || recipient.country !== countryOfSlug(of.countrySlug)) return "none";
  const { number, country } = recipient;
  const markers = await readMarkers(ctx, { operatorSlug: of.operatorSlug, number, country });
  if (markers.length === 0) return "none";
  const told = await Promise.all(
    markers
      .filter(({ fresh }) => !fresh)
      .map(async (marker) => {
        const offered = await askInTime(ctx, marker, { e164: number, country });
        if (!offered) return false;
        await keep(ctx, marker, { number, placed: place(ctx, marker, offered) });
        return true;
      }),
  );
  return told.every(Boolean) ? "known" : "silent";
}
