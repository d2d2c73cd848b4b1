import { useTranslations } from "next-intl";
import { formatMoney } from "@/lib/core/money";
import { pricePerDay, pricePerGb, type Package } from "./filter-packages";

/** What a package brings, a fact a line, with what one of it costs; nothing where it is not known in numbers. */
export function BenefitFacts({ product, locale }: { product: Package; locale: string }) {
  const t = useTranslations("product.facts");
  const { dataGb, minutes, sms, validityDays } = product.benefits ?? {};
  const gigabytes = dataGb === undefined ? undefined : Number(dataGb);
  const perGb = pricePerGb(product);
  const perDay = pricePerDay(product);
  const small = gigabytes !== undefined && gigabytes < 1;
  const facts: [name: string, value: string | undefined][] = [
    [
      "data",
      gigabytes === undefined
        ? undefined
        : small
          ? t("mb", { count: gigabytes * 1000 })
          : t("gb", { count: gigabytes }),
    ],
    ["minutes", minutes === undefined ? undefined : t("minuteCount", { count: minutes })],
    ["sms", sms === undefined ? undefined : t("smsCount", { count: sms })],
    ["validity", validityDays === undefined ? undefined : t("dayCount", { count: validityDays })],
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
