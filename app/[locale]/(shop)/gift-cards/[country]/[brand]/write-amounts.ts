import type { getTranslations } from "next-intl/server";
import type { WrittenAmount } from "@/components/goods/amount-grid";
import type { GiftAmountView } from "@/lib/catalog/types";
import { formatMoney, toDecimal } from "@/lib/core/money";

type Words = Awaited<ReturnType<typeof getTranslations<"goods.brand">>>;

/** Product and amount in one, as a button posts it and an address carries it. */
export const pickOf = ({ productId, face }: Pick<GiftAmountView, "productId" | "face">): string =>
  `${productId} ${toDecimal(face)} ${face.currency}`;

/** What a card is called: its own name, or what it is worth. */
export const titleOf = ({ name, face }: GiftAmountView, locale: string): string =>
  name || formatMoney(face, locale, { compact: true });

export function writeAmounts(
  amounts: GiftAmountView[],
  { t, locale, path }: { t: Words; locale: string; path: string },
): WrittenAmount[] {
  return amounts.map((amount) => {
    const pick = pickOf(amount);
    const count = amount.asks.length;
    return {
      key: pick,
      title: titleOf(amount, locale),
      price: t("youPay", { price: formatMoney(amount.price, locale) }),
      pick,
      href: count > 0 ? `${path}?pick=${encodeURIComponent(pick)}` : null,
      asks: count > 0 ? t("asks", { count }) : null,
    };
  });
}
