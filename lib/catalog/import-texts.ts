import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { ProviderUnavailable, type Provider } from "@/lib/providers/spec";
import { endRun, startRun } from "./import-run";
import { mapOffer } from "./map-offer";

/** Offers that are looked at before a language counts as one the provider does not have. */
const TRIED = 500;

export interface TextsInput {
  provider: Pick<Provider, "name" | "listOffers">;
  /** Other than English, in which catalogs are read. */
  languages: readonly string[];
}

/**
 * Reads what a provider calls its offers in other languages, and gives the products those names. A language that it does not have comes back
 * in English, and is left out; one that cannot be read keeps its old names. Returns how many products have a name in each.
 */
export async function importTexts(
  ctx: Ctx,
  { provider, languages }: TextsInput,
): Promise<Record<string, number>> {
  const run = await startRun(ctx, provider.name, "texts");
  const english = await readEnglish(ctx, provider.name);
  const counts: Record<string, number> = {};
  // One after the other: each is the provider's whole catalog.
  for (const language of languages) {
    try {
      const texts = await readTexts(provider, language, english);
      if (texts.length > 0) counts[language] = await store(ctx, { provider: provider.name, language, texts });
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      ctx.log.warn({ provider: provider.name, language }, "names could not be read");
    }
  }
  await endRun(ctx, run, { state: "finished", counts });
  return counts;
}

type Text = [sku: string, description: string];

async function readEnglish(ctx: Ctx, provider: string): Promise<Map<string, string>> {
  const rows = await runStatement(
    ctx,
    (place) => `select sku, description from offers where active and provider = ${place(provider)}`,
  );
  return new Map(rows.map(([sku, description]) => [String(sku), String(description)]));
}

async function readTexts(
  provider: TextsInput["provider"],
  language: string,
  english: Map<string, string>,
): Promise<Text[]> {
  const texts: Text[] = [];
  let read = 0;
  for await (const listed of provider.listOffers(undefined, { language })) {
    read += 1;
    if (read > TRIED && texts.length === 0) break;
    const text = textOf(listed);
    const before = english.get(listed.sku);
    if (text && before !== undefined && before !== text) texts.push([listed.sku, text]);
  }
  return texts;
}

/** Empty for an offer whose numbers make no sense; the import has said so. */
function textOf(listed: Parameters<typeof mapOffer>[0]): string {
  try {
    return mapOffer(listed).offer.description ?? "";
  } catch (error) {
    if (error instanceof RangeError) return "";
    throw error;
  }
}

/** Of several offers of a product, the one that its English name comes from names it. */
async function store(
  ctx: Ctx,
  { provider, language, texts }: { provider: string; language: string; texts: Text[] },
): Promise<number> {
  const rows = await runStatement(
    ctx,
    (place) => `with told as (
          select distinct on (o.product_id) o.product_id, r ->> 1 as words
          from jsonb_array_elements(${place(texts)}::jsonb) as r
            join offers o on o.provider = ${place(provider)} and o.sku = r ->> 0
            join products p on p.id = o.product_id
          order by o.product_id, o.description = p.description desc, o.sku
        ), locked as (
          select id from products where id in (select product_id from told) order by id for update
        ), written as (
          update products p set texts = p.texts || jsonb_build_object(${place(language)}::text, t.words)
          from told t where t.product_id = p.id and p.id in (select id from locked)
            and p.texts ->> ${place(language)} is distinct from t.words
        )
        select count(*)::int from told`,
  );
  return Number(rows[0]?.[0] ?? 0);
}
