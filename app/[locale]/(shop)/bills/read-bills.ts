import { cache } from "react";
import { readCurrency } from "@/app/buyer-currency";
import { listBillers, readBiller, type BillerPage } from "@/lib/catalog";
import type { BillerView } from "@/lib/catalog/types";
import { countryName } from "@/lib/phone/country-name";
import { isForbiddenDestination } from "@/lib/core/forbidden-destination";
import { runtime } from "@/lib/runtime";

export interface BillCountry {
  /** ISO 3166 alpha-2. */
  country: string;
  slug: string;
  name: string;
  billers: BillerView[];
}

/** Countries in which bills can be paid, by their name in the locale, with who sends them. */
export const readBillCountries = cache(async (locale: string): Promise<BillCountry[]> => {
  const { context, env } = runtime();
  if (!env.databaseUrl) return [];
  const ctx = context({ kind: "system", id: "pages" });
  const found = new Map<string, BillCountry>();
  for (const biller of await listBillers(ctx)) {
    const { country, countrySlug: slug } = biller;
    if (isForbiddenDestination({ country }, ctx.policy)) continue;
    const entry = found.get(country) ?? { country, slug, name: countryName(country, locale), billers: [] };
    entry.billers.push(biller);
    found.set(country, entry);
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, locale));
});

/** A biller priced in what the buyer pays in; null when there is none, or when nothing may be paid there. */
export const readBillerOf = cache(
  async (countrySlug: string, billerSlug: string, named?: string): Promise<BillerPage | null> => {
    const ctx = runtime().context({ kind: "system", id: "pages" }, { currency: await readCurrency(named) });
    const page = await readBiller(ctx, { countrySlug, billerSlug, currency: ctx.currency });
    return page && !isForbiddenDestination(page.biller, ctx.policy) ? page : null;
  },
);
