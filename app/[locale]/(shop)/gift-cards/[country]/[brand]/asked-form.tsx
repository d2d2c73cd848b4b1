import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { writeFields } from "@/components/fields/field-texts";
import { ProductForm } from "@/components/fields/product-form";
import { Card } from "@/components/ui/card";
import type { GiftAmountView, GiftBrandView } from "@/lib/catalog/types";
import { startGoodsAction } from "../../../start-goods-action";
import { pickOf, titleOf } from "./write-amounts";

/** What the issuer of a card wants to know before it is priced. */
export async function AskedForm({
  amount,
  brand,
  path,
  locale,
}: {
  amount: GiftAmountView;
  brand: GiftBrandView;
  path: string;
  locale: string;
}) {
  const [t, words] = await Promise.all([getTranslations("goods.brand"), getTranslations("fields")]);
  return (
    <Card asks>
      <h2 className="mb-4 text-lg">
        {t("moreTitle", { amount: titleOf(amount, locale), brand: brand.name })}
      </h2>
      <ProductForm
        action={startGoodsAction}
        hidden={{ locale, pick: pickOf(amount) }}
        fields={amount.asks}
        texts={writeFields(amount.asks, words as Parameters<typeof writeFields>[1], { operator: brand.name })}
        words={{ submit: t("seePrice"), pending: t("pricing"), refused: t("refused") }}
      />
      <Link href={path} prefetch={false} className="link mt-3 inline-flex min-h-12 items-center text-sm">
        {t("otherAmounts")}
      </Link>
    </Card>
  );
}
