import { useTranslations } from "next-intl";
import { BenefitFacts } from "@/components/catalog/benefit-facts";
import { isPackage } from "@/components/catalog/filter-packages";
import { Chip } from "@/components/ui/chip";
import { Monogram } from "@/components/ui/monogram";
import { ProviderText } from "@/components/ui/provider-text";
import { MONTHS } from "@/lib/catalog/field-schema";
import type { OperatorView, ProductView } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/money";
import { countryName } from "@/lib/phone/country-name";
import { isNamed, productTitle } from "./product-title";

/** What it is, whose, what it brings, and what it costs in all. */
export function ProductHead({
  product,
  operator,
  locale,
}: {
  product: ProductView;
  operator: OperatorView;
  locale: string;
}) {
  const t = useTranslations("product");
  const kinds = useTranslations("catalog.operator.kinds");
  const monthly = product.fields.some(({ name }) => name === MONTHS);
  const { choice } = product;
  return (
    <header className="grid gap-5">
      <div className="flex items-start gap-4">
        <Monogram name={operator.name} size={52} />
        <div className="grid min-w-0 gap-1.5">
          <h1 className="text-[clamp(1.5rem,1.2rem+1.6vw,2.125rem)] leading-tight tracking-tight">
            <ProviderText
              text={productTitle(product, operator.name, locale)}
              lang={isNamed(product) ? product.lang : locale}
            />
          </h1>
          <p className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
            {operator.name} · {countryName(operator.country, locale)}
            <Chip tone={product.kind === "pin" ? "info" : "plain"}>{kinds(product.kind)}</Chip>
          </p>
        </div>
      </div>
      {isPackage(product) && <BenefitFacts product={product} locale={locale} />}
      {choice.type === "fixed" && (
        <p className="num text-xl font-bold">
          {t(monthly ? "priceEach" : "price", { price: formatMoney(choice.price, locale) })}
        </p>
      )}
    </header>
  );
}
