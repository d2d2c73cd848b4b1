import { setApart } from "@/i18n/locales";
import { formatMoney, type Money } from "@/lib/core/money";

/** "₦10,000" of airtime, "3 GB · 30 days" of a bundle: what the buyer calls it. */
export function whatIsSent(
  { parcel, price }: { parcel: string | null; price: { face: Money } },
  locale: string,
): string {
  return parcel === null ? formatMoney(price.face, locale, { compact: true }) : setApart(parcel, locale);
}
