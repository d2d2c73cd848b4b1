import { redirect } from "next/navigation";
import { cache } from "react";
import { missingPage } from "@/app/missing-page";
import { readCurrency } from "@/app/buyer-currency";
import {
  askNumberBundles,
  readMergedSlug,
  readOperatorPage,
  type NumberBundles,
  type OperatorPage,
} from "@/lib/catalog";
import { localePath, type Locale } from "@/i18n/locales";
import { isForbiddenDestination } from "@/lib/core/forbidden-destination";
import { runtime } from "@/lib/runtime";

type Asked = [address: string, to: string | null, locale: string, named?: string];

/**
 * An operator with its products, priced in what the buyer pays in, read once a request; null when there is none, or when nothing may be sent
 * there. @param address slugs of country and operator, `nigeria/mtn`; @param to token of a number: what is sold to it alone is among them, as far as it was asked for;
 * @param named the currency that the page's inner address names
 */
export const readOperator = cache(
  async (...[address, to, locale, named]: Asked): Promise<OperatorPage | null> => {
    const [countrySlug = "", operatorSlug = ""] = address.split("/");
    const ctx = runtime().context({ kind: "system", id: "pages" }, { currency: await readCurrency(named) });
    const page = await readOperatorPage(ctx, {
      countrySlug,
      operatorSlug,
      currency: ctx.currency,
      to,
      locale,
    });
    return page && !isForbiddenDestination({ country: page.operator.country }, ctx.policy) ? page : null;
  },
);

/** Asks what the operator sells to this number alone, where that depends on the number; read once a request, before the page is. */
export const askBundlesOf = cache(
  async (countrySlug: string, operatorSlug: string, to: string | null): Promise<NumberBundles> =>
    to === null
      ? "none"
      : askNumberBundles(runtime().context({ kind: "system", id: "pages" }), {
          countrySlug,
          operatorSlug,
          to,
        }),
);

/** Nothing is sold under this address: on to whom the operator was merged into, for bookmarks live long, else the 404. */
export async function leaveOperator(
  locale: Locale,
  at: { country: string; operator: string; to: string | null },
): Promise<never> {
  const { country, operator, to } = at;
  const ctx = runtime().context({ kind: "system", id: "pages" });
  const kept = await readMergedSlug(ctx, { countrySlug: country, operatorSlug: operator });
  if (kept) redirect(localePath(locale, `/${country}/${kept}`) + (to ? `?to=${encodeURIComponent(to)}` : ""));
  return missingPage(locale, `${operator} ${country}`);
}
