import { useTranslations } from "next-intl";
import { formatMoney } from "@/lib/core/money";
import { pricePerDay, pricePerGb, type Package } from "./filter-packages";
import { useBenefitTexts } from "./use-benefit-texts";

/** What a package brings, a fact a line, with what one of it costs; nothing where it is not known in numbers. */
export function BenefitFacts({ product, locale }: { product: Package; locale: string }) {
  const t = useTranslations("product.facts");
  const { data, minutes, sms, validity } = useBenefitTexts()(product.benefits);
  const perGb = pricePerGb(product);
  const perDay = pricePerDay(product);
  const facts: [name: string, value: string | undefined][] = [
    ["data", data],
    ["minutes", minutes],
    ["sms", sms],
    ["validity", validity],
    ["perGb", perGb && formatMoney(perGb, locale)],
    ["perDay", perDay && formatMoney(perDay, locale)],
  ];
  const known = facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  if (known.length === 0) return null;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt className="text-xs text-ink-3">{t(name as Parameters<typeof t>[0])}</dt>
          <dd className="num text-lg font-bold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
