import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { Flag } from "@/components/ui/flag";
import type { SalesView, Slice, SliceScope } from "@/lib/reports/types";
import { Section } from "../section";
import { providerTitle } from "../provider-title";
import { FiguresTable } from "./figures-table";
import { SliceCharts } from "./slice-charts";

const SCOPES: readonly SliceScope[] = ["country", "operator", "provider", "kind"];

/** The period by country, operator, provider and kind: the largest drawn, more of them in numbers; each name of a table leads to its orders. */
export function SliceSections({
  sales,
  withProfit,
  within,
}: {
  sales: SalesView;
  withProfit: boolean;
  /** The period as the list of orders takes it. */
  within: Record<string, string>;
}) {
  const t = useTranslations("staff-numbers.slices");
  const kinds = useTranslations("catalog.operator.kinds");
  const locale = useLocale();
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  const named = (scope: SliceScope, { key, name }: Slice): string => {
    if (scope === "country") return countries.of(key) ?? key;
    if (scope === "provider") return providerTitle(name);
    return scope === "kind" ? kinds(key as Parameters<typeof kinds>[0]) : name;
  };
  // Beside a bar there is no flag to tell one MTN from another.
  const alone = (scope: SliceScope, slice: Slice): string =>
    scope === "operator" && slice.country
      ? `${slice.name}, ${countries.of(slice.country) ?? slice.country}`
      : named(scope, slice);
  return SCOPES.filter((scope) => sales.slices[scope].length > 0).map((scope) => (
    <Section
      key={scope}
      id={`by-${scope}`}
      title={t(`${scope}.title`)}
      note={sales.more[scope] > 0 ? t("more", { count: sales.more[scope] }) : undefined}
    >
      <SliceCharts
        slices={sales.slices[scope].map((slice) => ({ ...slice, name: alone(scope, slice) }))}
        withProfit={withProfit}
      />
      <details className="mt-2" open>
        <summary className="min-h-12 py-3 text-sm font-bold md:min-h-10 md:py-2">{t("numbers")}</summary>
        <FiguresTable
          caption={t(`${scope}.title`)}
          first={t(`${scope}.head`)}
          withProfit={withProfit}
          rows={sales.slices[scope].map((slice) => ({
            key: slice.key,
            figures: slice.figures,
            name: (
              <Link
                href={`/admin/orders?${new URLSearchParams({ [scope]: slice.key, ...within }).toString()}`}
                prefetch={false}
                className="link inline-flex items-center gap-2"
              >
                {slice.country && <Flag country={slice.country} width={21} />}
                {named(scope, slice)}
              </Link>
            ),
          }))}
        />
      </details>
    </Section>
  ));
}
